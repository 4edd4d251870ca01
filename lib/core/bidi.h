#ifndef LS_CORE_BIDI_H
#define LS_CORE_BIDI_H

/*
 * Text that runs from right to left, and names in it that do not (UAX 9). A
 * name, a number or what stands behind it would else be drawn in the wrong
 * place: "Contoso (Ltd)" in Arabic loses its bracket to the far end.
 *
 * Text carries a name between FSI and PDI (U+2068, U+2069). Mail readers know
 * less of those in HTML than of an element with its own direction, so there
 * they become one. Neither may stand beside an address: readers take invisible
 * characters into the link.
 */

#include "core/buf.h"
#include "core/span.h"

enum bidi {
	BIDI_NONE,		/* digits, marks and blanks only */
	BIDI_LTR,
	BIDI_RTL,
};

/* The direction of its first letter that has one (UAX 9, P2). */
enum bidi bidi_first(struct span text);

/* VALUE between FSI and PDI; NULL gives NULL. The caller frees. */
char *bidi_isolate(const char *value);

/* Appends VALUE so that it is drawn from left to right wherever it stands. */
void bidi_add_ltr(struct buf *out, struct span value);

/* Appends HTML with each FSI and PDI in it made a <span dir> that says which
 * way its words run. They must come in pairs, none in another. */
void bidi_add_markup(struct buf *out, struct span html);

#endif
