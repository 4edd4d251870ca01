#include "core/html_plain_text.h"

#include <unistr.h>

#include "core/buf.h"
#include "core/html_reference.h"
#include "core/sweep.h"

/* The longest number of a character, written with noughts before it or
 * without; no name is longer. */
#define REFERENCE_MAX 9

struct span
html_plain_rest(const struct html_plain_text *t)
{
	return span_sub(t->s, t->at, t->s.n);
}

/* The first ampersand at or behind AT, else s.n. To ask again before the one
 * that was found costs nothing, so ask with growing AT. */
static size_t
next_ampersand(struct html_plain_text *t, size_t at)
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

/* The number in "#233;" or "#xE9;", behind the ampersand, and its end; 0: it
 * is none, or too long. */
static ucs4_t
read_number(struct span s, size_t *end_r)
{
	bool hex = s.n > 1 && span_lower(s.p[1]) == 'x';
	size_t i = hex ? 2 : 1;
	ucs4_t c = 0;

	for (; i < s.n && i < REFERENCE_MAX && span_is_hex(s.p[i]) &&
	    (hex || span_is_digit(s.p[i])); i++)
		c = c * (hex ? 16 : 10) + (ucs4_t)span_hex_value(s.p[i]);
	*end_r = i;
	return c;
}

/* A reference to C stands for C. Not so the controls; and of what begins a
 * page gumbo drops blanks, those too that are written so. */
static bool
is_own(ucs4_t c, bool value)
{
	if (c <= ' ')
		return value && (c == ' ' || c == '\n' || c == '\t');
	return c < 0x7F || c == 0xFEFF || is_character(c);
}

/* Where the letters and digits behind the ampersand end. */
static size_t
name_end(struct span s)
{
	size_t n = 1;

	while (n < s.n && span_is_alnum(s.p[n]))
		n++;
	return n;
}

/* A reference with its semicolon; 0: it is not plain. */
static size_t
read_reference(struct span s, bool value, struct arena *arena,
	struct span *text_r)
{
	bool number = s.n > 1 && s.p[1] == '#';
	size_t end = number ? 0 : name_end(s);
	struct span behind = span_sub(s, 1, number ? s.n : end);
	ucs4_t c = number ? read_number(behind, &end) :
		html_reference_value(behind);
	uint8_t text[6];
	int n;

	end += number;
	if (!is_own(c, value) || end == s.n || s.p[end] != ';')
		return 0;
	n = u8_uctomb(text, c, sizeof text);
	if (n < 1)
		return 0;
	*text_r = span_str(arena_string(arena, (struct span){ text,
		(size_t)n }));
	return end + 1;
}

/* An ampersand that S begins with, as in "R & D" or "R&D", is itself; of an
 * attribute's value one in "?a=1&b=2", too (WHATWG 13.2.5.73). */
static bool
is_itself(struct span s, bool value)
{
	size_t end = name_end(s);
	struct span name = span_sub(s, 1, end);

	if (end == 1)
		return s.n > 1 && span_is_space(s.p[1]);
	if (end < s.n && s.p[end] == ';')
		return false;
	if (!value)
		return html_reference_begins(name) == 0;
	return (end < s.n && s.p[end] == '=') || !html_reference_bare(name);
}

/* What stands at an ampersand: a reference, or the ampersand alone. */
static size_t
read_ampersand(struct span s, bool value, struct arena *arena,
	struct span *text_r)
{
	if (!is_itself(s, value))
		return read_reference(s, value, arena, text_r);
	*text_r = span_sub(s, 0, 1);
	return 1;
}

bool
html_plain_text_take(struct html_plain_text *t, struct html_events *events,
	size_t end)
{
	size_t begin = t->at, stop, n;
	struct span text;

	t->at = end;
	/* gumbo passes over the CR before it looks. */
	if (!t->goes_on && begin < end && t->s.p[begin] == '\r')
		begin++;
	t->goes_on = t->goes_on || begin < end;
	for (; begin < end; begin = stop + n) {
		stop = next_ampersand(t, begin);
		if (stop > end)
			stop = end;
		if (stop > begin)
			html_events_text(events, span_sub(t->s, begin, stop),
				begin, stop, false);
		if ((n = end - stop) == 0)
			break;
		n = read_ampersand(span_sub(t->s, stop, end), false,
			&events->arena, &text);
		if (n == 0 || events->n > HTML_PLAIN_EVENTS)
			return false;
		html_events_text(events, text, stop, stop + n, false);
	}
	return true;
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
			n = read_ampersand(span_sub(raw, at, raw.n), true,
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
html_plain_value(struct html_plain_text *t, struct arena *arena,
	struct span *value)
{
	size_t begin = (size_t)(value->p - t->s.p);
	struct buf out;
	bool good;

	if (next_ampersand(t, begin) >= begin + value->n &&
	    span_find_byte(*value, 0, '\r') == SPAN_NONE)
		return true;
	buf_init(&out, value->n);
	good = decode(*value, arena, &out);
	if (good)
		*value = span_str(arena_string(arena, buf_span(&out)));
	buf_deinit(&out);
	return good;
}
