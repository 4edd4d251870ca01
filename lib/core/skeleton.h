#ifndef LS_CORE_SKELETON_H
#define LS_CORE_SKELETON_H

/*
 * The HTML page that all invitations share. It is a file that a designer
 * edits; between
 *
 *	<!-- repeat own --> … <!-- end -->
 *
 * stands what is written once for each paragraph, and {{slots}} are filled in
 * with HTML that the caller has escaped. Nothing of it is parsed as HTML here.
 */

#include "core/buf.h"
#include "core/faults.h"
#include "core/span.h"

enum skeleton_section {
	SKELETON_LOGO,		/* may be absent; once or not at all */
	SKELETON_GREETING,
	SKELETON_OWN,		/* the author's paragraphs */
	SKELETON_BEFORE,	/* locked, before the link */
	SKELETON_LINK,
	SKELETON_AFTER,		/* locked, after the link */
	SKELETON_SIGNATURE,	/* a line each */
	SKELETON_SECTIONS
};

enum skeleton_slot {
	SKELETON_LANG, SKELETON_DIR, SKELETON_ALIGN,	/* anywhere */
	SKELETON_SUBJECT, SKELETON_PREHEADER, SKELETON_PARTNER,	/* anywhere */
	SKELETON_TEXT,		/* in sections: the paragraph or line */
	SKELETON_SOURCE,	/* in logo: where the image is; its size */
	SKELETON_WIDTH, SKELETON_HEIGHT,
	SKELETON_HREF, SKELETON_BUTTON, SKELETON_COPY,	/* in link */
	SKELETON_SLOTS
};

struct skeleton;

/* Copies BYTES. Each section but the logo must stand once; the link's must hold
 * href="{{link}}". Reports to P, and then returns NULL. */
struct skeleton *skeleton_parse(const char *file, struct span bytes,
	struct faults *p);
void skeleton_free(struct skeleton **s);

/* All borrowed, all HTML. */
struct skeleton_fill {
	struct span slot[SKELETON_SLOTS];	/* SKELETON_TEXT is unused */
	const struct span *items[SKELETON_SECTIONS];
	size_t n[SKELETON_SECTIONS];
};

/* The page with F's HTML in its places, appended to OUT. */
void skeleton_write(const struct skeleton *s, const struct skeleton_fill *f,
	struct buf *out);

#endif
