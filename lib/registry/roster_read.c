#include <string.h>
#include <unistr.h>

#include "registry/roster_block.h"
#include "registry/roster_check.h"

/* "…" with \" and \\ to what it means, in place; false when it does not end
 * where the line does. */
static bool
unquote(char *s)
{
	char *out = s;

	for (s++; *s && *s != '"'; s++) {
		if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		*out++ = *s;
	}
	if (s[0] != '"' || s[1])
		return false;
	*out = '\0';
	return true;
}

/* Characters before P in its line, from 1. */
static unsigned
column(struct span line, const unsigned char *p)
{
	unsigned n = 1;
	const unsigned char *c;

	for (c = line.p; c < p; c++)
		n += (*c & 0xc0) != 0x80;
	return n;
}

/* What can't stand in any line: NULL when all can. */
static const unsigned char *
find_bad(struct span text)
{
	const unsigned char *bad = text.n ? u8_check(text.p, text.n) : NULL;
	size_t i;

	for (i = 0; i < text.n && (bad == NULL || text.p + i < bad); i++)
		if ((text.p[i] < ' ' && text.p[i] != '\t') ||
		    text.p[i] == 0x7f)
			return text.p + i;
	return bad;
}

static void
read_text(struct roster_reading *rd, struct span line, struct span text)
{
	const unsigned char *bad = find_bad(text);
	size_t n = 0, blank;
	char *word;

	rd->word_at.column = column(line, bad ? bad : text.p);
	if (bad) {
		roster_fault(rd, rd->word_at, "this is no character of "
			"UTF-8, or a control character");
		return;
	}
	word = g_string_chunk_insert_len(rd->r->text, (const char *)text.p,
		(gssize)text.n);
	n = strcspn(word, " \t");
	blank = strspn(word + n, " \t");
	rd->value = word + n + blank;
	rd->at.column = column(line, text.p + n + blank);
	rd->word = word;
	if (*rd->value == '\0') {
		roster_fault(rd, rd->word_at, "\"%.40s\" says nothing", word);
		return;
	}
	word[n] = '\0';
	if (*rd->value == '"' && !unquote(rd->value))
		roster_fault(rd, rd->at, "the '\"' that ends the value is "
			"missing, or something follows it");
	else
		roster_word(rd);
}

static void
read_line(struct roster_reading *rd, struct span line)
{
	struct span text = span_trim(line);

	rd->at.line = ++rd->word_at.line;
	if (text.n > ROSTER_LINE_MAX) {
		rd->word_at.column = 1;
		roster_fault(rd, rd->word_at, "no line is longer than %d bytes",
			ROSTER_LINE_MAX);
	} else if (text.n > 0 && text.p[0] != '#') {
		read_text(rd, line, text);
	}
}

struct roster *
roster_read(struct span text, const char *name, struct faults *faults)
{
	struct roster_reading rd = { .r = roster_new(), .faults = faults,
		.name = name };
	size_t begin, end;

	/* Windows' Notepad puts a byte order mark in front. */
	if (span_starts(text, span_str("\xef\xbb\xbf")))
		text = span_sub(text, 3, text.n);
	for (begin = 0; begin < text.n; begin = end + 1) {
		end = span_find_byte(text, begin, '\n');
		if (end == SPAN_NONE)
			end = text.n;
		read_line(&rd, span_sub(text, begin, end));
	}
	if (!rd.format)
		faults_add(faults, name, 1, 1, "a line `format 1` is missing");
	roster_sort(rd.r);
	roster_check(rd.r, name, faults);
	return rd.r;
}
