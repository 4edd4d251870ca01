#include "core/lint_tone.h"

#include <stdbool.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

#include "core/pushy_words.h"
#include "core/vars.h"

/* A name of a product may be in capitals; five letters are a cry. */
#define CAPITALS 5
/* So many capitals make a sentence one that can shout. */
#define SHOUT 10

/* The character at AT, and behind it. Nothing is there at the end: 0. */
static ucs4_t
next(struct span s, size_t *at)
{
	ucs4_t c = 0;

	if (*at < s.n)
		*at += (size_t)u8_mbtouc(&c, s.p + *at, s.n - *at);
	return c;
}

static bool
is_letter(ucs4_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L |
		UC_CATEGORY_MASK_M);
}

static bool
is_word(ucs4_t c)
{
	return is_letter(c) || uc_is_general_category_withtable(c,
		UC_CATEGORY_MASK_N);
}

static bool
is_upper(ucs4_t c)
{
	return uc_is_general_category(c, UC_CATEGORY_Lu);
}

static bool
is_lower(ucs4_t c)
{
	return uc_is_general_category(c, UC_CATEGORY_Ll);
}

/* Behind the variable that begins at AT, or AT. */
static size_t
skip_variable(struct span s, size_t at)
{
	struct span name;
	size_t begin, end;

	if (at < s.n && s.p[at] == '{' && vars_next(s, at, &begin, &end,
		&name) && begin == at)
		return end;
	return at;
}

/* The next run of letters and digits at or after *AT, which moves behind it;
 * false when there is none. Names of variables are none. */
static bool
next_word(struct span s, size_t *at, size_t *begin_r)
{
	bool inside = false;

	while (*at < s.n) {
		size_t begin = skip_variable(s, *at);

		if (begin != *at && inside)
			return true;
		*at = begin;
		if (is_word(next(s, at))) {
			*begin_r = inside ? *begin_r : begin;
			inside = true;
		} else if (inside) {
			*at = begin;
			return true;
		}
	}
	return inside;
}

struct letters {
	size_t upper, lower;
};

static struct letters
count(struct span s)
{
	struct letters n = { 0, 0 };
	size_t at = 0, end;
	ucs4_t c;

	while (at < s.n) {
		end = skip_variable(s, at);
		if (end != at) {
			at = end;
			continue;
		}
		c = next(s, &at);
		n.upper += is_upper(c);
		n.lower += is_lower(c);
	}
	return n;
}

static void
check_capitals(struct lint *l, const struct lint_text *t, size_t begin,
	size_t end)
{
	struct span s = span_sub(t->source, 0, end), word;
	size_t at = begin, from;

	while (next_word(s, &at, &from)) {
		struct letters n = count(word = span_sub(s, from, at));

		if (n.upper >= CAPITALS && n.lower == 0)
			lint_add(l, "capitals", t->file, t->source, from,
				"\"%.*s\" stands in capitals; write it as "
				"other words", (int)(word.n > 60 ? 60 :
				word.n), (const char *)word.p);
	}
}

/* Behind the sentence that begins at AT: its stop, or an empty line. */
static size_t
sentence_end(struct span s, size_t at)
{
	ucs4_t c, last = 0;

	while (at < s.n) {
		c = next(s, &at);
		if (c == '.' || c == '!' || c == '?' || c == 0x3002 ||
			c == 0xff01 || c == 0xff1f || c == 0x61f ||
			(c == '\n' && last == '\n'))
			break;
		last = c;
	}
	return at;
}

static void
check_sentences(struct lint *l, const struct lint_text *t)
{
	struct span s = span_sub(t->source, 0, t->end);
	size_t at = t->begin, end;

	for (; at < t->end; at = end) {
		struct letters n;

		while (at < t->end && span_is_space(s.p[at]))
			at++;
		end = sentence_end(s, at);
		n = count(span_sub(s, at, end));
		if (n.upper >= SHOUT && n.upper > n.lower)
			lint_add(l, "shouting", t->file, t->source, at,
				"this sentence shouts: %zu of its %zu letters "
				"are capitals; write it in small letters",
				n.upper, n.upper + n.lower);
		else
			check_capitals(l, t, at, end);
	}
}

static bool
is_exclamation(ucs4_t c)
{
	return c == '!' || c == 0xff01 || c == 0x203c || c == 0x2049;
}

static void
check_marks(struct lint *l, const struct lint_text *t)
{
	struct span s = span_sub(t->source, 0, t->end);
	size_t at = t->begin, here, run = 0, first = 0;
	ucs4_t c;

	while (at < t->end) {
		here = at;
		c = next(s, &at);
		if (uc_is_general_category(c, UC_CATEGORY_Sc))
			lint_add(l, "currency", t->file, t->source, here,
				"a currency sign makes it look like an offer; "
				"leave prices to the offer itself");
		if (run == 0)
			first = here;
		run = is_exclamation(c) ? run + 1 : 0;
		if (run == 2)
			lint_add(l, "exclamation", t->file, t->source, first,
				"several exclamation marks in a row; one is "
				"enough, and none is better");
	}
}

/* Behind WORD where it stands at AT, whatever the case; SPAN_NONE. */
static size_t
matches(struct span s, size_t at, struct span word)
{
	size_t i = 0;

	while (i < word.n) {
		ucs4_t want = next(word, &i), got = next(s, &at);

		if (uc_tolower(got) != want)
			return SPAN_NONE;
	}
	return at;
}

/* Of a script that puts no spaces between words, or endings behind them. */
static bool
runs_on(ucs4_t c)
{
	return uc_width(c, "UTF-8") == 2;
}

static bool
alone(struct span s, ucs4_t before, size_t end)
{
	ucs4_t after = next(s, &end);

	return runs_on(before) || runs_on(after) ||
		(!is_word(before) && !is_word(after));
}

static bool
same_language(const char *locale, const char *language)
{
	size_t n = strlen(language);

	return strncmp(locale, language, n) == 0 &&
		(locale[n] == '\0' || locale[n] == '-');
}

static void
check_pushy(struct lint *l, const struct lint_text *t, const char *word)
{
	struct span s = span_sub(t->source, 0, t->end);
	size_t at = t->begin, here, end;
	ucs4_t before = 0;

	while (at < t->end) {
		here = at;
		end = matches(s, here, span_str(word));
		if (end != SPAN_NONE && alone(s, before, end))
			lint_add(l, "pushy", t->file, t->source, here,
				"\"%s\" is a word of advertising, filters "
				"count it; say it plainly", word);
		before = next(s, &at);
	}
}

/* Alphabets whose letters are taken for each other. */
static const char *
alphabet(ucs4_t c)
{
	static const char *const names[] = { "Latin", "Greek", "Cyrillic",
		"Armenian", "Cherokee", "Coptic", "Georgian" };
	const uc_script_t *script = uc_script(c);
	size_t i;

	for (i = 0; script != NULL && i < sizeof(names) / sizeof(names[0]);
		i++)
		if (strcmp(script->name, names[i]) == 0)
			return names[i];
	return NULL;
}

static void
check_scripts(struct lint *l, const struct lint_text *t)
{
	struct span s = span_sub(t->source, 0, t->end);
	size_t at = t->begin, begin;

	while (next_word(s, &at, &begin)) {
		const char *first = NULL, *other;

		while (begin < at) {
			size_t here = begin;

			other = alphabet(next(s, &begin));
			first = first == NULL ? other : first;
			if (other == NULL || other == first)
				continue;
			lint_add(l, "scripts", t->file, t->source, here,
				"this letter is %s in a %s word, as forgers "
				"write; type the word anew", other, first);
			break;
		}
	}
}

void
lint_tone(struct lint *l, const struct lint_text *t)
{
	const struct pushy_word *w;

	check_sentences(l, t);
	check_marks(l, t);
	check_scripts(l, t);
	for (w = pushy_words; w->word != NULL; w++)
		if (same_language(t->locale, w->language))
			check_pushy(l, t, w->word);
}
