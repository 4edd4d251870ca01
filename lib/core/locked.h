#ifndef LS_CORE_LOCKED_H
#define LS_CORE_LOCKED_H

/*
 * The locked blocks: in each language the paragraphs around the link that
 * nobody may edit, and the same with one reseller's name filled in. Plain
 * data; whoever reads the files (sys/locked_files, a test) fills it in.
 */

#include "core/err.h"
#include "core/limits.h"
#include "core/template.h"
#include "core/words.h"

struct locked_texts;

/* None yet. Free takes NULL and leaves NULL. */
struct locked_texts *locked_texts_new(void);
void locked_texts_free(struct locked_texts **t);

/* Takes over TEMPLATE, which is of TEMPLATE_LOCKED. */
void locked_texts_add(struct locked_texts *t, const char *locale,
	struct template *template);
size_t locked_texts_count(const struct locked_texts *t);

struct locked_paragraph {
	bool link;		/* the link stands here; text is NULL */
	char *text;		/* not yet wrapped */
	struct words words;	/* a piece of the block's, never freed; the
				   link has none */
	size_t begin, end;	/* in the block's words */
};

struct locked_block {
	const char *locale;	/* borrowed from the texts */
	struct locked_paragraph *list;
	size_t n;
	size_t link;		/* which paragraph is the link */
	struct words words;	/* all paragraphs in one piece */
	/* What may stand beside the link: the words on a button, and those
	 * that tell to copy the address. */
	struct words button, copy;
};

/* All of them for the reseller that PARTNER names, in the order in which they
 * were added; the caller frees them. ERR_BUG: a template is not as
 * template_parse lets it pass. */
int locked_blocks_make(const struct locked_texts *t, const char *partner,
	struct locked_block **list_r, struct err *err) ERR_CHECKED;
void locked_blocks_free(struct locked_block **list, size_t n);

/* The text for the language TAG or the nearest in its chain, except the last
 * resort; SPAN_NONE when there is none or TAG is no tag. */
size_t locked_texts_find(const struct locked_texts *t, struct span tag);

#endif
