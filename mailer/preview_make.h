#ifndef LS_MAILER_PREVIEW_MAKE_H
#define LS_MAILER_PREVIEW_MAKE_H

/* Fills in what preview_page.h shows: reads the templates, writes a letter in
 * each language, and asks the linter. */

#include "invitation.h"
#include "options.h"
#include "preview_page.h"

/* Reads everything anew. O and A outlive P, which the caller gives to
 * preview_deinit either way. What is wrong with the templates stands in P;
 * ERR_OS: a folder can't be read. */
int preview_make(const struct options *o, const struct account *a,
	const struct folders *f, struct preview *p, struct err *err)
	ERR_CHECKED;
void preview_deinit(struct preview *p);

/* Errors of the linter, and languages without a letter. */
size_t preview_errors(const struct preview *p);

#endif
