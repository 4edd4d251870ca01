#include "core/html_link.h"

#include "core/html_refresh.h"

/* Mail programs show none of these, but a browser does what they say. */
static const uint16_t loaded[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_IFRAME] = HTML_SRC, [GUMBO_TAG_FRAME] = HTML_SRC,
	[GUMBO_TAG_EMBED] = HTML_SRC, [GUMBO_TAG_OBJECT] = HTML_DATA,
	[GUMBO_TAG_META] = HTML_CONTENT,
};

static const uint16_t followed[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_A] = HTML_HREF, [GUMBO_TAG_AREA] = HTML_HREF,
	[GUMBO_TAG_BASE] = HTML_HREF, [GUMBO_TAG_FORM] = HTML_ACTION,
	[GUMBO_TAG_BUTTON] = HTML_FORMACTION,
	[GUMBO_TAG_INPUT] = HTML_FORMACTION,
};

/* VML's shapes, MathML and what is not known yet have an href too; that of
 * LINK names a file that belongs to the page. */
unsigned
html_link_attribute(GumboTag tag)
{
	if (followed[tag])
		return followed[tag];
	if (loaded[tag])
		return loaded[tag];
	return tag == GUMBO_TAG_LINK ? 0 : HTML_HREF;
}

bool
html_link_followed(GumboTag tag)
{
	return followed[tag] != 0;
}

bool
html_link_is(const struct html_events *e, const struct html_event *b)
{
	return b->tag != GUMBO_TAG_META || span_ieq_str(
		html_events_value(e, b, HTML_HTTP_EQUIV), "refresh");
}

bool
html_link_target(const struct html_event *b, const struct html_attribute *a,
	struct span *target_r)
{
	if (b->tag == GUMBO_TAG_META)
		return html_refresh_target(a->value, target_r);
	*target_r = a->value;
	return true;
}
