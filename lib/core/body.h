#ifndef LS_CORE_BODY_H
#define LS_CORE_BODY_H

/*
 * The bodies of a message that a reader shows as the letter, each decoded and
 * viewed once, and how they relate: alternatives to each other, or shown one
 * after the other. Knows nothing of links.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/message.h"
#include "core/mime.h"
#include "core/text.h"
#include "core/view.h"

struct body {
	size_t part;		/* index in mime */
	struct text *text;	/* NULL when it could not be decoded */
	struct view *view;	/* NULL when it could not be read */
	struct buf entry;	/* what the view shows of a calendar entry */
	bool fixed;		/* of a kind that is looked at, never edited */
	bool primary;		/* must hold the link of an invitation */
	char why[ERR_TEXT_MAX + 1];	/* when text or view is NULL */
};

/* Every readable body in the order of the message. One that can't be decoded
 * is there too, with the reason. The caller frees by bodies_free. */
struct body *bodies_read(const struct message *m, const struct mime *mime,
	size_t *n_r);
void bodies_free(struct body **bodies, size_t n);

/* True when a reader shows either the one or the other. */
bool body_alternative(const struct mime *mime, size_t part_a, size_t part_b);

/*
 * Marks the primary bodies: of each alternative one, whichever a reader may
 * show. Where bodies are shown one after the other (an introduction before
 * the letter, the footer of a mailing list behind it) it is the first one
 * that holds[i], else the first. Fixed ones are, when there are no others.
 */
void bodies_mark_primary(struct body *bodies, size_t n,
	const struct mime *mime, const bool *holds);

/* Where in the view's source the link goes when it is missing; B has a view. */
size_t body_place(const struct body *b);

#endif
