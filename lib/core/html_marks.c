#include "core/html_marks.h"

#include <stddef.h>

struct mark {
	const char *value;
	enum html_mark mark;
};

static const struct mark classes[] = {
	{ "gmail_quote", HTML_MARK_QUOTE },
	{ "gmail_extra", HTML_MARK_QUOTE },
	{ "gmail_attr", HTML_MARK_QUOTE },
	{ "gmail_signature", HTML_MARK_SIGNATURE },
	{ "gmail_signature_prefix", HTML_MARK_SIGNATURE },
	{ "moz-cite-prefix", HTML_MARK_QUOTE },
	{ "moz-forward-container", HTML_MARK_QUOTE },
	{ "moz-email-headers-table", HTML_MARK_QUOTE },
	{ "moz-signature", HTML_MARK_SIGNATURE },
	{ "yahoo_quoted", HTML_MARK_QUOTE },
	{ "protonmail_quote", HTML_MARK_QUOTE },
	{ "tutanota_quote", HTML_MARK_QUOTE },
	{ "zmail_extra", HTML_MARK_QUOTE },
	{ "ms-outlook-mobile-reference-message", HTML_MARK_QUOTE },
	{ "protonmail_signature_block", HTML_MARK_SIGNATURE },
	{ NULL, HTML_MARK_NONE }
};

static const struct mark ids[] = {
	/* Outlook on the web and new Outlook. */
	{ "divRplyFwdMsg", HTML_MARK_REST },
	{ "appendonsend", HTML_MARK_REST },
	/* Outlook on the Mac, the newer one and the older. */
	{ "mail-editor-reference-message-container", HTML_MARK_QUOTE },
	{ "OLK_SRC_BODY_SECTION", HTML_MARK_QUOTE },
	{ "Signature", HTML_MARK_SIGNATURE },
	{ NULL, HTML_MARK_NONE }
};

static enum html_mark
look_up(const struct mark *marks, struct span value)
{
	for (; marks->value != NULL; marks++)
		if (span_ieq_str(value, marks->value))
			return marks->mark;
	return HTML_MARK_NONE;
}

static enum html_mark
mark_of_class(struct span s)
{
	enum html_mark mark = HTML_MARK_NONE;
	size_t begin = 0;
	size_t end;

	while (begin < s.n && mark == HTML_MARK_NONE) {
		while (begin < s.n && span_is_space(s.p[begin]))
			begin++;
		for (end = begin; end < s.n && !span_is_space(s.p[end]);)
			end++;
		mark = look_up(classes, span_sub(s, begin, end));
		begin = end;
	}
	return mark;
}

enum html_mark
html_mark_of(bool blockquote, struct span class, struct span id,
	struct span type)
{
	enum html_mark mark = mark_of_class(class);

	if (mark == HTML_MARK_NONE)
		mark = look_up(ids, id);
	if (mark == HTML_MARK_NONE && blockquote)
		mark = span_ieq_str(type, "cite") ?
			HTML_MARK_QUOTE : HTML_MARK_INDENT;
	return mark;
}
