#include "core/html_plain_tree.h"

#include <stdlib.h>
#include <string.h>

#include "core/html_plain_text.h"

static const unsigned char kinds[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_B] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_I] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_U] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_EM] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_STRONG] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_FONT] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_SPAN] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_SMALL] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_BIG] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_SUB] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_SUP] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_CODE] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_TT] = HTML_PLAIN_TEXT,
	[GUMBO_TAG_A] = HTML_PLAIN_LINK,
	[GUMBO_TAG_BR] = HTML_PLAIN_SINGLE,
	[GUMBO_TAG_IMG] = HTML_PLAIN_SINGLE,
	[GUMBO_TAG_WBR] = HTML_PLAIN_SINGLE,
	[GUMBO_TAG_HR] = HTML_PLAIN_RULE,
	[GUMBO_TAG_DIV] = HTML_PLAIN_FLOW,
	[GUMBO_TAG_CENTER] = HTML_PLAIN_FLOW,
	[GUMBO_TAG_BLOCKQUOTE] = HTML_PLAIN_FLOW,
	[GUMBO_TAG_H1] = HTML_PLAIN_HEADING,
	[GUMBO_TAG_H2] = HTML_PLAIN_HEADING,
	[GUMBO_TAG_H3] = HTML_PLAIN_HEADING,
	[GUMBO_TAG_H4] = HTML_PLAIN_HEADING,
	[GUMBO_TAG_H5] = HTML_PLAIN_HEADING,
	[GUMBO_TAG_H6] = HTML_PLAIN_HEADING,
	[GUMBO_TAG_P] = HTML_PLAIN_PARAGRAPH,
	[GUMBO_TAG_UL] = HTML_PLAIN_LIST,
	[GUMBO_TAG_OL] = HTML_PLAIN_LIST,
	[GUMBO_TAG_LI] = HTML_PLAIN_ITEM,
	[GUMBO_TAG_TABLE] = HTML_PLAIN_TABLE,
	[GUMBO_TAG_TBODY] = HTML_PLAIN_SECTION,
	[GUMBO_TAG_THEAD] = HTML_PLAIN_SECTION,
	[GUMBO_TAG_TFOOT] = HTML_PLAIN_SECTION,
	[GUMBO_TAG_TR] = HTML_PLAIN_ROW,
	[GUMBO_TAG_TD] = HTML_PLAIN_CELL,
	[GUMBO_TAG_TH] = HTML_PLAIN_CELL,
};

void
html_plain_tree_init(struct html_plain_tree *t, struct span source)
{
	*t = (struct html_plain_tree){ .source = source };
	buf_init(&t->text, source.n);
}

void
html_plain_tree_deinit(struct html_plain_tree *t)
{
	arena_deinit(&t->arena);
	buf_deinit(&t->text);
	free(t->waiting);
	t->waiting = NULL;
}

GumboStringPiece
html_plain_piece(const struct html_plain_tree *t, size_t begin, size_t end)
{
	return (GumboStringPiece){ (const char *)t->source.p + begin,
		end - begin };
}

GumboVector
html_plain_list(struct html_plain_tree *t, void *const *list, size_t n)
{
	void **copy = arena_alloc(&t->arena, n * sizeof *list);

	if (n)
		memcpy(copy, list, n * sizeof *list);
	return (GumboVector){ .data = copy, .length = (unsigned)n,
		.capacity = (unsigned)n };
}

GumboNode *
html_plain_node(struct html_plain_tree *t, GumboNodeType type)
{
	GumboNode *node = arena_alloc(&t->arena, sizeof *node);

	node->type = type;
	return node;
}

void
html_plain_add(struct html_plain_tree *t, GumboNode *node)
{
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 128;
		t->waiting = buf_grow(t->waiting, t->cap,
			sizeof *t->waiting);
	}
	t->waiting[t->n++] = node;
}

bool
html_plain_add_text(struct html_plain_tree *t, size_t begin, size_t end)
{
	struct span raw = span_sub(t->source, begin, end);

	if (raw.n == 0)
		return true;
	if (!t->in_text) {
		/* gumbo passes over the CR before it looks. */
		t->text_begin = begin + (raw.p[0] == '\r');
		t->in_text = true;
		t->piece = raw;
		t->decoded = span_find_byte(raw, 0, '&') != SPAN_NONE;
		return !t->decoded || html_plain_text(raw, &t->text);
	}
	if (!t->decoded && !html_plain_text(t->piece, &t->text))
		return false;
	t->decoded = true;
	return html_plain_text(raw, &t->text);
}

static bool
is_blank(struct span s)
{
	while (s.n && span_is_space(s.p[0]))
		s = span_sub(s, 1, s.n);
	return s.n == 0;
}

void
html_plain_end_text(struct html_plain_tree *t, size_t end)
{
	GumboNode *node;

	if (!t->in_text)
		return;
	if (!t->decoded && t->piece.p + t->piece.n != t->source.p + end) {
		/* End tags stand behind it that end no text. */
		html_plain_text(t->piece, &t->text);
		t->decoded = true;
	}
	node = html_plain_node(t, is_blank(t->decoded ? buf_span(&t->text) :
		t->piece) ? GUMBO_NODE_WHITESPACE : GUMBO_NODE_TEXT);
	if (t->decoded)
		node->v.text.text = arena_string(&t->arena,
			buf_span(&t->text));
	node->v.text.original_text = html_plain_piece(t, t->text_begin, end);
	html_plain_add(t, node);
	t->in_text = false;
	buf_reset(&t->text);
}

const struct html_plain_open *
html_plain_top(const struct html_plain_tree *t)
{
	return &t->open[t->depth - 1];
}

enum html_plain_kind
html_plain_kind_of(GumboTag tag)
{
	return kinds[tag];
}

/* What stands between the cells of a table, parsers move before it. */
static bool
may_stand_in_text(const struct html_plain_tree *t,
	enum html_plain_kind kind, enum html_plain_kind around)
{
	switch (kind) {
	case HTML_PLAIN_STRANGE:
	case HTML_PLAIN_SECTION:
	case HTML_PLAIN_ROW:
	case HTML_PLAIN_CELL:
	case HTML_PLAIN_PAGE:
		return false;
	case HTML_PLAIN_TEXT:
	case HTML_PLAIN_SINGLE:
		return true;
	case HTML_PLAIN_LINK:
		return !t->in_link;
	case HTML_PLAIN_ITEM:
		return around == HTML_PLAIN_LIST;
	case HTML_PLAIN_HEADING:
		return around != HTML_PLAIN_HEADING && !t->in_paragraph;
	default:
		return !t->in_paragraph;
	}
}

bool
html_plain_may_begin(const struct html_plain_tree *t,
	enum html_plain_kind kind)
{
	enum html_plain_kind around = html_plain_top(t)->kind;

	if (around == HTML_PLAIN_TABLE)
		return kind == HTML_PLAIN_SECTION || kind == HTML_PLAIN_ROW;
	if (around == HTML_PLAIN_SECTION)
		return kind == HTML_PLAIN_ROW;
	if (around == HTML_PLAIN_ROW)
		return kind == HTML_PLAIN_CELL;
	return may_stand_in_text(t, kind, around);
}

bool
html_plain_push(struct html_plain_tree *t, GumboNode *node,
	enum html_plain_kind kind)
{
	if (t->depth == HTML_PLAIN_DEPTH)
		return false;
	t->open[t->depth++] = (struct html_plain_open){ node, kind, t->n };
	t->in_paragraph |= kind == HTML_PLAIN_PARAGRAPH;
	t->in_link |= kind == HTML_PLAIN_LINK;
	return true;
}

const GumboNode *
html_plain_pop(struct html_plain_tree *t, GumboStringPiece end_tag,
	size_t end)
{
	const struct html_plain_open *o = &t->open[--t->depth];
	GumboElement *e = &o->node->v.element;

	if (t->n > o->first)
		e->children = html_plain_list(t, (void **)t->waiting +
			o->first, t->n - o->first);
	if (e->end_pos.offset == 0) {
		e->end_pos.offset = (unsigned)end;
		e->original_end_tag = end_tag;
	}
	t->n = o->first;
	if (o->kind == HTML_PLAIN_PARAGRAPH)
		t->in_paragraph = false;
	if (o->kind == HTML_PLAIN_LINK)
		t->in_link = false;
	html_plain_add(t, o->node);
	return o->node;
}
