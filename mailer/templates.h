#ifndef LS_MAILER_TEMPLATES_H
#define LS_MAILER_TEMPLATES_H

/*
 * The folder of templates, read file by file as languages are asked for:
 *
 *	DIR/skeleton.html
 *	DIR/NAME/LOCALE.md		marketing's
 *	DIR/NAME/locked/LOCALE.md	checked against DIR/NAME/locked/DIGESTS
 */

#include "core/err.h"
#include "core/letter.h"

struct templates;

/* NAME: "invitation". ERR_NO_INPUT, ERR_DATA (all faults of the skeleton). */
int templates_open(const char *dir, const char *name, struct templates **t_r,
	struct err *err) ERR_CHECKED;
void templates_free(struct templates **t);

/* The parts for LOCALE or, when it has none, for the next in its chain, down
 * to English; parts->locale tells which. Borrowed until templates_free.
 * ERR_DATA: all faults of the files, or a locked block that was changed. */
int templates_get(struct templates *t, const char *locale,
	struct letter_parts *parts, struct err *err) ERR_CHECKED;

#endif
