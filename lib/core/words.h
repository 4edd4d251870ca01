#ifndef LS_CORE_WORDS_H
#define LS_CORE_WORDS_H

/*
 * Running text as a reader takes it in, so that two texts can be compared by
 * their words: white space and line ends count only between words that are
 * written apart, typographic quotes and dashes are plain ones, invisible
 * characters are none. Letters stay what they are, and their case.
 *
 * A line may end between any two ideographs or Korean syllables, so white
 * space there tells nothing; nor does it beside punctuation.
 */

#include <stdbool.h>
#include <stdint.h>

#include "core/span.h"

/* Stands in a text where a link does, whatever it looks like. */
#define WORDS_LINK 0x110000u

struct words {
	uint32_t *list;		/* characters, and WORDS_LINK */
	size_t *begin, *end;	/* where each stands in what was added */
	size_t n, cap;
	bool gap;		/* white space that may have to be added */
	bool apart;		/* the last one was a letter of a script that
				   puts spaces between words */
};

/* Zeroed words are empty. */
void words_deinit(struct words *w);

/* TEXT (UTF-8) comes next; its first byte is at offset AT. */
void words_add(struct words *w, struct span text, size_t at);
/* A link comes next, at [begin, end). */
void words_add_link(struct words *w, size_t begin, size_t end);
/* A line end comes next. */
void words_break(struct words *w);

/* PART stands in W from FROM on. */
bool words_at(const struct words *w, size_t from, const struct words *part);
bool words_eq(const struct words *a, const struct words *b);

#endif
