#include "core/lint_own.h"

#include <stdbool.h>
#include <unistr.h>

#include "core/bidi.h"
#include "core/digests.h"
#include "core/lines.h"
#include "core/lint_inbox.h"
#include "core/lint_tone.h"
#include "core/locale.h"

#define PARAGRAPH_MAX 600

struct looking {
	struct lint *l;
	const char *file;
	const char *locale;
	const struct template *t;
	const struct template *english;
	struct span source;
};

static size_t
offset_of(const struct looking *k, struct span part)
{
	return (size_t)(part.p - k->source.p);
}

/* Beside its variables. */
static bool
has_letters(struct span text)
{
	struct span name;
	size_t at = 0, begin = 0, end;
	bool any = false;

	while (vars_next(text, at, &begin, &end, &name)) {
		any = any || bidi_first(span_sub(text, at, begin)) !=
			BIDI_NONE;
		at = end;
	}
	return any || bidi_first(span_sub(text, at, text.n)) != BIDI_NONE;
}

/* Text that must begin with a letter of its own direction, or a mail program
 * that looks at the first one draws all of it the wrong way round. */
static void
check_direction(const struct looking *k, struct span text)
{
	struct span name;
	size_t begin = text.n, end;

	if (!locale_rtl(k->locale) || !has_letters(text))
		return;
	if (vars_next(text, 0, &begin, &end, &name) &&
		bidi_first(span_sub(text, 0, begin)) == BIDI_NONE)
		lint_add(k->l, "direction", k->file, k->source,
			offset_of(k, text), "this begins with {{%.*s}}, and a "
			"Latin value would turn the line around; put a word "
			"of the language first", (int)name.n,
			(const char *)name.p);
	else if (bidi_first(text) == BIDI_LTR)
		lint_add(k->l, "direction", k->file, k->source,
			offset_of(k, text), "this begins with a letter that "
			"runs from left to right, which turns the line "
			"around; put a word of the language first");
}

static void
check_untranslated(const struct looking *k, struct span text,
	struct span english)
{
	if (k->english != NULL && text.n > 0 && span_eq(text, english) &&
		has_letters(text))
		lint_add(k->l, "untranslated", k->file, k->source,
			offset_of(k, text), "this is what the English file "
			"says; translate it");
}

static void
check_values(const struct looking *k)
{
	struct span value, english;
	int key;

	for (key = 0; key < TEMPLATE_KEYS; key++) {
		value = template_value(k->t, (enum template_key)key);
		english = k->english == NULL ? (struct span){ NULL, 0 } :
			template_value(k->english, (enum template_key)key);
		if (value.n == 0 && english.n > 0 &&
			key != TEMPLATE_PREHEADER)
			lint_add(k->l, "key", k->file, k->source, 0, "the "
				"English file has \"%s\" and this one has "
				"not; write a line \"%s: …\"",
				template_key_name((enum template_key)key),
				template_key_name((enum template_key)key));
		if (value.n == 0)
			continue;
		check_direction(k, value);
		check_untranslated(k, value, english);
	}
}

/* The next paragraph of the Markdown BODY at or after *AT, which moves behind
 * it; false when there is none. */
static bool
next_paragraph(struct span body, size_t *at, struct span *r)
{
	size_t begin, end;

	while (*at < body.n && span_is_space(body.p[*at]))
		++*at;
	if (*at >= body.n)
		return false;
	begin = *at;
	do {
		end = lines_end(body, *at);
		*at = span_find_byte(body, end, '\n');
		*at = *at == SPAN_NONE ? body.n : *at + 1;
	} while (*at < body.n && !lines_only_blanks(body, *at));
	*r = span_trim(span_sub(body, begin, end));
	return true;
}

static size_t
count_paragraphs(const struct template *t)
{
	struct span body = template_body(t), one;
	size_t at = 0, n = 0;

	while (next_paragraph(body, &at, &one))
		n++;
	return n;
}

static void
check_length(const struct looking *k, struct span text)
{
	size_t n = u8_mbsnlen(text.p, text.n);

	if (n > PARAGRAPH_MAX)
		lint_add(k->l, "paragraph-length", k->file, k->source,
			offset_of(k, text), "this paragraph has %zu "
			"characters; %d are what people read, shorten it", n,
			PARAGRAPH_MAX);
}

static void
check_paragraphs(const struct looking *k)
{
	struct span body = template_body(k->t), english = { NULL, 0 };
	struct span one, other;
	size_t at = 0, there = 0;
	bool more = k->english != NULL;

	if (more)
		english = template_body(k->english);
	while (next_paragraph(body, &at, &one)) {
		more = more && next_paragraph(english, &there, &other);
		check_length(k, one);
		check_direction(k, one);
		if (more)
			check_untranslated(k, one, other);
	}
}

static void
look_for_tone(const struct looking *k)
{
	struct span body = template_body(k->t);
	struct lint_text text = { k->file, k->locale, k->source, 0, 0 };
	int key;

	for (key = 0; key < TEMPLATE_KEYS; key++) {
		struct span value = template_value(k->t,
			(enum template_key)key);

		if (value.n == 0)
			continue;
		text.begin = offset_of(k, value);
		text.end = text.begin + value.n;
		lint_tone(k->l, &text);
	}
	text.begin = offset_of(k, body);
	text.end = text.begin + body.n;
	lint_tone(k->l, &text);
}

/* Parses, and tells what the parser says; false when it is of no use. */
static bool
begin(struct looking *k, enum template_kind kind, struct span bytes)
{
	struct faults faults;

	faults_init(&faults);
	k->t = template_parse(kind, k->file, bytes, &faults);
	lint_faults(k->l, k->file, &faults);
	faults_deinit(&faults);
	if (k->t != NULL)
		k->source = template_source(k->t);
	return k->t != NULL;
}

static void
end(struct looking *k)
{
	struct template *t = (struct template *)k->t;

	template_free(&t);
}

void
lint_own(struct lint *l, const char *file, const char *locale,
	struct span bytes, const struct template *english)
{
	struct looking k = { l, file, locale, NULL, english, bytes };

	if (!begin(&k, TEMPLATE_OWN, bytes))
		return;
	lint_inbox(l, file, k.t);
	check_values(&k);
	check_paragraphs(&k);
	look_for_tone(&k);
	end(&k);
}

void
lint_locked(struct lint *l, const char *file, const char *locale,
	struct span bytes, const struct template *english)
{
	struct looking k = { l, file, locale, NULL, english, bytes };

	if (!begin(&k, TEMPLATE_LOCKED, bytes))
		return;
	if (english != NULL && count_paragraphs(k.t) !=
		count_paragraphs(english))
		lint_add(l, "stale", file, k.source, 0, "this block has %zu "
			"paragraphs and the English one %zu; bring it up to "
			"date", count_paragraphs(k.t),
			count_paragraphs(english));
	check_values(&k);
	check_paragraphs(&k);
	end(&k);
}

void
lint_digest(struct lint *l, const char *file, const char *name,
	struct span bytes, const char *list_file, struct span list)
{
	struct err err;

	if (digests_check(list, list_file, name, bytes, &err) < 0)
		lint_add(l, "locked", file, bytes, 0, "%s", err.text);
}
