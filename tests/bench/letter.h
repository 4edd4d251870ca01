#ifndef LS_TESTS_BENCH_LETTER_H
#define LS_TESTS_BENCH_LETTER_H

/*
 * The mails that are sent in a measurement, built in memory. Each is the
 * same every time.
 */

#include <stddef.h>

struct letter {
	const char *const *fields;	/* name, value, ..., NULL; values with
					   their leading space */
	char *body;
	size_t n;
};

/*
 * NAME is one of
 *	ordinary	an answer to a customer, text and HTML, with the
 *			addresses that such a mail has in its signature
 *	attachment	the same with 2 MB beside it
 *	invitation	24 KB of text and HTML with a placeholder in neither:
 *			the header says that it is one
 *	large		10 MB beside a few lines of text
 * NULL: there is no such. The caller frees with letter_free.
 */
struct letter *letter_new(const char *name);
void letter_free(struct letter *l);

#endif
