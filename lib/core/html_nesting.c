#include "core/html_nesting.h"

static const unsigned char kinds[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_B] = HTML_NESTING_TEXT,
	[GUMBO_TAG_I] = HTML_NESTING_TEXT,
	[GUMBO_TAG_U] = HTML_NESTING_TEXT,
	[GUMBO_TAG_EM] = HTML_NESTING_TEXT,
	[GUMBO_TAG_STRONG] = HTML_NESTING_TEXT,
	[GUMBO_TAG_FONT] = HTML_NESTING_TEXT,
	[GUMBO_TAG_SPAN] = HTML_NESTING_TEXT,
	[GUMBO_TAG_SMALL] = HTML_NESTING_TEXT,
	[GUMBO_TAG_BIG] = HTML_NESTING_TEXT,
	[GUMBO_TAG_SUB] = HTML_NESTING_TEXT,
	[GUMBO_TAG_SUP] = HTML_NESTING_TEXT,
	[GUMBO_TAG_CODE] = HTML_NESTING_TEXT,
	[GUMBO_TAG_TT] = HTML_NESTING_TEXT,
	[GUMBO_TAG_S] = HTML_NESTING_TEXT,
	[GUMBO_TAG_STRIKE] = HTML_NESTING_TEXT,
	[GUMBO_TAG_INS] = HTML_NESTING_TEXT,
	[GUMBO_TAG_DEL] = HTML_NESTING_TEXT,
	[GUMBO_TAG_CITE] = HTML_NESTING_TEXT,
	[GUMBO_TAG_LABEL] = HTML_NESTING_TEXT,
	[GUMBO_TAG_ABBR] = HTML_NESTING_TEXT,
	[GUMBO_TAG_MAP] = HTML_NESTING_TEXT,
	/* Word's "o:p" and what others invent. */
	[GUMBO_TAG_UNKNOWN] = HTML_NESTING_TEXT,
	[GUMBO_TAG_A] = HTML_NESTING_LINK,
	[GUMBO_TAG_BR] = HTML_NESTING_SINGLE,
	[GUMBO_TAG_IMG] = HTML_NESTING_SINGLE,
	[GUMBO_TAG_WBR] = HTML_NESTING_SINGLE,
	[GUMBO_TAG_AREA] = HTML_NESTING_SINGLE,
	[GUMBO_TAG_META] = HTML_NESTING_SINGLE,
	[GUMBO_TAG_LINK] = HTML_NESTING_SINGLE,
	[GUMBO_TAG_STYLE] = HTML_NESTING_RAW,
	[GUMBO_TAG_TITLE] = HTML_NESTING_RAW,
	[GUMBO_TAG_HR] = HTML_NESTING_RULE,
	[GUMBO_TAG_DIV] = HTML_NESTING_FLOW,
	[GUMBO_TAG_CENTER] = HTML_NESTING_FLOW,
	[GUMBO_TAG_BLOCKQUOTE] = HTML_NESTING_FLOW,
	[GUMBO_TAG_ADDRESS] = HTML_NESTING_FLOW,
	[GUMBO_TAG_ARTICLE] = HTML_NESTING_FLOW,
	[GUMBO_TAG_FOOTER] = HTML_NESTING_FLOW,
	[GUMBO_TAG_HEADER] = HTML_NESTING_FLOW,
	[GUMBO_TAG_SECTION] = HTML_NESTING_FLOW,
	[GUMBO_TAG_PRE] = HTML_NESTING_PRE,
	[GUMBO_TAG_H1] = HTML_NESTING_HEADING,
	[GUMBO_TAG_H2] = HTML_NESTING_HEADING,
	[GUMBO_TAG_H3] = HTML_NESTING_HEADING,
	[GUMBO_TAG_H4] = HTML_NESTING_HEADING,
	[GUMBO_TAG_H5] = HTML_NESTING_HEADING,
	[GUMBO_TAG_H6] = HTML_NESTING_HEADING,
	[GUMBO_TAG_P] = HTML_NESTING_PARAGRAPH,
	[GUMBO_TAG_UL] = HTML_NESTING_LIST,
	[GUMBO_TAG_OL] = HTML_NESTING_LIST,
	[GUMBO_TAG_LI] = HTML_NESTING_ITEM,
	[GUMBO_TAG_TABLE] = HTML_NESTING_TABLE,
	[GUMBO_TAG_COLGROUP] = HTML_NESTING_COLUMNS,
	[GUMBO_TAG_COL] = HTML_NESTING_COLUMN,
	[GUMBO_TAG_TBODY] = HTML_NESTING_SECTION,
	[GUMBO_TAG_THEAD] = HTML_NESTING_SECTION,
	[GUMBO_TAG_TFOOT] = HTML_NESTING_SECTION,
	[GUMBO_TAG_TR] = HTML_NESTING_ROW,
	[GUMBO_TAG_TD] = HTML_NESTING_CELL,
	[GUMBO_TAG_TH] = HTML_NESTING_CELL,
};

const struct html_nesting_open *
html_nesting_top(const struct html_nesting *n)
{
	return &n->open[n->depth - 1];
}

enum html_nesting_kind
html_nesting_kind_of(GumboTag tag)
{
	return kinds[tag];
}

bool
html_nesting_is_void(enum html_nesting_kind kind)
{
	return kind == HTML_NESTING_SINGLE || kind == HTML_NESTING_RULE ||
		kind == HTML_NESTING_COLUMN;
}

/* What stands between the cells of a table, parsers move before it. */
static bool
may_stand_in_text(const struct html_nesting *n,
	enum html_nesting_kind kind, enum html_nesting_kind around)
{
	switch (kind) {
	case HTML_NESTING_STRANGE:
	case HTML_NESTING_COLUMNS:
	case HTML_NESTING_COLUMN:
	case HTML_NESTING_SECTION:
	case HTML_NESTING_ROW:
	case HTML_NESTING_CELL:
	case HTML_NESTING_PAGE:
		return false;
	case HTML_NESTING_TEXT:
	case HTML_NESTING_SINGLE:
	case HTML_NESTING_RAW:
		return true;
	case HTML_NESTING_LINK:
		return !n->in_link;
	case HTML_NESTING_ITEM:
		return around == HTML_NESTING_LIST;
	case HTML_NESTING_HEADING:
		return around != HTML_NESTING_HEADING && !n->in_paragraph;
	default:
		return !n->in_paragraph;
	}
}

bool
html_nesting_may_begin(const struct html_nesting *n,
	enum html_nesting_kind kind)
{
	enum html_nesting_kind around = html_nesting_top(n)->kind;

	if (around == HTML_NESTING_TABLE)
		return kind == HTML_NESTING_SECTION ||
			kind == HTML_NESTING_ROW ||
			kind == HTML_NESTING_COLUMNS;
	if (around == HTML_NESTING_COLUMNS)
		return kind == HTML_NESTING_COLUMN;
	if (around == HTML_NESTING_SECTION)
		return kind == HTML_NESTING_ROW;
	if (around == HTML_NESTING_ROW)
		return kind == HTML_NESTING_CELL;
	return may_stand_in_text(n, kind, around);
}

bool
html_nesting_push(struct html_nesting *n, const struct html_nesting_open *o)
{
	if (n->depth == HTML_NESTING_DEPTH)
		return false;
	n->open[n->depth++] = *o;
	n->in_paragraph |= o->kind == HTML_NESTING_PARAGRAPH;
	n->in_link |= o->kind == HTML_NESTING_LINK;
	return true;
}

void
html_nesting_pop(struct html_nesting *n)
{
	enum html_nesting_kind kind = n->open[--n->depth].kind;

	if (kind == HTML_NESTING_PARAGRAPH)
		n->in_paragraph = false;
	if (kind == HTML_NESTING_LINK)
		n->in_link = false;
}
