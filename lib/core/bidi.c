#include "core/bidi.h"

#include <unictype.h>
#include <unistr.h>

#define LRI "\xe2\x81\xa6"
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"

enum bidi
bidi_first(struct span text)
{
	size_t i = 0;
	ucs4_t c;

	while (i < text.n) {
		i += (size_t)u8_mbtouc(&c, text.p + i, text.n - i);
		switch (uc_bidi_category(c)) {
		case UC_BIDI_L:
			return BIDI_LTR;
		case UC_BIDI_R:
		case UC_BIDI_AL:
			return BIDI_RTL;
		default:
			break;
		}
	}
	return BIDI_NONE;
}

static void
add_between(struct buf *out, const char *open, struct span s)
{
	buf_add_str(out, open);
	buf_add(out, s);
	buf_add_str(out, PDI);
}

char *
bidi_isolate(const char *value)
{
	struct span s = span_str(value);
	struct buf b;

	if (value == NULL)
		return NULL;
	buf_init(&b, s.n + sizeof(FSI) + sizeof(PDI));
	add_between(&b, FSI, s);
	return buf_take(&b);
}

void
bidi_add_ltr(struct buf *out, struct span value)
{
	add_between(out, LRI, value);
}

void
bidi_add_markup(struct buf *out, struct span html)
{
	struct span open = span_str(FSI), close = span_str(PDI), inner;
	size_t at = 0, begin, end;

	while ((begin = span_find(html, at, open)) != SPAN_NONE &&
		(end = span_find(html, begin, close)) != SPAN_NONE) {
		inner = span_sub(html, begin + open.n, end);
		buf_add(out, span_sub(html, at, begin));
		buf_printf(out, "<span dir=\"%s\">",
			bidi_first(inner) == BIDI_RTL ? "rtl" : "ltr");
		buf_add(out, inner);
		buf_add_str(out, "</span>");
		at = end + close.n;
	}
	buf_add(out, span_sub(html, at, html.n));
}
