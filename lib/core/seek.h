#ifndef LS_CORE_SEEK_H
#define LS_CORE_SEEK_H

/*
 * Where in running text a link might stand: at every "://" and "www.", at the
 * host names of every provider, at the distinctive piece of each own link, at
 * the name of the parameter that tells the account, and at what opens a
 * placeholder. Finds places only; judges nothing.
 */

#include <stdbool.h>

#include "core/needles.h"
#include "core/span.h"

struct seek;

/* TEXT and NEEDLES are borrowed while the seek lives. */
struct seek *seek_new(struct span text, const struct needles *needles);
void seek_free(struct seek **s);

struct seek_place {
	size_t at;		/* offset in the text */
	enum seek_kind kind;
	struct span what;	/* what was looked for; stands at AT */
};

/* The next place at or after FROM, which must not go back: 1, or 0 at the
 * end. */
int seek_next(struct seek *s, size_t from, struct seek_place *place_r);

/* Every link that is the sender's own, current ones first; the caller frees
 * the array. */
struct span *seek_links(const struct facts *f, size_t *n_r);

/* True when BYTES, whatever their form, may hold anything that we look for:
 * for what can't be parsed. */
bool seek_scent(struct span bytes, const struct facts *f);

#endif
