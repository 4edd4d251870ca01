#include "core/shape.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"

#define SCHEME "https://"

/* The template while it is read; columns count from 1. */
struct reader {
	struct span text;
	size_t at;
};

static size_t
column(const struct reader *r)
{
	return r->at + 1;
}

/* From here to the first byte of SET or the end; moves on. */
static struct span
take_until(struct reader *r, const char *set)
{
	size_t begin = r->at;

	while (r->at < r->text.n && !strchr(set, r->text.p[r->at]))
		r->at++;
	return span_sub(r->text, begin, r->at);
}

static bool
take(struct reader *r, char c)
{
	if (r->at == r->text.n || r->text.p[r->at] != (unsigned char)c)
		return false;
	r->at++;
	return true;
}

static int
check_text(struct span t, struct err *err)
{
	if (t.n > LIMIT_LINK)
		return err_set(err, ERR_CONFIG, "column %d: the shape is "
		    "longer than the %d bytes a link may have",
		    LIMIT_LINK + 1, LIMIT_LINK);
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] <= ' ' || t.p[i] >= 0x7f ||
		    strchr("\"<>\\^`", t.p[i]))
			return err_set(err, ERR_CONFIG, "column %zu: a link "
			    "can't hold this character; write it in %%XX",
			    i + 1);
	return 0;
}

static int
read_host(struct reader *r, struct provider_shape *s, struct err *err)
{
	if (!span_starts(r->text, span_str(SCHEME)))
		return err_set(err, ERR_CONFIG, "column 1: a shape starts "
		    "with " SCHEME);
	r->at = strlen(SCHEME);
	s->host = take_until(r, "/?#[");
	if (s->host.n == 0)
		return err_set(err, ERR_CONFIG, "column %zu: the host is "
		    "missing", column(r));
	for (size_t i = 0; i < s->host.n; i++)
		if (!span_is_alnum(s->host.p[i]) && s->host.p[i] != '.' &&
		    s->host.p[i] != '-')
			return err_set(err, ERR_CONFIG, "column %zu: a host "
			    "holds letters, digits, '.' and '-' only, no slot "
			    "and no port", strlen(SCHEME) + i + 1);
	return 0;
}

static int
read_path(struct reader *r, struct provider_shape *s, struct err *err)
{
	size_t begin = column(r);
	struct span path = take_until(r, "?#[");

	if (r->at < r->text.n && r->text.p[r->at] == '[')
		return err_set(err, ERR_CONFIG, "column %zu: [ ] may stand "
		    "around a parameter only: [&name=value]", column(r));
	return pattern_parse(path, begin, &s->path, err);
}

/* name or name=value; *r stands behind it afterwards. */
static int
read_parameter(struct reader *r, bool optional, struct provider_shape *s,
	struct err *err)
{
	size_t begin = column(r);
	struct span name = take_until(r, "=&[]#");
	struct shape_parameter *p;

	if (name.n == 0 || span_find_byte(name, 0, '{') != SPAN_NONE)
		return err_set(err, ERR_CONFIG, "column %zu: a parameter "
		    "needs a name without slots", begin);
	if (shape_parameter(s, name, false))
		return err_set(err, ERR_CONFIG, "column %zu: the parameter "
		    "%.*s stands there twice", begin, (int)name.n,
		    (const char *)name.p);
	if (s->n_parameters == LIMIT_URL_PARAMETERS)
		return err_set(err, ERR_CONFIG, "column %zu: more than %d "
		    "parameters", begin, LIMIT_URL_PARAMETERS);
	s->parameters = buf_grow(s->parameters, s->n_parameters + 1,
	    sizeof *p);
	p = &s->parameters[s->n_parameters++];
	*p = (struct shape_parameter){ .name = name, .optional = optional };
	p->has_value = take(r, '=');
	begin = column(r);
	return pattern_parse(take_until(r, "&[]#"), begin, &p->value, err);
}

/* Behind the '?', up to the fragment. */
static int
read_parameters(struct reader *r, struct provider_shape *s, struct err *err)
{
	bool optional;

	while (r->at < r->text.n && r->text.p[r->at] != '#') {
		optional = take(r, '[');
		if (!take(r, '&') && s->n_parameters)
			return err_set(err, ERR_CONFIG, "column %zu: '&' must "
			    "stand before the next parameter", column(r));
		if (read_parameter(r, optional, s, err) == -1)
			return -1;
		if (optional && !take(r, ']'))
			return err_set(err, ERR_CONFIG, "column %zu: '[' is "
			    "not closed by ']' behind one parameter",
			    column(r));
	}
	return 0;
}

static int
read_template(struct provider_shape *s, struct err *err)
{
	struct reader r = { .text = span_str(s->template) };

	if (check_text(r.text, err) == -1 || read_host(&r, s, err) == -1 ||
	    read_path(&r, s, err) == -1)
		return -1;
	s->has_query = take(&r, '?');
	if (s->has_query && read_parameters(&r, s, err) == -1)
		return -1;
	s->has_fragment = take(&r, '#');
	return pattern_parse(span_sub(r.text, r.at, r.text.n), column(&r),
	    &s->fragment, err);
}

int
shape_new(const char *label, const char *template,
	struct provider_shape **s_r, struct err *err)
{
	struct provider_shape *s = buf_zalloc(sizeof *s);

	s->label = buf_strdup(label);
	s->template = buf_strdup(template);
	if (read_template(s, err) == -1) {
		shape_free(&s);
		return -1;
	}
	*s_r = s;
	return 0;
}

void
shape_free(struct provider_shape **s)
{
	if (*s == NULL)
		return;
	for (size_t i = 0; i < (*s)->n_parameters; i++)
		pattern_deinit(&(*s)->parameters[i].value);
	free((*s)->parameters);
	pattern_deinit(&(*s)->path);
	pattern_deinit(&(*s)->fragment);
	free((*s)->label);
	free((*s)->template);
	free(*s);
	*s = NULL;
}

const struct shape_parameter *
shape_parameter(const struct provider_shape *s, struct span name,
	bool caseless)
{
	const struct shape_parameter *p = s->parameters;

	for (size_t i = 0; i < s->n_parameters; i++, p++)
		if (caseless ? span_ieq(p->name, name) :
		    span_eq(p->name, name))
			return p;
	return NULL;
}

bool
shape_has(const struct provider_shape *s, enum pattern_slot slot)
{
	if (pattern_has(&s->path, slot) || pattern_has(&s->fragment, slot))
		return true;
	for (size_t i = 0; i < s->n_parameters; i++)
		if (pattern_has(&s->parameters[i].value, slot))
			return true;
	return false;
}

static bool
match_parameters(const struct provider_shape *s,
	enum provider_account_kind kind, const struct url *u,
	struct pattern_values *v)
{
	bool seen[LIMIT_URL_PARAMETERS] = { false };
	const struct shape_parameter *p;
	const struct url_parameter *given;

	for (size_t i = 0; i < u->n_parameters; i++) {
		given = &u->parameters[i];
		p = shape_parameter(s, given->name, false);
		if (p == NULL || seen[p - s->parameters] ||
		    p->has_value != given->has_value ||
		    !pattern_match(&p->value, kind, given->value,
		    PATTERN_EXACT, v))
			return false;
		seen[p - s->parameters] = true;
	}
	for (size_t i = 0; i < s->n_parameters; i++)
		if (!seen[i] && !s->parameters[i].optional)
			return false;
	return true;
}

/* "https://host/" as it is written by everybody, not as a browser forgives. */
static bool
is_plain_start(const struct url *u)
{
	struct span colon = span_sub(u->whole, u->scheme.n, u->whole.n);

	return span_ieq_str(u->scheme, "https") &&
	    span_trim(u->whole).n == u->whole.n &&
	    span_starts(colon, span_str("://")) &&
	    u->host.p == colon.p + strlen("://") &&
	    u->path.p == u->host.p + u->host.n;
}

bool
shape_match(const struct provider_shape *s, enum provider_account_kind kind,
	const struct url *u, struct pattern_values *values)
{
	struct pattern_values v = { 0 };

	if (!span_ieq(u->host, s->host) || !is_plain_start(u) ||
	    u->more_parameters ||
	    u->has_query != s->has_query ||
	    u->has_fragment != s->has_fragment)
		return false;
	if (!pattern_match(&s->path, kind, u->path, PATTERN_LITERAL_CASELESS,
	    &v) || !match_parameters(s, kind, u, &v) ||
	    !pattern_match(&s->fragment, kind, u->fragment, PATTERN_EXACT, &v))
		return false;
	*values = v;
	return true;
}
