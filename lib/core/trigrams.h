#ifndef LS_CORE_TRIGRAMS_H
#define LS_CORE_TRIGRAMS_H

/*
 * How near two texts are, told by the groups of three characters that both
 * have, wherever they stand. One text is read once; pieces of others are laid
 * beside it one after the other, which costs what they are long.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/words.h"

struct trigrams {
	const struct words *text;	/* borrowed */
	uint32_t *slots;	/* hashed: where a group stands first, and 1 */
	size_t mask;
	uint32_t *first;	/* for each group where it stands first */
	/* By that place: how often it is in the piece, and how many of those
	 * are counted already. */
	uint32_t *laid, *counted;
	size_t known;		/* groups of the piece that are in the text */
};

/* TEXT is borrowed until deinit. */
void trigrams_init(struct trigrams *t, const struct words *text);
void trigrams_deinit(struct trigrams *t);

/* How many groups N characters are. */
size_t trigrams_count(size_t n);

/* W's [begin, end) is laid beside the text, in place of the piece before. */
void trigrams_lay(struct trigrams *t, const struct words *w, size_t begin,
	size_t end);

/* How many the piece and the text's [begin, end) have in common, repeats
 * counted; never more than `known`. */
size_t trigrams_common(struct trigrams *t, size_t begin, size_t end);

#endif
