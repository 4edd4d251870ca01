#include "core/html_element.h"

#include "core/buf.h"
#include "core/html_refresh.h"

static const uint8_t shown[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_BODY] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_DIV] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_CENTER] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_BLOCKQUOTE] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_ADDRESS] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_FORM] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_FIELDSET] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_ARTICLE] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_ASIDE] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_SECTION] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_MAIN] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_HEADER] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_FOOTER] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_NAV] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_FIGURE] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_DETAILS] = HTML_BLOCK | HTML_FLOW,
	[GUMBO_TAG_TD] = HTML_BLOCK | HTML_FLOW | HTML_INSIDE,
	[GUMBO_TAG_TH] = HTML_BLOCK | HTML_FLOW | HTML_INSIDE,
	[GUMBO_TAG_CAPTION] = HTML_BLOCK | HTML_FLOW | HTML_INSIDE,
	[GUMBO_TAG_LI] = HTML_BLOCK | HTML_FLOW | HTML_INSIDE,
	[GUMBO_TAG_DD] = HTML_BLOCK | HTML_FLOW | HTML_INSIDE,
	[GUMBO_TAG_DT] = HTML_BLOCK | HTML_FLOW | HTML_INSIDE,
	[GUMBO_TAG_FIGCAPTION] = HTML_BLOCK | HTML_FLOW | HTML_INSIDE,
	[GUMBO_TAG_P] = HTML_BLOCK, [GUMBO_TAG_H1] = HTML_BLOCK,
	[GUMBO_TAG_H2] = HTML_BLOCK, [GUMBO_TAG_H3] = HTML_BLOCK,
	[GUMBO_TAG_H4] = HTML_BLOCK, [GUMBO_TAG_H5] = HTML_BLOCK,
	[GUMBO_TAG_H6] = HTML_BLOCK, [GUMBO_TAG_UL] = HTML_BLOCK,
	[GUMBO_TAG_OL] = HTML_BLOCK, [GUMBO_TAG_DL] = HTML_BLOCK,
	[GUMBO_TAG_TABLE] = HTML_BLOCK, [GUMBO_TAG_TBODY] = HTML_BLOCK,
	[GUMBO_TAG_THEAD] = HTML_BLOCK, [GUMBO_TAG_TFOOT] = HTML_BLOCK,
	[GUMBO_TAG_TR] = HTML_BLOCK, [GUMBO_TAG_HR] = HTML_BLOCK,
	[GUMBO_TAG_SUMMARY] = HTML_BLOCK, [GUMBO_TAG_LEGEND] = HTML_BLOCK,
	[GUMBO_TAG_MENU] = HTML_BLOCK, [GUMBO_TAG_DIR] = HTML_BLOCK,
	[GUMBO_TAG_OPTION] = HTML_BLOCK, [GUMBO_TAG_OPTGROUP] = HTML_BLOCK,
	[GUMBO_TAG_PRE] = HTML_BLOCK | HTML_PRE,
	[GUMBO_TAG_LISTING] = HTML_BLOCK | HTML_PRE,
	[GUMBO_TAG_XMP] = HTML_BLOCK | HTML_PRE,
	[GUMBO_TAG_PLAINTEXT] = HTML_BLOCK | HTML_PRE,
	[GUMBO_TAG_TEXTAREA] = HTML_BLOCK | HTML_PRE,
	[GUMBO_TAG_SCRIPT] = HTML_SILENT, [GUMBO_TAG_STYLE] = HTML_SILENT,
	[GUMBO_TAG_TITLE] = HTML_SILENT, [GUMBO_TAG_IFRAME] = HTML_SILENT,
	[GUMBO_TAG_NOEMBED] = HTML_SILENT, [GUMBO_TAG_NOFRAMES] = HTML_SILENT,
	[GUMBO_TAG_HEAD] = HTML_UNSEEN, [GUMBO_TAG_TEMPLATE] = HTML_UNSEEN,
	[GUMBO_TAG_NOSCRIPT] = HTML_UNSEEN,
};

unsigned
html_element_shown(const GumboElement *e)
{
	return shown[e->tag];
}

bool
html_element_is(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT ||
		node->type == GUMBO_NODE_TEMPLATE;
}

/* Offset of a piece of the source; gumbo gives pointers into it. */
size_t
html_element_offset(struct span source, const GumboStringPiece *piece)
{
	uintptr_t at = (uintptr_t)piece->data;
	uintptr_t base = (uintptr_t)source.p;

	if (piece->data == NULL || at < base || at - base > source.n)
		return SPAN_NONE;
	return at - base;
}

/* Where the element's start tag begins and ends; false for an implied one. */
bool
html_element_start(struct span source, const GumboElement *e, size_t *begin_r,
	size_t *end_r)
{
	*begin_r = html_element_offset(source, &e->original_tag);
	*end_r = *begin_r + e->original_tag.length;
	return e->original_tag.length > 0 && *begin_r != SPAN_NONE;
}

/* Where the element's content ends; SPAN_NONE when gumbo does not know. */
size_t
html_element_content_end(struct span source, const GumboElement *e)
{
	size_t begin, end;

	if (!html_element_start(source, e, &begin, &end))
		return SPAN_NONE;
	if (e->end_pos.offset < end || e->end_pos.offset > source.n)
		return SPAN_NONE;
	return e->end_pos.offset;
}

static struct span
piece_span(const GumboStringPiece *piece)
{
	return (struct span){ (const unsigned char *)piece->data,
		piece->length };
}

/* Behind the element's end tag. An implied end is told by the tag that
 * implied it, which is another element's. */
size_t
html_element_end(struct span source, const GumboElement *e)
{
	struct span tag = piece_span(&e->original_end_tag);
	struct span name;
	size_t begin, end;

	if (tag.n == 0)
		return html_element_content_end(source, e);
	html_element_start(source, e, &begin, &end);
	if (begin == SPAN_NONE)
		return SPAN_NONE;
	name = span_sub(source, begin + 1, end);
	for (begin = 0; begin < name.n && !span_is_space(name.p[begin]) &&
	    name.p[begin] != '>' && name.p[begin] != '/';)
		begin++;
	name = span_sub(name, 0, begin);
	if (tag.n < name.n + 3 || !span_ieq(span_sub(tag, 2, name.n + 2), name)
	    || span_is_alpha(tag.p[name.n + 2]) ||
	    span_is_digit(tag.p[name.n + 2]))
		return html_element_content_end(source, e);
	return html_element_offset(source, &e->original_end_tag) + tag.n;
}

struct span
html_element_words(const GumboText *t)
{
	return t->text ? span_str(t->text) : piece_span(&t->original_text);
}

const char *
html_element_attribute(const GumboElement *e, const char *name)
{
	GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);

	return a ? a->value : NULL;
}

/* Mail programs show none of these, but a browser does what they say. */
static const char *const loaded[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_IFRAME] = "src", [GUMBO_TAG_FRAME] = "src",
	[GUMBO_TAG_EMBED] = "src", [GUMBO_TAG_OBJECT] = "data",
	[GUMBO_TAG_META] = "content",
};

static const char *const followed[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_A] = "href", [GUMBO_TAG_AREA] = "href",
	[GUMBO_TAG_BASE] = "href", [GUMBO_TAG_FORM] = "action",
	[GUMBO_TAG_BUTTON] = "formaction", [GUMBO_TAG_INPUT] = "formaction",
};

/* VML's shapes, MathML and what is not known yet have an href too; that of
 * LINK names a file that belongs to the page. */
static const char *
link_name(const GumboElement *e)
{
	if (followed[e->tag] != NULL)
		return followed[e->tag];
	if (loaded[e->tag] != NULL)
		return loaded[e->tag];
	return e->tag == GUMBO_TAG_LINK ? NULL : "href";
}

bool
html_element_followed(const GumboElement *e)
{
	return followed[e->tag] != NULL;
}

const GumboAttribute *
html_element_link(const GumboElement *e, unsigned *next)
{
	const char *name = link_name(e);

	while (name != NULL && *next < e->attributes.length) {
		const GumboAttribute *a = e->attributes.data[(*next)++];

		if (span_ieq(span_str(a->name), span_str(name)) &&
		    (e->tag != GUMBO_TAG_META || html_refresh_is(e)))
			return a;
	}
	return NULL;
}

char *
html_element_target(const GumboElement *e, const GumboAttribute *a)
{
	if (e->tag == GUMBO_TAG_META)
		return html_refresh_target(a->value);
	return buf_strdup(a->value);
}
