#ifndef LS_MAILER_TEMPLATES_H
#define LS_MAILER_TEMPLATES_H

/*
 * The files of one template, read as languages are asked for, and the logo.
 * Where they lie is folders.h's business.
 */

#include "core/err.h"
#include "core/letter.h"
#include "folders.h"
#include "sys/config.h"

struct templates;

/* The template NAME in the folders of C, which must outlive it. LOGO: a file,
 * or NULL for that of C, if any. ERR_USAGE, ERR_NO_INPUT, ERR_DATA (all faults
 * of the page; no image). */
int templates_open(const struct config *c, const char *name, const char *logo,
	struct templates **t_r, struct err *err) ERR_CHECKED;
void templates_free(struct templates **t);

/* The parts for LOCALE or, when it has none, for the next in its chain, down
 * to English; parts->locale tells which. Borrowed until templates_free.
 * ERR_DATA: all faults of the files, or a locked block that was changed. */
int templates_get(struct templates *t, const char *locale,
	struct letter_parts *parts, struct err *err) ERR_CHECKED;

/* Where its files are. Borrowed. */
const struct folders *templates_folders(const struct templates *t);

/* NULL when there is none. Borrowed. */
const struct image *templates_logo(const struct templates *t);

#endif
