#include "core/markdown.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "core/limits.h"

struct check {
	const char *file;
	struct span source;
	size_t body;
	struct faults *p;
	bool link_seen;		/* a link was reported */
};

static cmark_node *
parse(struct span s)
{
	cmark_node *doc = cmark_parse_document((const char *)s.p, s.n,
		CMARK_OPT_DEFAULT);

	cmark_consolidate_text_nodes(doc);
	return doc;
}

static size_t
line_end(struct span s, size_t at)
{
	size_t end = span_find_byte(s, at, '\n');

	return end == SPAN_NONE ? s.n : end;
}

/* cmark tells lines and byte columns of the body; we want an offset. Behind
 * code of several lines its column is beyond the line. */
static size_t
place(const struct check *c, cmark_node *node)
{
	int line = cmark_node_get_start_line(node);
	int column = cmark_node_get_start_column(node);
	size_t at = c->body, end;

	for (; line > 1 && at < c->source.n; line--)
		at = line_end(c->source, at) + 1;
	if (at > c->source.n)
		at = c->source.n;
	end = line_end(c->source, at);
	at += column > 0 ? (size_t)column - 1 : 0;
	if (at > end)
		at = end;
	/* For code it tells where the content begins. */
	while (cmark_node_get_type(node) == CMARK_NODE_CODE &&
		at > c->body && c->source.p[at - 1] == '`')
		at--;
	return at;
}

/* What may not stand here, and what to do about it. */
struct refusal {
	const char *rule;
	const char *what;
};

static struct refusal
refuse_block(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		return (struct refusal){ "paragraphs",
			"a quotation; take the > away" };
	case CMARK_NODE_LIST:
		return (struct refusal){ "paragraphs",
			"a list; write it as sentences" };
	case CMARK_NODE_CODE_BLOCK:
		return (struct refusal){ "paragraphs",
			"indented or fenced code; begin at the margin" };
	case CMARK_NODE_HTML_BLOCK:
		return (struct refusal){ "html",
			"raw HTML; write plain words" };
	case CMARK_NODE_HEADING:
		return (struct refusal){ "paragraphs",
			"a heading; take the # or the line below it away" };
	default:
		return (struct refusal){ "paragraphs",
			"a rule; take it away" };
	}
}

static struct refusal
refuse_inline(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_LINK:
		return (struct refusal){ "link", "no link may stand here, "
			"the reseller link is added by itself; take it away" };
	case CMARK_NODE_IMAGE:
		return (struct refusal){ "image",
			"no image may stand here; take it away" };
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_CUSTOM_INLINE:
		return (struct refusal){ "html", "no raw HTML may stand here; "
			"write plain words, **bold** or *emphasis*" };
	case CMARK_NODE_CODE:
		return (struct refusal){ "paragraphs",
			"no `code` may stand here; take the backticks away" };
	default:
		return (struct refusal){ NULL, NULL };
	}
}

static void
check_text(struct check *c, cmark_node *node)
{
	struct span text = span_str(cmark_node_get_literal(node));
	size_t at = place(c, node), raw;

	if (vars_bare_link(text) == SPAN_NONE)
		return;
	c->link_seen = true;
	raw = vars_bare_link(span_sub(c->source, at, c->source.n));
	faults_break(c->p, "link", c->file, c->source, raw == SPAN_NONE ? at :
		at + raw, "no web address may stand here, mail readers make "
		"it a link; take it away");
}

static void
check_inlines(struct check *c, cmark_node *paragraph)
{
	cmark_iter *it = cmark_iter_new(paragraph);
	cmark_event_type event;

	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(it);
		struct refusal no = refuse_inline(node);

		if (event != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
			check_text(c, node);
		if (no.rule == NULL)
			continue;
		c->link_seen = true;
		faults_break(c->p, no.rule, c->file, c->source,
			place(c, node), "%s", no.what);
	}
	cmark_iter_free(it);
}

static bool
is_link_paragraph(cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);
	struct span text, name;
	size_t begin, end;

	if (child == NULL || cmark_node_next(child) != NULL ||
		cmark_node_get_type(child) != CMARK_NODE_TEXT)
		return false;
	text = span_trim(span_str(cmark_node_get_literal(child)));
	return vars_next(text, 0, &begin, &end, &name) && begin == 0 &&
		end == text.n && vars_find(name) == VAR_LINK;
}

static void
check_blocks(struct check *c, cmark_node *doc,
	const struct markdown_rules *rules)
{
	cmark_node *node;
	size_t n = 0;

	for (node = cmark_node_first_child(doc); node != NULL;
		node = cmark_node_next(node)) {
		if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH) {
			struct refusal no = refuse_block(node);

			c->link_seen = true;
			faults_break(c->p, no.rule, c->file, c->source,
				place(c, node), "only paragraphs may stand "
				"here, this is %s", no.what);
			continue;
		}
		if (++n == rules->max_paragraphs + 1)
			faults_break(c->p, "paragraphs", c->file, c->source,
				place(c, node), "at most %zu paragraphs may "
				"stand here; join or delete some",
				rules->max_paragraphs);
		check_inlines(c, node);
	}
}

/* {{link}} stands alone, once; anywhere else it would be in a sentence. */
static void
check_link(struct check *c, cmark_node *doc)
{
	cmark_node *node;
	size_t alone = 0, all = 0, at = c->body, end;
	struct span name;

	for (node = cmark_node_first_child(doc); node != NULL;
		node = cmark_node_next(node))
		alone += is_link_paragraph(node);
	while (vars_next(c->source, at, &at, &end, &name)) {
		if (vars_find(name) == VAR_LINK)
			all++;
		at = end;
	}
	if (alone != 1 || all != 1)
		faults_break(c->p, "link", c->file, c->source, c->body,
			"{{link}} must stand once, as a paragraph of its own; "
			"it stands %zu times, %zu of them alone", all, alone);
}

void
markdown_check(const char *file, struct span source, size_t body,
	const struct markdown_rules *rules, struct faults *p)
{
	struct check c = { file, source, body, p, false };
	cmark_node *doc = parse(span_sub(source, body, source.n));
	size_t raw;

	check_blocks(&c, doc, rules);
	if (rules->link)
		check_link(&c, doc);
	/* A link definition is no node of the tree, but no plain words. */
	raw = vars_bare_link(span_sub(source, body, source.n));
	if (!c.link_seen && raw != SPAN_NONE)
		faults_break(p, "link", file, source, body + raw, "no web "
			"address may stand here; take it away");
	cmark_node_free(doc);
}

/* Written without spaces between words: CJK, but not Korean. */
static bool
is_spaceless(ucs4_t c)
{
	return uc_width(c, "UTF-8") == 2 && !(c >= 0xac00 && c <= 0xd7af) &&
		!(c >= 0x1100 && c <= 0x11ff) && !(c >= 0x3130 && c <= 0x318f);
}

static ucs4_t
edge_character(cmark_node *node, bool last)
{
	const uint8_t *s, *p;
	ucs4_t c = 0;

	if (node == NULL || cmark_node_get_type(node) != CMARK_NODE_TEXT)
		return 0;
	s = (const uint8_t *)cmark_node_get_literal(node);
	p = last ? u8_prev(&c, s + strlen((const char *)s), s) :
		u8_next(&c, s);
	return p == NULL ? 0 : c;
}

/* A line end in the source between two ideographs is no space. */
static void
join_spaceless(cmark_node *doc)
{
	cmark_iter *it = cmark_iter_new(doc);
	cmark_event_type event;

	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(it);

		if (event == CMARK_EVENT_ENTER &&
			cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK &&
			is_spaceless(edge_character(
				cmark_node_previous(node), true)) &&
			is_spaceless(edge_character(
				cmark_node_next(node), false)))
			cmark_node_free(node);
	}
	cmark_iter_free(it);
}

static int
fill_in(cmark_node *doc, const struct vars *vars, struct err *err)
{
	cmark_iter *it = cmark_iter_new(doc);
	struct buf b;
	int rc = 0;

	buf_init(&b, LIMIT_LETTER);
	while (rc == 0 && cmark_iter_next(it) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(it);

		if (cmark_node_get_type(node) != CMARK_NODE_TEXT ||
			is_link_paragraph(cmark_node_parent(node)))
			continue;
		buf_reset(&b);
		rc = vars_expand(vars, span_str(cmark_node_get_literal(node)),
			&b, err);
		if (rc == 0 && !buf_ok(&b))
			rc = err_set(err, ERR_LIMIT, "the text is too long");
		if (rc == 0)
			cmark_node_set_literal(node, buf_str(&b));
	}
	buf_deinit(&b);
	cmark_iter_free(it);
	return rc;
}

static char *
paragraph_text(cmark_node *paragraph)
{
	cmark_iter *it = cmark_iter_new(paragraph);
	cmark_event_type event;
	struct buf b;

	buf_init(&b, LIMIT_LETTER);
	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(it);
		cmark_node_type type = cmark_node_get_type(node);

		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT)
			buf_add_str(&b, cmark_node_get_literal(node));
		else if (type == CMARK_NODE_SOFTBREAK)
			buf_add_byte(&b, ' ');
		else if (type == CMARK_NODE_LINEBREAK)
			buf_add_byte(&b, '\n');
	}
	cmark_iter_free(it);
	return buf_take(&b);
}

/* cmark puts <p> around; the skeleton has its own, with its style. */
static char *
paragraph_html(cmark_node *paragraph)
{
	char *html = cmark_render_html(paragraph, CMARK_OPT_DEFAULT);
	struct span s = span_trim(span_str(html));
	struct span open = span_str("<p>"), close = span_str("</p>");
	char *inner;

	if (span_starts(s, open) && span_ends(s, close))
		s = span_sub(s, open.n, s.n - close.n);
	inner = buf_dup(s);
	free(html);
	return inner;
}

static void
add_paragraph(struct markdown *m, cmark_node *node)
{
	struct markdown_paragraph *p;

	m->list = buf_grow(m->list, m->n + 1, sizeof(*m->list));
	p = &m->list[m->n++];
	p->link = is_link_paragraph(node);
	p->text = p->link ? NULL : paragraph_text(node);
	p->html = p->link ? NULL : paragraph_html(node);
}

int
markdown_render(struct span body, const struct vars *vars,
	struct markdown *m_r, struct err *err)
{
	cmark_node *doc = parse(body), *node;
	int rc;

	*m_r = (struct markdown){ NULL, 0 };
	join_spaceless(doc);
	cmark_consolidate_text_nodes(doc);
	rc = fill_in(doc, vars, err);
	for (node = cmark_node_first_child(doc); rc == 0 && node != NULL;
		node = cmark_node_next(node))
		add_paragraph(m_r, node);
	cmark_node_free(doc);
	return rc;
}

void
markdown_deinit(struct markdown *m)
{
	size_t i;

	for (i = 0; i < m->n; i++) {
		free(m->list[i].text);
		free(m->list[i].html);
	}
	free(m->list);
	*m = (struct markdown){ NULL, 0 };
}
