#include "core/guess.h"

/* A name or word this long is not met by chance in an address. */
#define TELLING 6

static bool
is_word_byte(unsigned char c)
{
	return span_is_alnum(c);
}

/* Offset behind WORD in TEXT, where it stands at the beginning of a word;
 * SPAN_NONE when it does not. */
static size_t
behind_word(struct span text, struct span word)
{
	size_t at = 0;

	if (word.n == 0)
		return SPAN_NONE;
	while ((at = span_ifind(text, at, word)) != SPAN_NONE) {
		if (at == 0 || !is_word_byte(text.p[at - 1]) ||
		    !is_word_byte(word.p[0]))
			return at + word.n;
		at++;
	}
	return SPAN_NONE;
}

static bool
guess_path(const struct provider_shape *s, struct span path)
{
	struct span start = pattern_start(&s->path);

	if (start.n <= 1 || !span_istarts(path, start))
		return false;
	return s->path.n > 1 || path.n == start.n ||
	    !is_word_byte(path.p[start.n]);
}

/* "#/a/b" of one shape must not be found in "#/a/b/c" of another. */
static bool
guess_fragment(const struct provider_shape *s, struct span text)
{
	size_t end = behind_word(text, pattern_start(&s->fragment));

	if (pattern_start(&s->fragment).n < TELLING || end == SPAN_NONE)
		return false;
	return s->fragment.n > 1 || text.n - end < 2 || text.p[end] != '/' ||
	    !is_word_byte(text.p[end + 1]);
}

/* An account id with something behind it that does not belong there. */
static void
take_account(const struct pattern *p, enum provider_account_kind kind,
	struct span value, struct guess *g)
{
	size_t n;

	if (kind != PROVIDER_ACCOUNT_GUID || p->n != 1)
		return;
	n = pattern_account(kind, value, true);
	if (n && p->pieces[0].slot == PATTERN_ACCOUNT)
		g->values.account = span_sub(value, 0, n);
	if (n && p->pieces[0].slot == PATTERN_PROVIDER)
		g->values.provider = span_sub(value, 0, n);
}

static void
guess_parameters(const struct provider_shape *s,
	enum provider_account_kind kind, const struct url *u, struct guess *g)
{
	const struct shape_parameter *p;
	bool seen[LIMIT_URL_PARAMETERS] = { false };

	for (size_t i = 0; i < u->n_parameters; i++) {
		p = shape_parameter(s, u->parameters[i].name, true);
		if (p == NULL || seen[p - s->parameters]) {
			g->score -= g->score > 0;
			continue;
		}
		seen[p - s->parameters] = true;
		g->names++;
		g->empty += u->parameters[i].value.n == 0;
		g->score += 2;
		if (pattern_match(&p->value, kind, u->parameters[i].value,
		    PATTERN_CASELESS, &g->values))
			g->score += 2;
		else
			take_account(&p->value, kind, u->parameters[i].value,
			    g);
	}
	for (size_t i = 0; i < s->n_parameters; i++)
		if (!seen[i] && !s->parameters[i].optional)
			g->score -= g->score > 0;
	g->placed = g->names >= 2 || g->values.account.n;
}

static const struct pattern_piece *
find_slot(const struct shape_parameter *p, enum pattern_slot slot)
{
	for (size_t i = 0; i < p->value.n; i++)
		if (p->value.pieces[i].slot == slot)
			return &p->value.pieces[i];
	return NULL;
}

/* A name that lost its '=' or '&' still stands in the text, and an id may
 * stand behind it. */
static void
guess_names(const struct provider_shape *s, enum provider_account_kind kind,
	struct span text, struct guess *g)
{
	const struct shape_parameter *p = s->parameters;
	size_t at, n;
	bool parted;

	for (size_t i = 0; i < s->n_parameters; i++, p++) {
		if (p->name.n < TELLING ||
		    (at = behind_word(text, p->name)) == SPAN_NONE)
			continue;
		g->names++;
		g->score++;
		parted = at > p->name.n && text.p[at - p->name.n - 1] == '&' &&
			at < text.n && text.p[at] == '=';
		if (kind != PROVIDER_ACCOUNT_GUID || g->values.account.n ||
		    !find_slot(p, PATTERN_ACCOUNT))
			continue;
		while (at < text.n && !is_word_byte(text.p[at]))
			at++;
		n = pattern_account(kind, span_sub(text, at, text.n), true);
		g->values.account = span_sub(text, at, at + n);
		g->placed = n && parted;
	}
}

/* The first GUID of the text that is not the indirect provider's. */
static void
guess_account(struct span text, struct guess *g)
{
	struct span id;
	size_t n;

	for (size_t i = 0; i < text.n; i++) {
		n = pattern_account(PROVIDER_ACCOUNT_GUID,
		    span_sub(text, i, text.n), true);
		if (n == 0 || (i > 0 && span_is_hex(text.p[i - 1])))
			continue;
		id = span_sub(text, i, i + n);
		if (!span_ieq(id, g->values.provider)) {
			g->values.account = id;
			return;
		}
		i += n - 1;
	}
}

static void
guess_kind(const struct provider_shape *s, struct span text, struct guess *g)
{
	const struct pattern_piece *piece;
	struct span word;

	for (size_t i = 0; i < s->n_parameters; i++) {
		size_t at = 0;

		piece = find_slot(&s->parameters[i], PATTERN_KIND);
		while (piece && (word = pattern_word(piece->text, &at)).n)
			if (word.n >= TELLING &&
			    behind_word(text, word) != SPAN_NONE)
				g->kind = true;
	}
}

static void
guess_token(const struct provider_shape *s, struct span path,
	struct guess *g)
{
	size_t begin = pattern_start(&s->path).n, end = begin;

	if (!g->path || !pattern_has(&s->path, PATTERN_TOKEN))
		return;
	while (end < path.n && is_word_byte(path.p[end]))
		end++;
	g->values.token = span_sub(path, begin, end);
	g->placed = end > begin;
}

void
guess_shape(const struct provider_shape *s, enum provider_account_kind kind,
	const struct url *u, struct guess *g)
{
	size_t behind_host = (size_t)(u->path.p - u->whole.p);
	struct span text = span_sub(u->whole, behind_host, u->whole.n);

	*g = (struct guess){ .path = guess_path(s, u->path) };
	g->score = g->path ? 3 : 0;
	guess_parameters(s, kind, u, g);
	if (g->names == 0)
		guess_names(s, kind, text, g);
	g->fragment = guess_fragment(s, text);
	g->score += g->fragment ? 4 : 0;
	guess_kind(s, text, g);
	g->score += g->kind ? 3 : 0;
	guess_token(s, u->path, g);
	if (kind == PROVIDER_ACCOUNT_GUID && g->values.account.n == 0 &&
	    shape_has(s, PATTERN_ACCOUNT))
		guess_account(text, g);
}

static void
add_lower(struct span s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++)
		buf_add_byte(out, span_lower(s.p[i]));
}

/* One of the words if SEEN is one but for its case, else the slot. */
static void
add_words(struct span words, struct span seen, struct buf *out)
{
	struct span word;
	size_t at = 0;

	while ((word = pattern_word(words, &at)).n)
		if (span_ieq(word, seen)) {
			buf_add(out, word);
			return;
		}
	buf_printf(out, "{%.*s}", (int)words.n, (const char *)words.p);
}

static void
add_piece(const struct pattern_piece *piece, struct span seen,
	const struct guess *g, struct buf *out)
{
	struct span value = { NULL, 0 };

	if (piece->slot == PATTERN_ACCOUNT)
		value = g->values.account;
	if (piece->slot == PATTERN_PROVIDER)
		value = g->values.provider;
	if (value.n)
		add_lower(value, out);
	else if (piece->slot == PATTERN_LITERAL)
		buf_add(out, piece->text);
	else if (piece->slot == PATTERN_TOKEN && g->values.token.n)
		buf_add(out, g->values.token);
	else
		add_words(piece->text, seen, out);
}

static void
add_pattern(const struct pattern *p, enum provider_account_kind kind,
	struct span seen, enum pattern_case how, const struct guess *g,
	struct buf *out)
{
	struct pattern_values values = { 0 };

	if (pattern_match(p, kind, seen, how, &values)) {
		buf_add(out, seen);
		return;
	}
	for (size_t i = 0; i < p->n; i++)
		add_piece(&p->pieces[i], seen, g, out);
}

static void
add_parameter(const struct shape_parameter *p,
	enum provider_account_kind kind, struct span seen,
	const struct guess *g, struct buf *out)
{
	if (out->n && out->p[out->n - 1] != '?')
		buf_add_byte(out, '&');
	buf_add(out, p->name);
	if (p->has_value)
		buf_add_byte(out, '=');
	add_pattern(&p->value, kind, seen, PATTERN_EXACT, g, out);
}

/* Those that U has in the order of U, so that order is no difference. */
static void
add_parameters(const struct provider_shape *s,
	enum provider_account_kind kind, const struct url *u,
	const struct guess *g, struct buf *out)
{
	bool done[LIMIT_URL_PARAMETERS] = { false };
	const struct shape_parameter *p;

	for (size_t i = 0; i < u->n_parameters; i++) {
		p = shape_parameter(s, u->parameters[i].name, true);
		if (p == NULL || done[p - s->parameters])
			continue;
		done[p - s->parameters] = true;
		add_parameter(p, kind, u->parameters[i].value, g, out);
	}
	for (size_t i = 0; i < s->n_parameters; i++)
		if (!done[i] && !s->parameters[i].optional)
			add_parameter(&s->parameters[i], kind,
			    (struct span){ NULL, 0 }, g, out);
}

void
guess_expected(const struct provider_shape *s,
	enum provider_account_kind kind, const struct url *u,
	const struct guess *g, struct buf *out)
{
	buf_add_str(out, "https://");
	buf_add(out, s->host);
	add_pattern(&s->path, kind, u->path, PATTERN_LITERAL_CASELESS, g, out);
	if (s->has_query)
		buf_add_byte(out, '?');
	add_parameters(s, kind, u, g, out);
	if (s->has_fragment)
		buf_add_byte(out, '#');
	add_pattern(&s->fragment, kind, u->fragment, PATTERN_EXACT, g, out);
}
