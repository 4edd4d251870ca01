#include "core/lint_letter.h"

#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "core/limits.h"
#include "core/lines.h"
#include "core/lint_sample.h"

/* What people read in a minute: words, or characters of scripts that put no
 * spaces between them. */
#define WORDS 200
#define IDEOGRAPHS 450
#define BEGINNING 60

static unsigned
reading_seconds(const char *text)
{
	const uint8_t *p = (const uint8_t *)text;
	unsigned long words = 0, ideographs = 0;
	ucs4_t c, last = ' ';

	while ((p = u8_next(&c, p)) != NULL) {
		if (uc_width(c, "UTF-8") == 2)
			ideographs++;
		else if (c > ' ' && last <= ' ')
			words++;
		last = c;
	}
	return (unsigned)(60 * words / WORDS + 60 * ideographs / IDEOGRAPHS);
}

/* At most BEGINNING characters of the first line. */
static struct span
beginning(const char *text)
{
	struct span s = span_str(text);
	size_t end = lines_end(s, 0), at = 0, n;
	ucs4_t c;

	for (n = 0; n < BEGINNING && at < end; n++)
		at += (size_t)u8_mbtouc(&c, s.p + at, s.n - at);
	return span_sub(s, 0, at);
}

static void
tell(struct lint *l, const struct letter_parts *parts,
	const struct letter *letter)
{
	const char *file = template_file(parts->own);
	struct span source = template_source(parts->own);
	struct span first = beginning(letter->text);
	size_t n = strlen(letter->html);

	if (n > LIMIT_LINT_HTML)
		lint_add(l, "html-size", file, source, 0, "the page is %zu KB "
			"large and Gmail cuts it near 100; shorten the words "
			"or the page", n / 1024);
	lint_add(l, "reading-time", file, source, 0, "the letter takes %u "
		"seconds to read", reading_seconds(letter->text));
	lint_add(l, "text", file, source, 0, "the plain text begins \"%.*s\" "
		"and the page has %zu KB", (int)first.n,
		(const char *)first.p, n / 1024 + 1);
}

void
lint_letter(struct lint *l, const struct letter_parts *parts)
{
	struct vars v = { { NULL } };
	struct letter letter;
	struct err err;

	lint_sample(&v);
	if (letter_write(parts, &v, &letter, &err) == 0) {
		tell(l, parts, &letter);
		letter_deinit(&letter);
	} else {
		lint_add(l, "size", template_file(parts->own),
			template_source(parts->own), 0, "%s", err.text);
	}
	vars_deinit(&v);
}
