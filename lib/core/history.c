#include "core/history.h"

#include <string.h>

#include "core/history_words.h"

/* Outlook writes four lines, others up to eight with Cc and Reply-To. */
#define HEAD_LINES 8
/* An attribution is wrapped into three lines at most. */
#define ATTRIBUTION_LINES 3
/* Blank lines between an attribution and what it tells of. */
#define ATTRIBUTION_GAP 2
/* What stands before a colon in a language we do not know. */
#define LABEL_MAX 40

/* Length of a blank character at p: ASCII, U+00A0, U+3000, U+200B, U+FEFF. */
static size_t
blank_length(struct span s, size_t at)
{
	struct span rest;

	if (at >= s.n || (s.p[at] > '*' && s.p[at] < 0x80))
		return 0;
	rest = span_from(s, at);
	if (span_is_space(rest.p[0]) || rest.p[0] == '*')
		return 1;
	if (span_starts(rest, span_str("\xC2\xA0")))
		return 2;
	if (span_starts(rest, span_str("\xE3\x80\x80")) ||
	    span_starts(rest, span_str("\xE2\x80\x8B")) ||
	    span_starts(rest, span_str("\xEF\xBB\xBF")))
		return 3;
	return 0;
}

/* Without blanks and Markdown's '*' (Gmail's text for bold) at both ends. */
static struct span
trim(struct span s)
{
	size_t begin = 0;
	size_t end = s.n;
	size_t at, step;

	while (begin < s.n && (step = blank_length(s, begin)) != 0)
		begin += step;
	/* From the end as far as it may be blank, and over that anew. */
	while (end > begin && (s.p[end - 1] >= 0x80 ||
	    blank_length(s, end - 1) != 0))
		end--;
	for (at = end; at < s.n; at += step) {
		step = blank_length(s, at);
		if (step == 0)
			end = at + (step = 1);
	}
	return span_sub(s, begin, end);
}

static struct span
strip(struct span s, const char *tail)
{
	struct span t = span_str(tail);

	return span_ends(s, t) ? span_sub(s, 0, s.n - t.n) : s;
}

/* S without its final colon, ASCII or full width; *colon_r tells of one. */
static struct span
strip_colon(struct span s, bool *colon_r)
{
	struct span cut = strip(strip(s, ":"), "\xEF\xBC\x9A");

	*colon_r = cut.n < s.n;
	return trim(cut);
}

/* Offset of the first colon, ASCII or full width, when it is near enough to
 * end a label; else SPAN_NONE. */
static size_t
label_end(struct span s)
{
	size_t near = s.n < LABEL_MAX ? s.n : LABEL_MAX + 1;
	size_t i;

	for (i = 0; i < near; i++)
		if (s.p[i] == ':' || (s.p[i] == 0xEF && span_starts(
		    span_sub(s, i, s.n), span_str("\xEF\xBC\x9A"))))
			return i;
	return SPAN_NONE;
}

static enum history_label
label_of(struct span line)
{
	const struct history_word *w;
	size_t colon = label_end(line);
	struct span label;

	if (colon == 0 || colon == SPAN_NONE)
		return HISTORY_NONE;
	label = trim(span_sub(line, 0, colon));
	for (w = history_labels; w->word != NULL; w++)
		if (span_ieq_str(label, w->word))
			return w->label;
	return HISTORY_NONE;
}

static bool
in_list(struct span s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (span_ieq_str(s, *list))
			return true;
	return false;
}

/* "-----Original Message-----", "Begin forwarded message:". */
static bool
is_divider(struct span line)
{
	struct span s = trim(line);
	size_t before = 0;
	size_t after = 0;
	bool colon;

	while (before < s.n && s.p[before] == '-')
		before++;
	while (after < s.n - before && s.p[s.n - 1 - after] == '-')
		after++;
	if (before >= 3 && after >= 3)
		return in_list(trim(span_sub(s, before, s.n - after)),
			history_dividers);
	s = strip_colon(s, &colon);
	return colon && in_list(s, history_openings);
}

static bool
is_blank(struct span line)
{
	return trim(line).n == 0;
}

/* A From line, soon followed by a date and by To or Subject. */
static bool
is_head(const struct history_line *lines, size_t n)
{
	unsigned from = 1U << HISTORY_FROM;
	unsigned seen = 0;
	size_t i;

	if (n == 0 || label_of(lines[0].text) != HISTORY_FROM)
		return false;
	/* A second From begins another head; no line is looked at twice. */
	for (i = 1; i < n && i < HEAD_LINES && !(seen & from) &&
	    !is_blank(lines[i].text); i++)
		seen |= 1U << label_of(lines[i].text);
	return (seen & 1U << HISTORY_DATE) != 0 &&
		(seen & (1U << HISTORY_TO | 1U << HISTORY_SUBJECT)) != 0;
}

/* Under a ruled line, three lines "word: …" are a head in any language. */
static bool
is_ruled_head(const struct history_line *lines, size_t n)
{
	size_t i;

	if (n < 3 || !lines[0].rule)
		return false;
	for (i = 0; i < 3; i++) {
		size_t colon = label_end(lines[i].text);

		if (colon == SPAN_NONE || colon == 0)
			return false;
	}
	return true;
}

/* Outlook's plain text has a line of underscores before the head. */
static bool
is_underscores(struct span line)
{
	struct span s = trim(line);
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] != '_')
			return false;
	return s.n >= 8;
}

static bool
is_mark(struct span line)
{
	return line.n && line.p[0] == '>';
}

/* The next colons, ASCII and maybe full width, at or behind the line that was
 * looked at last, or END: many lines have none. */
struct colons {
	const unsigned char *ascii, *wide;
	const unsigned char *end;	/* of the last line */
};

/* The next C from P on; AT: what was found last. */
static const unsigned char *
next_of(const unsigned char *at, const unsigned char *p, unsigned char c,
	const unsigned char *end)
{
	const unsigned char *hit;

	if (at >= p)
		return at;
	hit = memchr(p, c, (size_t)(end - p));
	return hit ? hit : end;
}

static bool
has_colon(struct span line, struct colons *next)
{
	next->ascii = next_of(next->ascii, line.p, ':', next->end);
	next->wide = next_of(next->wide, line.p, 0xEF, next->end);
	return next->ascii < line.p + line.n || next->wide < line.p + line.n;
}

/* Nearly no line has what all that opens a message has: dashes or underscores
 * first, or a colon. */
static bool
may_open_message(struct span line, struct colons *next)
{
	size_t at = 0, step;

	if (has_colon(line, next))
		return true;
	while ((step = blank_length(line, at)) != 0)
		at += step;
	return at < line.n && (line.p[at] == '-' || line.p[at] == '_');
}

static bool
opens_message(const struct history_line *lines, size_t n)
{
	if (is_divider(lines[0].text) || is_head(lines, n) ||
	    is_ruled_head(lines, n))
		return true;
	return is_underscores(lines[0].text) && is_head(lines + 1, n - 1);
}

/* What own lines begin with: most letters have none of either. */
struct begins {
	bool mark, dash;
};

static void
note_begin(struct span line, struct begins *b)
{
	b->mark |= is_mark(line);
	b->dash |= line.n && line.p[0] == '-';
}

/* The line from which all is history, or N. */
static size_t
find_opening(const struct history_line *lines, size_t n, struct begins *b)
{
	struct colons next = { 0 };
	size_t i;

	if (n)
		next.end = lines[n - 1].text.p + lines[n - 1].text.n;
	for (i = 0; i < n; i++) {
		note_begin(lines[i].text, b);
		if (!is_mark(lines[i].text) &&
		    may_open_message(lines[i].text, &next) &&
		    opens_message(lines + i, n - i))
			break;
	}
	return i;
}

bool
history_attribution(struct span line)
{
	const struct history_attribution *a;
	struct span s;
	bool colon;

	s = strip_colon(trim(line), &colon);
	if (!colon)
		return false;
	for (a = history_attributions; a->begins != NULL; a++)
		if (span_starts(s, span_str(a->begins)) &&
		    span_find(s, 0, span_str(a->verb)) != SPAN_NONE)
			return true;
	/* "2026-11-02 9:15 Bob <bob@fabrikam.example>:" */
	return s.n && span_ends(s, span_str(">")) &&
		span_find_byte(s, 0, '@') != SPAN_NONE &&
		span_find_byte(s, 0, '<') != SPAN_NONE;
}

/* One attribution over several lines: they lie side by side in the view. */
static struct span
joined(const struct history_line *first, const struct history_line *last)
{
	return (struct span){ first->text.p,
		(size_t)(last->text.p + last->text.n - first->text.p) };
}

/* The attribution that ends before line AT: where it begins, else AT. */
static size_t
attribution_before(const struct history_line *lines, size_t at)
{
	size_t end = at;
	size_t gap, back;

	for (gap = 0; gap <= ATTRIBUTION_GAP && end > 0; gap++, end--)
		if (!is_blank(lines[end - 1].text))
			break;
	if (end == 0 || is_mark(lines[end - 1].text))
		return at;
	for (back = 1; back <= ATTRIBUTION_LINES && back <= end; back++) {
		const struct history_line *first = &lines[end - back];

		if (is_blank(first->text) || is_mark(first->text))
			break;
		if (history_attribution(joined(first, &lines[end - 1])))
			return end - back;
	}
	return at;
}

static void
mark_quoted(struct history_line *lines, size_t begin, size_t end)
{
	size_t i;

	for (i = begin; i < end; i++)
		lines[i].quoted = true;
}

/* Lines with '>', and who wrote them. */
static void
mark_marked(struct history_line *lines, size_t n, bool marks)
{
	bool told = marks;
	size_t i, begin;

	for (i = 0; i < n; i++) {
		if (!is_mark(lines[i].text))
			continue;
		if (i == 0 || !is_mark(lines[i - 1].text)) {
			begin = attribution_before(lines, i);
			mark_quoted(lines, begin, i);
			told = told || begin < i;
		}
		lines[i].quoted = lines[i].quoted || told;
	}
}

static bool
is_separator(struct span line)
{
	struct span s;

	if (line.n == 0 || line.p[0] != '-')
		return false;
	s = strip(line, "\r");
	return span_eq_str(s, "-- ") || span_eq_str(s, "--") ||
		span_eq_str(s, "--\xC2\xA0");
}

/* The last separator counts: people draw lines of their own with two dashes,
 * and a signature stands last. */
static void
mark_signature(struct history_line *lines, size_t n)
{
	size_t at = n;
	size_t i;

	for (i = 0; i < n; i++)
		if (!lines[i].quoted && is_separator(lines[i].text))
			at = i;
	for (i = at; i < n; i++)
		if (!lines[i].quoted)
			lines[i].signature = true;
}

size_t
history_mark(struct history_line *lines, size_t n, bool marks)
{
	struct begins b = { 0 };
	size_t rest = find_opening(lines, n, &b);

	mark_quoted(lines, rest, n);
	if (b.mark)
		mark_marked(lines, rest, marks);
	if (b.dash)
		mark_signature(lines, rest);
	return rest;
}
