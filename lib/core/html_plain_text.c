#include "core/html_plain_text.h"

#include <unistr.h>

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

/* "&#233;" of a character that is its own; its length, or 0. Where a page
 * begins, gumbo drops blanks, those too that are written so. */
static size_t
take_number(struct span s, struct buf *out)
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
	buf_add(out, (struct span){ text, (size_t)n });
	return i + 1;
}

/* The length of the reference that S begins with, after its text was added;
 * 0: it is not plain. */
static size_t
take_reference(struct span s, struct buf *out)
{
	/* An ampersand before a blank is itself. */
	if (s.n > 1 && span_is_space(s.p[1])) {
		buf_add_byte(out, '&');
		return 1;
	}
	if (s.n > 2 && s.p[1] == '#')
		return take_number(s, out);
	for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
		struct span name = span_str(references[i].name);
		struct span text = span_str(references[i].text);

		if (s.n < name.n || s.p[1] != name.p[1] ||
		    !span_starts(s, name))
			continue;
		buf_add(out, text);
		return name.n;
	}
	return 0;
}

bool
html_plain_text(struct span raw, struct buf *out)
{
	size_t at = 0, n;

	while (at < raw.n) {
		n = sweep_either(raw, at, '&', '\r');
		buf_add(out, span_sub(raw, at, n));
		at = n;
		if (at < raw.n && raw.p[at] == '\r')
			at++;
		else if (at < raw.n && (n = take_reference(span_sub(raw, at,
		    raw.n), out)) != 0)
			at += n;
		else if (at < raw.n)
			return false;
	}
	return true;
}
