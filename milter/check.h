#ifndef LS_MILTER_CHECK_H
#define LS_MILTER_CHECK_H

/* Judges saved messages as the daemon would, without a mail server: -t. */

#include <stddef.h>

#include "core/err.h"
#include "world.h"

struct check_options {
	const char *from;	/* envelope sender; NULL: "" */
	const char *login;	/* or NULL */
	const char *client;	/* its address; NULL: 127.0.0.1 */
	const char *out;	/* -o: directory; NULL: write nothing */
};

/* Prints what is judged about each file to standard output ("-": standard
 * input), behind a line "FILE:" when there are several; with `out`, writes each
 * message that would leave as it would leave, under its base name. Goes on
 * behind a file that can't be read and reports the last failure.
 * ERR_USAGE: two files of the same base name, a client that is no address. */
int check_files(struct world *w, const struct check_options *options,
	char *const *files, size_t n, struct err *err) ERR_CHECKED;

#endif
