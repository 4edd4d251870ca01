#ifndef LS_CORE_LETTER_MEMORY_H
#define LS_CORE_LETTER_MEMORY_H

/*
 * What the letters of one list have in common, made once: the paragraphs of
 * templates whose variables have the same values, words that were wrapped
 * already, and lines that were encoded. It changes no letter. One for each
 * thread.
 */

#include "core/markdown.h"

struct letter_memory;

struct letter_memory *letter_memory_new(void);
/* Takes NULL; leaves NULL. */
void letter_memory_free(struct letter_memory **m);

/* As markdown_render(); *m_r is borrowed, and holds until the same BODY is
 * asked for again. */
int letter_memory_markdown(struct letter_memory *m, struct span body,
	const struct vars *vars, const struct markdown **m_r,
	struct err *err) ERR_CHECKED;

/* As wrap_paragraph() to WRAP_COLUMNS. */
void letter_memory_wrap(struct letter_memory *m, struct span paragraph,
	struct buf *out);

/* As transfer_encode(). SUBTYPE, "plain" or "html", tells bodies apart that are
 * not alike. */
const char *letter_memory_encode(struct letter_memory *m,
	const char *subtype, struct span body, struct buf *out);

#endif
