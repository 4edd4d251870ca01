#include "core/provider.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/confusable.h"
#include "core/damage.h"
#include "core/guess.h"
#include "core/repair.h"
#include "core/shape.h"

/* A name this long is not met by chance in running text. */
#define TELLING 6

struct provider *
provider_new(const char *name)
{
	struct provider *p = buf_zalloc(sizeof *p);

	p->name = buf_strdup(name);
	p->title = buf_strdup(name);
	p->rule = PROVIDER_STRICT;
	p->reusable = true;
	return p;
}

static void
free_shapes(struct provider_shape **shapes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		shape_free(&shapes[i]);
	free(shapes);
}

void
provider_free(struct provider **p)
{
	if (*p == NULL)
		return;
	free_shapes((*p)->shapes, (*p)->n_shapes);
	free_shapes((*p)->companions, (*p)->n_companions);
	for (size_t i = 0; i < (*p)->n_hosts; i++) {
		free((*p)->hosts[i]);
		free((*p)->looks[i]);
	}
	free((*p)->hosts);
	free((*p)->looks);
	provider_api_deinit(&(*p)->api);
	free((*p)->name);
	free((*p)->title);
	free((*p)->file);
	free(*p);
	*p = NULL;
}

static bool
has_host(const struct provider *p, const char *host)
{
	for (size_t i = 0; i < p->n_hosts; i++)
		if (strcmp(p->hosts[i], host) == 0)
			return true;
	return false;
}

static void
add_host(struct provider *p, struct span host)
{
	char *s = buf_dup(host);

	for (size_t i = 0; i < host.n; i++)
		s[i] = (char)span_lower(host.p[i]);
	if (has_host(p, s)) {
		free(s);
		return;
	}
	p->hosts = buf_grow(p->hosts, p->n_hosts + 1, sizeof *p->hosts);
	p->looks = buf_grow(p->looks, p->n_hosts + 1, sizeof *p->looks);
	p->looks[p->n_hosts] = confusable_skeleton(s);
	p->hosts[p->n_hosts++] = s;
}

/* The parameter that tells whose link it is. */
static void
note_name(struct provider *p, const struct provider_shape *s)
{
	const struct shape_parameter *a = s->parameters;

	for (size_t i = 0; i < s->n_parameters; i++, a++)
		if (p->names_account.n == 0 && a->has_value &&
		    a->name.n >= TELLING &&
		    pattern_has(&a->value, PATTERN_ACCOUNT))
			p->names_account = (struct span){ a->name.p,
				a->name.n + strlen("=") };
}

static void
append(struct provider_shape ***list, size_t *n, struct provider_shape *s)
{
	*list = buf_grow(*list, *n + 1, sizeof **list);
	(*list)[(*n)++] = s;
}

static int
add_shape(struct provider *p, const char *label, const char *template,
	bool refused, struct err *err)
{
	struct provider_shape *s;

	if (shape_new(label, template, &s, err) == -1)
		return -1;
	if (!shape_has(s, PATTERN_ACCOUNT) && !shape_has(s, PATTERN_TOKEN) &&
	    !shape_has(s, PATTERN_GUIDS)) {
		shape_free(&s);
		return err_set(err, ERR_CONFIG, "column 1: nothing tells "
		    "whose link it is: put {account}, {token} or {guids} "
		    "where the link has it");
	}
	s->refused = refused;
	append(&p->shapes, &p->n_shapes, s);
	add_host(p, s->host);
	note_name(p, s);
	return 0;
}

int
provider_add_shape(struct provider *p, const char *label,
	const char *template, struct err *err)
{
	return add_shape(p, label, template, false, err);
}

int
provider_add_refused(struct provider *p, const char *label,
	const char *template, struct err *err)
{
	return add_shape(p, label, template, true, err);
}

int
provider_add_companion(struct provider *p, const char *label,
	const char *template, struct err *err)
{
	struct provider_shape *s;

	if (shape_new(label, template, &s, err) == -1)
		return -1;
	append(&p->companions, &p->n_companions, s);
	return 0;
}

/* A copy in small letters where the account's kind has but one spelling; NULL
 * for nothing. */
static char *
one_spelling(const struct provider *p, struct span s)
{
	char *copy;

	if (s.n == 0)
		return NULL;
	copy = buf_dup(s);
	if (p->account_kind == PROVIDER_ACCOUNT_GUID)
		for (char *c = copy; *c; c++)
			*c = (char)span_lower((unsigned char)*c);
	return copy;
}

char *
provider_account(const struct provider *p, const char *s)
{
	struct span id = span_str(s);

	if (id.n == 0 || pattern_account(p->account_kind, id, true) != id.n)
		return NULL;
	return one_spelling(p, id);
}

static void
fill_in(const struct provider *p, const struct pattern_values *v,
	struct provider_reading *r)
{
	r->account = one_spelling(p, v->account);
	r->indirect = one_spelling(p, v->provider);
	r->token = v->token.n ? buf_dup(v->token) : NULL;
	r->kind = v->kind.n ? buf_dup(v->kind) : NULL;
}

static bool
read_exact(const struct provider *p, const struct url *u,
	struct provider_reading *r)
{
	struct pattern_values v;

	for (size_t i = 0; i < p->n_shapes; i++)
		if (shape_match(p->shapes[i], p->account_kind, u, &v)) {
			r->match = PROVIDER_EXACT;
			r->shape = p->shapes[i];
			r->placed = true;
			fill_in(p, &v, r);
			return true;
		}
	return false;
}

static bool
is_companion(const struct provider *p, const struct url *u)
{
	struct pattern_values v;

	for (size_t i = 0; i < p->n_companions; i++)
		if (shape_match(p->companions[i], p->account_kind, u, &v))
			return true;
	return false;
}

/* A path that tells all by itself: nothing else of the shape but what a
 * cut-off link loses, and no companion beneath the same path. */
static bool
path_tells(const struct provider *p, const struct provider_shape *s)
{
	struct span start = pattern_start(&s->path);

	if (s->has_fragment || start.n <= 1)
		return false;
	for (size_t i = 0; i < p->n_companions; i++)
		if (span_ieq(start, pattern_start(&p->companions[i]->path)))
			return false;
	return true;
}

/* On the provider's own host: was this meant to be an invitation? Names alone
 * are a piece of a program, which puts the values behind them. */
static bool
is_recognised(const struct provider *p, const struct provider_shape *s,
	const struct guess *g)
{
	bool named = g->names > g->empty;

	if (g->fragment || (named && g->names >= 2))
		return true;
	return g->path && (named || g->kind || path_tells(p, s));
}

static void
say_why(const struct provider *p, const struct provider_shape *s,
	const struct url *u, const struct url *meant, const struct guess *g,
	struct provider_reading *r)
{
	struct buf expected;

	buf_init(&expected, 2 * LIMIT_URL);
	guess_expected(s, p->account_kind, meant, g, &expected);
	damage_say(buf_span(&expected), u->whole, r->why, sizeof r->why);
	buf_deinit(&expected);
}

/* MEANT is U after repair. */
static void
read_like(const struct provider *p, const struct url *u,
	const struct url *meant, struct provider_reading *r)
{
	const struct provider_shape *nearest = NULL;
	struct span kind = { NULL, 0 };
	struct guess best = { 0 }, g;

	for (size_t i = 0; i < p->n_shapes; i++) {
		guess_shape(p->shapes[i], p->account_kind, meant, &g);
		if (g.values.kind.n)
			kind = g.values.kind;
		if (is_recognised(p, p->shapes[i], &g) &&
		    (nearest == NULL || g.score > best.score)) {
			nearest = p->shapes[i];
			best = g;
		}
	}
	if (nearest == NULL)
		return;
	r->match = PROVIDER_LIKE;
	r->shape = nearest;
	r->closeness = best.score;
	r->placed = best.placed || (best.fragment &&
		shape_has(nearest, PATTERN_GUIDS));
	/* A word of another shape's kinds is no damaged word of this one's. */
	best.values.kind = kind;
	fill_in(p, &best.values, r);
	say_why(p, nearest, u, meant, &best, r);
}

/* U is on one of P's hosts and of no shape. */
static void
read_page(const struct provider *p, const struct url *u,
	struct provider_reading *r)
{
	struct err err = { 0 };
	struct repair repair;
	struct url meant;

	r->match = PROVIDER_OTHER_PAGE;
	repair_undo(u->whole, &repair);
	if (url_parse(span_str(repair.text), &meant, &err) == 0)
		read_like(p, u, &meant, r);
	repair_deinit(&repair);
}

/* Letters, digits, dashes and dots: the host is as it is written. */
static bool
is_plain_host(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!span_is_alnum(s.p[i]) && s.p[i] != '-' && s.p[i] != '.')
			return false;
	return s.n && s.p[s.n - 1] != '.';
}

static bool
is_on_host(const struct provider *p, const struct url *u)
{
	char *host;
	bool found = false;

	if (is_plain_host(u->host)) {
		for (size_t i = 0; i < p->n_hosts && !found; i++)
			found = span_ieq_str(u->host, p->hosts[i]);
		return found;
	}
	host = url_host(u);
	found = host && has_host(p, host);
	free(host);
	return found;
}

void
provider_read(const struct provider *p, const struct url *u,
	struct provider_reading *r)
{
	*r = (struct provider_reading){ .match = PROVIDER_NO_MATCH };
	if (read_exact(p, u, r))
		return;
	if (is_companion(p, u)) {
		r->match = PROVIDER_COMPANION;
		return;
	}
	if (is_on_host(p, u))
		read_page(p, u, r);
}

void
provider_reading_deinit(struct provider_reading *r)
{
	free(r->account);
	free(r->indirect);
	free(r->token);
	free(r->kind);
	*r = (struct provider_reading){ 0 };
}

const char *
provider_shape_label(const struct provider_shape *s)
{
	return s->label;
}

const char *
provider_shape_template(const struct provider_shape *s)
{
	return s->template;
}

bool
provider_shape_refused(const struct provider_shape *s)
{
	return s->refused;
}

bool
provider_token_place(const struct provider *p, const char **host_r,
	char **prefix_r)
{
	const struct provider_shape *s;

	for (size_t i = 0; i < p->n_shapes; i++) {
		s = p->shapes[i];
		if (!pattern_has(&s->path, PATTERN_TOKEN))
			continue;
		*prefix_r = buf_dup(pattern_start(&s->path));
		for (size_t k = 0; k < p->n_hosts; k++)
			if (span_ieq_str(s->host, p->hosts[k]))
				*host_r = p->hosts[k];
		return true;
	}
	return false;
}
