#ifndef LS_CORE_RENDER_H
#define LS_CORE_RENDER_H

/*
 * From findings to edits: which characters of which body become what. Plain
 * text gets the link alone on its line; HTML a link whose text is its address.
 * Everything outside the spans named by the findings stays.
 *
 * A damaged link within a sentence is put right where it stands. Letters of
 * other scripts never touch its end: mail readers would take them for it.
 */

#include "core/edits.h"
#include "core/err.h"
#include "core/find.h"
#include "core/policy.h"
#include "core/text.h"

/* What one body's decoded text is to become. */
struct render {
	struct text_change *changes;	/* sorted; not overlapping */
	struct buf *texts;		/* what they borrow */
	const struct finding **of;	/* why: borrowed, one a change */
	size_t n;
};

/* The changes that the settings want in body B, which has a view: every own
 * link intact, and one where it misses. ERR_DATA: the body can't take them. */
int render_body(const struct findings *findings, const struct body *b,
	const struct settings *s, struct render *r, struct err *err)
	ERR_CHECKED;
void render_deinit(struct render *r);

/* The same for all bodies, as edits of the message. ERR_DATA when a body
 * can't take the link; OUT may then hold edits of other bodies. */
int render_edits(const struct findings *findings, const struct settings *s,
	struct edits *out, struct err *err) ERR_CHECKED;

#endif
