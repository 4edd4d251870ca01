#ifndef LS_TESTS_UNIT_HTML_TWINS_H
#define LS_TESTS_UNIT_HTML_TWINS_H

/*
 * Holds html_plain's tree against gumbo's, node by node, but for the text in
 * <head>.
 */

#include <stdbool.h>
#include <string.h>

#include "core/html_align.h"
#include "core/html_plain.h"

struct twins {
	struct span source;
	const char *differ;	/* in what; NULL: nothing */
	size_t at;		/* of the source, about */
};

static inline bool
twins_same_piece(const GumboStringPiece *a, const GumboStringPiece *b)
{
	return a->length == b->length && (a->length == 0 ||
		a->data == b->data);
}

static inline void
twins_differ(struct twins *t, const GumboStringPiece *where, const char *in)
{
	if (t->differ == NULL) {
		t->differ = in;
		t->at = where->data ? (size_t)(where->data -
			(const char *)t->source.p) : 0;
	}
}

static inline struct html_align
twins_align(const struct twins *t, const GumboText *text)
{
	size_t begin = (size_t)(text->original_text.data -
		(const char *)t->source.p);

	return (struct html_align){ .source = t->source, .begin = begin,
		.end = begin + text->original_text.length,
		.text = span_str(text->text), .kind = HTML_ALIGN_DATA,
		.src = begin };
}

/* Run by run: the same text from the same places. */
static inline bool
twins_same_runs(const struct twins *t, const GumboText *x, const GumboText *y)
{
	struct html_align a = twins_align(t, x), b = twins_align(t, y);
	struct html_run p, q;
	bool more;

	while ((more = html_align_next(&a, &p)) == html_align_next(&b, &q))
		if (!more)
			return true;
		else if (!span_eq(p.text, q.text) || p.begin != q.begin ||
		    p.end != q.end || p.identity != q.identity)
			return false;
	return false;
}

static inline void
twins_text(struct twins *t, const GumboNode *a, const GumboNode *b)
{
	const GumboText *x = &a->v.text, *y = &b->v.text;

	if (!twins_same_piece(&x->original_text, &y->original_text))
		twins_differ(t, &x->original_text, "where text stands");
	else if (a->type != GUMBO_NODE_COMMENT && ((x->text &&
	    strcmp(x->text, y->text) != 0) || !twins_same_runs(t, x, y)))
		twins_differ(t, &x->original_text, "text");
}

static inline void
twins_attributes(struct twins *t, const GumboElement *a,
	const GumboElement *b)
{
	if (a->attributes.length != b->attributes.length)
		twins_differ(t, &a->original_tag, "number of attributes");
	for (unsigned i = 0; t->differ == NULL && i < a->attributes.length;
	    i++) {
		const GumboAttribute *x = a->attributes.data[i];
		const GumboAttribute *y = b->attributes.data[i];

		if (strcmp(x->name, y->name) != 0 ||
		    strcmp(x->value, y->value) != 0 ||
		    !twins_same_piece(&x->original_value, &y->original_value))
			twins_differ(t, &x->original_name, "an attribute");
	}
}

static inline void
twins_element(struct twins *t, const GumboNode *m, const GumboNode *n)
{
	const GumboElement *a = &m->v.element, *b = &n->v.element;

	if (a->tag != b->tag)
		twins_differ(t, &a->original_tag, "tag");
	if (!twins_same_piece(&a->original_tag, &b->original_tag))
		twins_differ(t, &a->original_tag, "start tag");
	if (!twins_same_piece(&a->original_end_tag, &b->original_end_tag))
		twins_differ(t, &a->original_tag, "end tag");
	if (a->end_pos.offset != b->end_pos.offset)
		twins_differ(t, &a->original_tag, "end");
	twins_attributes(t, a, b);
}

/* Never in html_plain's tree: an implied head, and text in one. */
static inline bool
twins_is_left_out(const GumboNode *parent, const GumboNode *n)
{
	GumboTag tag = parent->v.element.tag;

	if (n->type == GUMBO_NODE_COMMENT)
		return false;
	if (n->type == GUMBO_NODE_ELEMENT)
		return n->v.element.tag == GUMBO_TAG_HEAD &&
			n->v.element.original_tag.length == 0;
	return tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_TITLE ||
		tag == GUMBO_TAG_STYLE;
}

static void
twins_node(struct twins *t, const GumboNode *m, const GumboNode *n)
{
	const GumboVector *a = &m->v.element.children;
	const GumboVector *b = &n->v.element.children;
	unsigned i = 0, k = 0;

	twins_element(t, m, n);
	for (;;) {
		const GumboNode *x, *y;

		while (k < b->length && twins_is_left_out(n, b->data[k]))
			k++;
		if (i == a->length || k == b->length)
			break;
		x = a->data[i++];
		y = b->data[k++];
		if (x->type != y->type)
			twins_differ(t, &m->v.element.original_tag,
				"kind of a child");
		else if (x->type == GUMBO_NODE_ELEMENT)
			twins_node(t, x, y);
		else
			twins_text(t, x, y);
		if (t->differ)
			return;
	}
	if (i < a->length || k < b->length)
		twins_differ(t, &m->v.element.original_tag,
			"number of children");
}

/* What differs in the two trees of SOURCE, a literal; NULL: nothing, or it is
 * not plain, and *plain_r false. */
static inline const char *
twins_compare(struct span source, bool *plain_r, size_t *at_r)
{
	struct html_plain *plain = html_plain_new(source);
	struct twins t = { .source = source };
	GumboOptions options = kGumboDefaultOptions;
	GumboOutput *output;

	*plain_r = plain != NULL;
	if (plain == NULL)
		return NULL;
	options.max_errors = 0;
	output = gumbo_parse_with_options(&options, (const char *)source.p,
		source.n);
	twins_node(&t, html_plain_root(plain), output->root);
	gumbo_destroy_output(&options, output);
	html_plain_free(&plain);
	*at_r = t.at;
	return t.differ;
}

#endif
