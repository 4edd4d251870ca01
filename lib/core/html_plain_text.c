#include "core/html_plain_text.h"

#include <unistr.h>

#include "core/buf.h"
#include "core/sweep.h"

/* The longest below, and the longest number. */
#define REFERENCE_MAX 9

static const struct {
	const char *name;
	const char *text;
} references[] = {
	{ "&nbsp;", "\u00A0" }, { "&amp;", "&" }, { "&lt;", "<" },
	{ "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" },
	{ "&auml;", "ä" }, { "&ouml;", "ö" }, { "&uuml;", "ü" },
	{ "&Auml;", "Ä" }, { "&Ouml;", "Ö" }, { "&Uuml;", "Ü" },
	{ "&szlig;", "ß" }, { "&eacute;", "é" }, { "&egrave;", "è" },
	{ "&agrave;", "à" }, { "&ccedil;", "ç" }, { "&atilde;", "ã" },
	{ "&oacute;", "ó" }, { "&aacute;", "á" }, { "&iacute;", "í" },
	{ "&ntilde;", "ñ" }, { "&copy;", "©" }, { "&reg;", "®" },
	{ "&ndash;", "–" }, { "&mdash;", "—" }, { "&bull;", "•" },
	{ "&rsquo;", "’" }, { "&lsquo;", "‘" }, { "&euro;", "€" },
	{ "&zwnj;", "\u200C" }, { "&shy;", "\u00AD" },
};

struct span
html_plain_rest(const struct html_plain_text *t)
{
	return span_sub(t->s, t->at, t->s.n);
}

size_t
html_plain_ampersand(struct html_plain_text *t, size_t at)
{
	if (t->ampersand >= at && t->ampersand)
		return t->ampersand;
	t->ampersand = span_find_byte(t->s, at, '&');
	if (t->ampersand == SPAN_NONE)
		t->ampersand = t->s.n;
	return t->ampersand;
}

static bool
has_bare_return(struct span s)
{
	size_t at = 0;

	while ((at = span_find_byte(s, at, '\r')) != SPAN_NONE)
		if (++at == s.n || s.p[at] != '\n')
			return true;
	return false;
}

/* Not the controls of C1, nor numbers that are no characters: gumbo replaces
 * some of them. */
static bool
is_character(ucs4_t c)
{
	return c >= 0xA0 && c != 0xFEFF && c != 0xFFFD &&
		(c & 0xFFFE) != 0xFFFE && (c < 0xFDD0 || c > 0xFDEF);
}

static bool
has_odd_character(struct span s)
{
	size_t at = 0;
	ucs4_t c;

	while ((at = span_find_8bit(s, at)) < s.n) {
		at += (size_t)u8_mbtouc(&c, s.p + at, s.n - at);
		if (!is_character(c))
			return true;
	}
	return false;
}

bool
html_plain_bytes(struct span source)
{
	return !sweep_control(source) && !has_bare_return(source) &&
		!has_odd_character(source);
}

/* "&#233;" of a character that is its own. Where a page begins, gumbo drops
 * blanks, those too that are written so. */
static size_t
read_number(struct span s, struct arena *arena, struct span *text_r)
{
	ucs4_t c = 0;
	size_t i = 2;
	uint8_t text[6];
	int n;

	for (; i < s.n && i < REFERENCE_MAX && span_is_digit(s.p[i]); i++)
		c = c * 10 + (ucs4_t)(s.p[i] - '0');
	if (i == s.n || s.p[i] != ';' || c <= ' ' || c == 0x7F)
		return 0;
	n = u8_uctomb(text, c, sizeof text);
	if (n < 1 || (c >= 0x80 && !is_character(c)))
		return 0;
	*text_r = span_str(arena_string(arena, (struct span){ text,
		(size_t)n }));
	return i + 1;
}

size_t
html_plain_reference(struct span s, struct arena *arena, struct span *text_r)
{
	/* An ampersand before a blank is itself. */
	if (s.n > 1 && span_is_space(s.p[1])) {
		*text_r = span_sub(s, 0, 1);
		return 1;
	}
	if (s.n > 2 && s.p[1] == '#')
		return read_number(s, arena, text_r);
	for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
		struct span name = span_str(references[i].name);

		if (s.n < name.n || s.p[1] != name.p[1] ||
		    !span_starts(s, name))
			continue;
		*text_r = span_str(references[i].text);
		return name.n;
	}
	return 0;
}

static bool
decode(struct span raw, struct arena *arena, struct buf *out)
{
	size_t at = 0, n;
	struct span text;

	while (at < raw.n) {
		n = sweep_either(raw, at, '&', '\r');
		buf_add(out, span_sub(raw, at, n));
		at = n;
		if (at < raw.n && raw.p[at] == '\r') {
			at++;
		} else if (at < raw.n) {
			n = html_plain_reference(span_sub(raw, at, raw.n),
				arena, &text);
			if (n == 0)
				return false;
			buf_add(out, text);
			at += n;
		}
	}
	return true;
}

bool
html_plain_value(struct html_plain_text *t, size_t begin, size_t end,
	struct arena *arena, struct span *value_r)
{
	struct span raw = span_sub(t->s, begin, end);
	struct buf out;
	bool good;

	*value_r = raw;
	if (html_plain_ampersand(t, begin) >= end &&
	    span_find_byte(raw, 0, '\r') == SPAN_NONE)
		return true;
	buf_init(&out, raw.n);
	good = decode(raw, arena, &out);
	if (good)
		*value_r = span_str(arena_string(arena, buf_span(&out)));
	buf_deinit(&out);
	return good;
}
