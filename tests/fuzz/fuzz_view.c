/* What a reader sees, and the way back. First byte: HTML, flowed, DelSp. */

#include <unistr.h>

#include "core/text.h"
#include "core/view.h"
#include "fuzz.h"

static void
check_place(const struct view *v, size_t src_begin, size_t src_end,
	size_t begin, size_t end)
{
	promise(is_range(src_begin, src_end, view_source(v).n) &&
		is_range(begin, end, view_text(v).n), "it lies within");
}

static void
check_page(const struct view *v)
{
	size_t i, begin = view_own_end(v), end, n = view_text(v).n;

	check_place(v, begin, begin, 0, n);
	promise(u8_check(view_text(v).p, n) == NULL, "a view is UTF-8");
	for (i = 0; i < n; i++) {
		view_to_source(v, i, i + 1, &begin, &end);
		check_place(v, begin, end, i, i + view_quoted(v, i));
	}
	for (i = 0; i < view_link_count(v); i++) {
		const struct view_link *l = view_link(v, i);

		check_place(v, l->src_begin, l->src_end, l->view_begin,
			l->view_end);
	}
	for (i = 0; i < view_block_count(v); i++) {
		const struct view_block *b = view_block(v, i);

		check_place(v, b->src_begin, b->src_end, b->view_begin,
			b->view_end);
	}
}

static void
check(const struct view *v)
{
	size_t i;

	check_page(v);
	for (i = 0; i < view_aside_count(v); i++) {
		const struct view_aside *a = view_aside(v, i);

		check_place(v, a->src_begin, a->src_end, a->view_at,
			view_text(v).n);
		promise(view_aside_count(a->view) == 0, "asides have none");
		check_page(a->view);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span rest = { data, n };
	unsigned form = next_byte(&rest);
	struct text *t = NULL;
	struct view *v = NULL;
	struct err err = { 0 };

	promise(!text_decode(rest, MIME_IDENTITY, "utf-8", &t, &err), err.text);
	if ((form & 1 ? view_html(text_utf8(t), &v, &err) : view_plain(
	    text_utf8(t), form & 2, form & 4, &v, &err)) != 0)
		promise(err.kind == ERR_LIMIT, err.text);
	else
		check(v);
	view_free(&v);
	text_free(&t);
	return 0;
}
