#ifndef LS_CORE_MARKDOWN_H
#define LS_CORE_MARKDOWN_H

/*
 * The paragraphs of a template: CommonMark in, text and HTML out. The only
 * file that knows cmark. HTML comes from cmark's own renderer in its safe
 * mode, text from our walk of the same tree, so that both say the same.
 *
 * Variables are replaced in the tree, after parsing: a value is characters,
 * never Markdown and never HTML.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/faults.h"
#include "core/span.h"
#include "core/vars.h"

struct markdown_rules {
	size_t max_paragraphs;
	bool link;	/* {{link}} must be one paragraph of its own */
};

/* Reports whatever is not a plain paragraph of words: headings, lists, links,
 * images, raw HTML, code. The Markdown is SOURCE from BODY to its end; places
 * are given in SOURCE, which is FILE. */
void markdown_check(const char *file, struct span source, size_t body,
	const struct markdown_rules *rules, struct faults *p);

struct markdown_paragraph {
	bool link;	/* the {{link}} paragraph: both are NULL */
	char *text;	/* not yet wrapped; '\n' where a line was ended */
	char *html;	/* what stands inside <p> */
};

struct markdown {
	struct markdown_paragraph *list;
	size_t n;
};

/* A body that markdown_check passed. ERR_DATA: a variable has no value. On
 * success the caller gives *m_r to markdown_deinit. */
int markdown_render(struct span body, const struct vars *vars,
	struct markdown *m_r, struct err *err) ERR_CHECKED;
void markdown_deinit(struct markdown *m);

#endif
