#include "core/html_plain_tags.h"

GumboTag
html_plain_tag(struct html_plain_tags *tags, struct span name)
{
	size_t at = (name.n * 8 + name.p[0] + name.p[name.n - 1] * 4u) %
		HTML_PLAIN_NAMES;

	if (!span_eq(tags->met[at].name, name)) {
		tags->met[at].name = name;
		tags->met[at].tag = gumbo_tagn_enum((const char *)name.p,
			(unsigned)name.n);
	}
	return tags->met[at].tag;
}
