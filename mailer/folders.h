#ifndef LS_MAILER_FOLDERS_H
#define LS_MAILER_FOLDERS_H

/*
 * Where the files of a template lie. The sender's own folder comes first, then
 * the one that is shipped, so that somebody writes a template with one file:
 *
 *	DIR/NAME/LOCALE.md		the words
 *	DIR/NAME/locked/LOCALE.md	the locked block, else the invitation's
 *	DIR/NAME/locked/DIGESTS
 *	DIR/skeleton.html
 *
 * Only names: nothing is read.
 */

#include <stddef.h>

#include "core/err.h"
#include "core/template.h"

struct folders {
	const char *roots[2];	/* borrowed; the own one first */
	size_t n_roots;
	const char *name;	/* borrowed; "invitation" */
};

/* OWN may be NULL. ERR_USAGE: NAME can't be a folder's name; ERR_NO_INPUT:
 * neither has such a folder. F borrows all three. */
int folders_open(const char *own, const char *shipped, const char *name,
	struct folders *f, struct err *err) ERR_CHECKED;

/* The path of a file, which the caller frees; NULL when there is none. */
char *folders_words(const struct folders *f, enum template_kind kind,
	const char *locale);
char *folders_page(const struct folders *f);
/* Beside the locked block at PATH, whether it is there or not. */
char *folders_digests(const char *path);

/* The languages of the words, sorted; the caller frees the list as a whole
 * with folders_free. */
struct folders_list {
	char **list;
	size_t n;
};

/* ERR_OS: a folder can't be read. A folder that is not there is empty. */
int folders_locales(const struct folders *f, struct folders_list *r,
	struct err *err) ERR_CHECKED;

/* The languages of the locked blocks in the same way. */
int folders_locked_locales(const struct folders *f, struct folders_list *r,
	struct err *err) ERR_CHECKED;

/* The templates in DIR: folders that hold words. */
int folders_names(const char *dir, struct folders_list *r, struct err *err)
	ERR_CHECKED;

/* Is LOCALE or NAME in it? */
bool folders_has(const struct folders_list *l, const char *name);
void folders_free(struct folders_list *l);

/* DIR/NAME; the caller frees. */
char *folders_join(const char *dir, const char *name);

#endif
