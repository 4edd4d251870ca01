#include "core/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"

#define GUID_LENGTH 36

static const struct {
	const char *name;
	enum pattern_slot slot;
} slots[] = {
	{ "account", PATTERN_ACCOUNT },
	{ "provider", PATTERN_PROVIDER },
	{ "guid", PATTERN_GUID },
	{ "guids", PATTERN_GUIDS },
	{ "number", PATTERN_NUMBER },
	{ "token", PATTERN_TOKEN },
};

static struct pattern_piece *
add_piece(struct pattern *p, enum pattern_slot slot, struct span text)
{
	p->pieces = buf_grow(p->pieces, p->n + 1, sizeof *p->pieces);
	p->pieces[p->n] = (struct pattern_piece){ slot, text };
	return &p->pieces[p->n++];
}

struct span
pattern_word(struct span words, size_t *at)
{
	size_t begin = *at, end;

	if (begin >= words.n)
		return (struct span){ words.p, 0 };
	end = span_find_byte(words, begin, '|');
	if (end == SPAN_NONE)
		end = words.n;
	*at = end + 1;
	return span_sub(words, begin, end);
}

static bool
are_words(struct span words)
{
	size_t at = 0;

	if (words.n == 0 || words.p[words.n - 1] == '|')
		return false;
	while (at < words.n)
		if (pattern_word(words, &at).n == 0)
			return false;
	return true;
}

/* Small words are names of slots; a value that is one word must not look like
 * a slot that was misspelled, so it has a capital, a digit or a '|'. */
static bool
may_be_value(struct span name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '|' || span_is_digit(name.p[i]) ||
		    name.p[i] != span_lower(name.p[i]))
			return true;
	return false;
}

static int
add_slot(struct span name, size_t column, struct pattern *p, struct err *err)
{
	struct span kind = span_str("kind:");

	for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++)
		if (span_eq_str(name, slots[i].name)) {
			add_piece(p, slots[i].slot, name);
			return 0;
		}
	if (span_starts(name, kind) &&
	    are_words(span_sub(name, kind.n, name.n))) {
		add_piece(p, PATTERN_KIND, span_sub(name, kind.n, name.n));
		return 0;
	}
	if (are_words(name) && may_be_value(name)) {
		add_piece(p, PATTERN_WORDS, name);
		return 0;
	}
	return err_set(err, ERR_CONFIG, "column %zu: {%.*s} is no slot: use "
	    "{account}, {provider}, {guid}, {guids}, {number}, {token}, "
	    "{kind:A|B} or the allowed values as {A|B}", column,
	    (int)(name.n < 40 ? name.n : 40), (const char *)name.p);
}

int
pattern_parse(struct span s, size_t column, struct pattern *p,
	struct err *err)
{
	size_t open, close, stray, at = 0;

	*p = (struct pattern){ 0 };
	for (; at < s.n; at = close + 1) {
		open = span_find_byte(s, at, '{');
		if (open == SPAN_NONE)
			open = s.n;
		stray = span_find_byte(s, at, '}');
		if (stray != SPAN_NONE && stray < open)
			return err_set(err, ERR_CONFIG, "column %zu: '}' "
			    "without '{' before it", column + stray);
		if (open > at)
			add_piece(p, PATTERN_LITERAL, span_sub(s, at, open));
		if (open == s.n)
			return 0;
		close = span_find_byte(s, open, '}');
		if (close == SPAN_NONE)
			return err_set(err, ERR_CONFIG, "column %zu: '{' is "
			    "not closed by '}'", column + open);
		if (add_slot(span_sub(s, open + 1, close), column + open, p,
		    err) == -1)
			return -1;
	}
	return 0;
}

void
pattern_deinit(struct pattern *p)
{
	free(p->pieces);
	*p = (struct pattern){ 0 };
}

static size_t
guid_length(struct span s, bool caseless)
{
	if (s.n < GUID_LENGTH)
		return 0;
	for (size_t i = 0; i < GUID_LENGTH; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (s.p[i] != '-')
				return 0;
		} else if (!span_is_hex(s.p[i]) ||
		    (!caseless && s.p[i] != span_lower(s.p[i]))) {
			return 0;
		}
	}
	return GUID_LENGTH;
}

static size_t
guids_length(struct span s, bool caseless)
{
	size_t n = guid_length(s, caseless), more;

	while (n > 0 && n < s.n && s.p[n] == '-') {
		more = guid_length(span_sub(s, n + 1, s.n), caseless);
		if (more == 0)
			break;
		n += 1 + more;
	}
	return n;
}

/* How many bytes at the start are digits, or letters, or of OTHERS. */
static size_t
run(struct span s, bool letters, const char *others)
{
	size_t n = 0;

	while (n < s.n && (span_is_digit(s.p[n]) ||
	    (letters && span_is_alpha(s.p[n])) ||
	    (s.p[n] && strchr(others, s.p[n]))))
		n++;
	return n;
}

size_t
pattern_account(enum provider_account_kind kind, struct span s, bool caseless)
{
	size_t n = 0;

	switch (kind) {
	case PROVIDER_ACCOUNT_GUID:
		return guid_length(s, caseless);
	case PROVIDER_ACCOUNT_NUMBER:
		n = run(s, false, "");
		break;
	case PROVIDER_ACCOUNT_WORD:
		n = run(s, true, "-._");
		break;
	}
	return n <= LIMIT_NAME ? n : 0;
}

/* The longest word that S starts with; empty for none. */
static struct span
word_at(struct span words, struct span s, bool caseless)
{
	struct span best = { words.p, 0 }, word;
	size_t at = 0;

	while ((word = pattern_word(words, &at)).n)
		if (word.n > best.n && (caseless ? span_istarts(s, word) :
		    span_starts(s, word)))
			best = word;
	return best;
}

/* Bytes of S that the piece takes; 0: it does not fit. */
static size_t
piece_length(const struct pattern_piece *piece,
	enum provider_account_kind kind, struct span s, enum pattern_case how,
	struct pattern_values *v)
{
	bool caseless = how == PATTERN_CASELESS;
	size_t n = 0;

	switch (piece->slot) {
	case PATTERN_LITERAL:
		return (how == PATTERN_EXACT ? span_starts(s, piece->text) :
		    span_istarts(s, piece->text)) ? piece->text.n : 0;
	case PATTERN_ACCOUNT:
		n = pattern_account(kind, s, caseless);
		v->account = span_sub(s, 0, n);
		return n;
	case PATTERN_PROVIDER:
		n = pattern_account(kind, s, caseless);
		v->provider = span_sub(s, 0, n);
		return n;
	case PATTERN_GUID:
		return guid_length(s, caseless);
	case PATTERN_GUIDS:
		return guids_length(s, caseless);
	case PATTERN_NUMBER:
		return run(s, false, "");
	case PATTERN_TOKEN:
		n = run(s, true, "");
		v->token = span_sub(s, 0, n);
		return n;
	case PATTERN_WORDS:
		return word_at(piece->text, s, caseless).n;
	case PATTERN_KIND:
		v->kind = word_at(piece->text, s, caseless);
		return v->kind.n;
	}
	return n;
}

bool
pattern_match(const struct pattern *p, enum provider_account_kind kind,
	struct span s, enum pattern_case how, struct pattern_values *values)
{
	struct pattern_values v = *values;
	size_t n;

	for (size_t i = 0; i < p->n; i++) {
		n = piece_length(&p->pieces[i], kind, s, how, &v);
		if (n == 0)
			return false;
		s = span_sub(s, n, s.n);
	}
	if (s.n)
		return false;
	*values = v;
	return true;
}

bool
pattern_has(const struct pattern *p, enum pattern_slot slot)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->pieces[i].slot == slot)
			return true;
	return false;
}

struct span
pattern_start(const struct pattern *p)
{
	if (p->n == 0 || p->pieces[0].slot != PATTERN_LITERAL)
		return (struct span){ NULL, 0 };
	return p->pieces[0].text;
}
