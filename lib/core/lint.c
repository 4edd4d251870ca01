#include "core/lint.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"

const struct lint_rule lint_rules[] = {
	{ "file", LINT_ERROR, "a file is missing or can't be read" },
	{ "size", LINT_ERROR, "a file is far larger than a page of words" },
	{ "character", LINT_ERROR, "a byte that is not UTF-8, a control "
		"character, or an invisible one" },
	{ "key", LINT_ERROR, "the keys at the top are not as they must be, or "
		"one is missing that the English file has" },
	{ "subject", LINT_ERROR, "the subject is missing or empty" },
	{ "variable", LINT_ERROR, "a {{variable}} that does not exist or has "
		"no end" },
	{ "paragraphs", LINT_ERROR, "more than two paragraphs, or something "
		"else than a paragraph" },
	{ "link", LINT_ERROR, "a link or a web address in the words, or the "
		"reseller link in a wrong place" },
	{ "html", LINT_ERROR, "raw HTML in the words" },
	{ "image", LINT_ERROR, "an image in the words, or one that is fetched "
		"from the web" },
	{ "locked", LINT_ERROR, "a locked block is not the one that was "
		"released" },
	{ "piece", LINT_ERROR, "a piece of the page is missing, doubled or in "
		"a wrong place" },
	{ "alt", LINT_ERROR, "an image without words for those who can't see "
		"it" },
	{ "link-text", LINT_ERROR, "a link shows one address and leads to "
		"another" },
	{ "subject-length", LINT_WARNING, "the subject is cut off in most "
		"inboxes" },
	{ "preheader", LINT_WARNING, "the preheader is missing, too short, too "
		"long, or says the subject again" },
	{ "capitals", LINT_WARNING, "a word in capitals" },
	{ "shouting", LINT_WARNING, "most letters of a sentence are capitals" },
	{ "exclamation", LINT_WARNING, "more than one exclamation mark" },
	{ "currency", LINT_WARNING, "a currency sign" },
	{ "pushy", LINT_WARNING, "a word that advertising uses up" },
	{ "paragraph-length", LINT_WARNING, "a paragraph that nobody reads to "
		"its end" },
	{ "scripts", LINT_WARNING, "letters of two alphabets in one word" },
	{ "untranslated", LINT_WARNING, "words that are those of the English "
		"file" },
	{ "stale", LINT_WARNING, "a locked block that is built otherwise than "
		"the English one" },
	{ "direction", LINT_WARNING, "right-to-left text that begins with "
		"something else" },
	{ "html-size", LINT_WARNING, "Gmail cuts the page off" },
	{ "css", LINT_WARNING, "a style that some mail readers ignore" },
	{ "columns", LINT_INFO, "how wide the subject and the preheader are" },
	{ "reading-time", LINT_INFO, "how long the letter is" },
	{ "text", LINT_INFO, "how the plain text begins" },
};
const size_t lint_rule_count = sizeof lint_rules / sizeof *lint_rules;

void
lint_deinit(struct lint *l)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		free(l->list[i].file);
		free(l->list[i].text);
	}
	free(l->list);
	*l = (struct lint){ .list = NULL };
}

const char *
lint_severity_text(enum lint_severity s)
{
	static const char *const names[LINT_SEVERITIES] =
		{ "info", "warning", "error" };

	return names[s];
}

static const struct lint_rule *
find_rule(const char *id)
{
	size_t i;

	for (i = 0; i < lint_rule_count; i++)
		if (strcmp(lint_rules[i].id, id) == 0)
			break;
	assert(i < lint_rule_count);
	return &lint_rules[i];
}

static void
push(struct lint *l, const char *rule, const char *file, size_t line,
	size_t column, struct span text)
{
	const struct lint_rule *r = find_rule(rule);

	l->count[r->severity]++;
	if (l->n >= LIMIT_LINT_FINDINGS)
		return;
	l->list = buf_grow(l->list, l->n + 1, sizeof(*l->list));
	l->list[l->n++] = (struct lint_finding){ r, buf_strdup(file), line,
		column, buf_dup(text) };
}

void
lint_add(struct lint *l, const char *rule, const char *file,
	struct span source, size_t offset, const char *fmt, ...)
{
	char text[ERR_TEXT_MAX + 1];
	size_t line, column;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	faults_place(source, offset, &line, &column);
	push(l, rule, file, line, column, span_str(text));
}

void
lint_faults(struct lint *l, const char *file, const struct faults *p)
{
	size_t i;

	for (i = 0; i < p->n_list; i++) {
		const struct fault *f = &p->list[i];

		push(l, f->rule, file, f->line, f->column,
			span_sub(buf_span(&p->text), f->begin, f->end));
	}
}

/* Which of the files came first in the list. */
static size_t
first_of(const struct lint *l, const char *file)
{
	size_t i = 0;

	while (strcmp(l->list[i].file, file) != 0)
		i++;
	return i;
}

struct place {
	size_t file, at;
	struct lint_finding finding;
};

static int
by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->finding.line != y->finding.line)
		return x->finding.line < y->finding.line ? -1 : 1;
	if (x->finding.column != y->finding.column)
		return x->finding.column < y->finding.column ? -1 : 1;
	return x->at < y->at ? -1 : 1;
}

void
lint_sort(struct lint *l)
{
	struct place *places = buf_zalloc((l->n + 1) * sizeof(*places));
	size_t i;

	for (i = 0; i < l->n; i++)
		places[i] = (struct place){ first_of(l, l->list[i].file), i,
			l->list[i] };
	qsort(places, l->n, sizeof(*places), by_place);
	for (i = 0; i < l->n; i++)
		l->list[i] = places[i].finding;
	free(places);
}
