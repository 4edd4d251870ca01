#ifndef LS_TESTS_BENCH_LETTER_H
#define LS_TESTS_BENCH_LETTER_H

/*
 * The mails that are sent in a measurement, built in memory. All of one kind
 * are of one size and differ in a number here and there, as mails do.
 */

#include <stddef.h>

/* The digits of the number, and how often it stands in a body at most. */
#define LETTER_DIGITS 9
#define LETTER_PLACES 4

struct letter {
	const char *const *fields;	/* name, value, ..., NULL; values with
					   their leading space */
	char *body;
	size_t n;
	size_t places[LETTER_PLACES];	/* of the number; all are in the */
	size_t n_places;		/* first piece that is sent */
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

/* Writes NUMBER where it stands in the first N bytes of the body, of which P
 * is a copy. */
void letter_number(const struct letter *l, char *p, size_t n,
	unsigned long number);

#endif
