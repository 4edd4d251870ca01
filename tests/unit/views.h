#ifndef LS_TESTS_VIEWS_H
#define LS_TESTS_VIEWS_H

/* Views of short sources, for the tests of view, view_html and history. */

#include <stdio.h>
#include <string.h>

#include "core/view.h"

#include "unit.h"

static inline struct view *
views_html(const char *source)
{
	struct view *v = NULL;
	struct err err = { 0 };

	ck_assert_msg(view_html(span_str(source), &v, &err) == 0, "%s: %s",
		source, err.text);
	return v;
}

static inline struct view *
views_plain(const char *source)
{
	struct view *v = NULL;
	struct err err = { 0 };

	ck_assert_int_eq(view_plain(span_str(source), false, false, &v, &err),
		0);
	return v;
}

static inline void
views_expect_span(struct span got, const char *want)
{
	ck_assert_msg(span_eq_str(got, want), "got \"%.*s\", want \"%s\"",
		(int)got.n, got.n ? (const char *)got.p : "", want);
}

/* The blocks' texts, each with a letter before it: own, quoted, signature. */
static inline void
views_expect_blocks(const struct view *v, const char *want)
{
	struct buf b;
	size_t i;

	buf_init(&b, 65536);
	for (i = 0; i < view_block_count(v); i++) {
		const struct view_block *block = view_block(v, i);

		buf_printf(&b, "%s%s:", i ? "|" : "", block->quoted ? "q" :
			block->signature ? "s" : "o");
		buf_add(&b, span_sub(view_text(v), block->view_begin,
			block->view_end));
	}
	views_expect_span(buf_span(&b), want);
	buf_deinit(&b);
}

/* What stands in the source from view_own_end on, as far as WANT goes. */
static inline void
views_expect_own_end(const struct view *v, const char *want)
{
	struct span s = view_source(v);
	struct span rest = span_sub(s, view_own_end(v), s.n);

	ck_assert_msg(want[0] ? span_starts(rest, span_str(want)) :
		rest.n == 0, "own words end before \"%.*s\", want \"%s\"",
		(int)rest.n, (const char *)rest.p, want);
}

/* The source that shows the first WORD of the view. */
static inline struct span
views_source_of(const struct view *v, const char *word)
{
	size_t at = span_find(view_text(v), 0, span_str(word));
	size_t begin, end;

	ck_assert_msg(at != SPAN_NONE, "\"%s\" is not shown", word);
	view_to_source(v, at, at + strlen(word), &begin, &end);
	return span_sub(view_source(v), begin, end);
}

#endif
