#ifndef LS_MAILER_PREVIEW_PAGE_H
#define LS_MAILER_PREVIEW_PAGE_H

/*
 * The page of `preview`: one file of HTML that fetches nothing. Each language
 * has a section: how an inbox shows it, the page wide and on a phone, light
 * and dark, the text beside it, and what the linter says. Bytes out.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/letter.h"
#include "core/lint.h"

struct preview_section {
	char *locale;
	bool written;		/* there is a letter */
	struct letter letter;	/* its logo, if any, as data: */
	char *preheader;	/* as the inbox shows it; may be NULL */
	char *trouble;		/* why there is no letter; may be NULL */
	struct lint lint;
};

struct preview {
	const char *template;	/* its name */
	const char *sender;	/* as the inbox shows it */
	const char *stamp;	/* of this state, when the page is to watch
				   PREVIEW_STAMP_FILE; NULL: it does not */
	struct lint page;	/* about skeleton.html */
	struct preview_section *list;
	size_t n;
};

/* Beside the page while it is watched: tells it the stamp of the newest. */
#define PREVIEW_STAMP_FILE "preview-stamp.html"

/* Appends the page. */
void preview_page_write(const struct preview *p, struct buf *out);

/* Appends what stands in PREVIEW_STAMP_FILE; STAMP is plain ASCII. */
void preview_stamp_write(const char *stamp, struct buf *out);

#endif
