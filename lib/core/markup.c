#include "core/markup.h"

#include <stdlib.h>
#include <unistr.h>

#include "core/buf.h"

struct markup {
	struct buf out;
};

struct markup *
markup_new(size_t max)
{
	struct markup *m = buf_zalloc(sizeof(*m));

	buf_init(&m->out, max);
	return m;
}

void
markup_free(struct markup **m)
{
	if (*m == NULL)
		return;
	buf_deinit(&(*m)->out);
	free(*m);
	*m = NULL;
}

void
markup_literal(struct markup *m, const char *literal)
{
	buf_add_str(&m->out, literal);
}

static const char *
entity(ucs4_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t': case '\n':
		return NULL;
	default:
		return c < 0x20 || (c >= 0x7f && c < 0xa0) ? "\xef\xbf\xbd" :
			NULL;
	}
}

void
markup_span(struct markup *m, struct span text)
{
	const char *replacement;
	ucs4_t c;
	size_t i;
	int n;

	for (i = 0; i < text.n; i += (size_t)n) {
		n = u8_mbtoucr(&c, text.p + i, text.n - i);
		if (n < 1) {
			n = 1;
			c = 0;
		}
		replacement = entity(c);
		if (replacement != NULL)
			buf_add_str(&m->out, replacement);
		else
			buf_add(&m->out, span_sub(text, i, i + (size_t)n));
	}
}

void
markup_text(struct markup *m, const char *text)
{
	markup_span(m, span_str(text));
}

void
markup_named(struct markup *m, const char *opening, const char *value)
{
	if (value == NULL)
		return;
	buf_add_str(&m->out, opening);
	markup_text(m, value);
	buf_add_byte(&m->out, '"');
}

const char *
markup_str(struct markup *m)
{
	return buf_ok(&m->out) ? buf_str(&m->out) : NULL;
}
