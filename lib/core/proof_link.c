#include "core/proof_link.h"

#include "core/html.h"
#include "core/html_token.h"
#include "core/limits.h"

/* What something is put in the place of, and what may stand in it. */
struct piece {
	struct span old;
	struct span link, escaped;
	bool html;
};

static size_t
link_length(const struct piece *p, struct span s)
{
	if (span_starts(s, p->link))
		return p->link.n;
	return p->html && span_starts(s, p->escaped) ? p->escaped.n : 0;
}

/* Of a tag that is ours, or stood there before. */
static size_t
tag_length(const struct piece *p, struct span s)
{
	struct html_token t;
	size_t n;

	if (!html_token_is_markup(s, 0))
		return 0;
	n = html_token_read(s, 0, &t);
	return span_ieq_str(t.name, "p") || span_ieq_str(t.whole, "</a>") ||
		span_find(p->old, 0, t.whole) != SPAN_NONE ? n : 0;
}

/* The length of what may stand in a replacement at S. */
static size_t
allowed(const struct piece *p, struct span s)
{
	struct span anchor = span_str("<a href=\"");

	if (span_is_space(s.p[0]))
		return 1;
	if (!p->html)
		return 0;
	if (span_istarts(s, anchor) && link_length(p, span_sub(s, anchor.n,
	    s.n)))
		return anchor.n;
	return s.p[0] == '"' || s.p[0] == '>' ? 1 : tag_length(p, s);
}

bool
proof_link(struct span with, struct span old, struct span link, bool html)
{
	struct piece p = { old, link, link, html };
	unsigned links = 0;
	struct buf escaped;
	size_t i = 0, n = 1;

	buf_init(&escaped, LIMIT_URL);
	html_escape(&escaped, link);
	p.escaped = buf_span(&escaped);
	while (i < with.n && n) {
		struct span s = span_sub(with, i, with.n);

		n = link_length(&p, s);
		links += n != 0;
		if (n == 0)
			n = allowed(&p, s);
		i += n;
	}
	buf_deinit(&escaped);
	return n && links > 0;
}
