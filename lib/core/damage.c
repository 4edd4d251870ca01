#include "core/damage.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/repair.h"
#include "core/url.h"

/* Enough to know a name or value again, short enough for three in a line. */
#define QUOTED 44

struct words {
	char *p;
	size_t size, n;
};

const char *
damage_quote(struct span s, char *out, size_t size)
{
	size_t n = s.n < size ? s.n : size - 1;

	for (size_t i = 0; i < n; i++)
		out[i] = s.p[i] > ' ' && s.p[i] < 0x7f ? (char)s.p[i] : '?';
	if (n < s.n && n >= 3)
		memcpy(out + n - 3, "...", 3);
	out[n] = '\0';
	return out;
}

/* Adds one difference when it fits as a whole. */
static void __attribute__((format(printf, 2, 3)))
say(struct words *w, const char *fmt, ...)
{
	const char *join = w->n ? "; " : "";
	char one[240];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(one, sizeof one, fmt, ap);
	va_end(ap);
	if (n < 0 || strlen(join) + (size_t)n >= w->size - w->n)
		return;
	w->n += (size_t)snprintf(w->p + w->n, w->size - w->n, "%s%s", join,
	    one);
}

/* Says how IS differs from WAS, WHAT naming both. */
static void
say_value(struct words *w, const char *what, struct span was, struct span is)
{
	char a[QUOTED], b[QUOTED];

	if (span_eq(was, is))
		return;
	if (span_ieq(was, is))
		say(w, "%s is in other letter case: %s instead of %s", what,
		    damage_quote(is, a, sizeof a),
		    damage_quote(was, b, sizeof b));
	else if (was.n && span_starts(is, was))
		say(w, "%s has %s at its end, which does not belong there",
		    what, damage_quote(span_sub(is, was.n, is.n), a,
		    sizeof a));
	else if (is.n && span_starts(was, is))
		say(w, "%s was cut off behind %s", what, damage_quote(is, a,
		    sizeof a));
	else
		say(w, "%s is %s instead of %s", what, is.n ?
		    damage_quote(is, a, sizeof a) : "empty",
		    was.n ? damage_quote(was, b, sizeof b) : "empty");
}

static void
say_encodings(struct words *w, const struct repair *r)
{
	if (r->entity)
		say(w, "&amp; stands in place of &");
	if (r->quoted)
		say(w, "=3D stands in place of =");
	if (r->escaped)
		say(w, "characters were written as %%XX");
	if (r->marked)
		say(w, "backslashes stand before marks in it");
	if (r->dressed)
		say(w, "typographic dashes or full-width characters stand in "
			"it");
	if (r->unseen)
		say(w, "blanks or invisible characters stand in it");
}

static void
say_host(struct words *w, const struct url *was, const struct url *is)
{
	char *a = url_host(was), *b = url_host(is);
	char quoted[QUOTED];

	if (a && b && strcmp(a, b) == 0) {
		if (!span_eq(was->host, is->host))
			say(w, "the host is spelled %s", damage_quote(is->host,
			    quoted, sizeof quoted));
	} else {
		say_value(w, "the host", was->host, is->host);
	}
	free(a);
	free(b);
}

static void
say_authority(struct words *w, const struct url *was, const struct url *is)
{
	char quoted[QUOTED];

	if (is->scheme.n == 0 && was->scheme.n)
		say(w, "%.*s:// is missing", (int)was->scheme.n,
		    (const char *)was->scheme.p);
	else if (!span_ieq(is->scheme, was->scheme))
		say(w, "the scheme is %s instead of %.*s", damage_quote(
		    is->scheme, quoted, sizeof quoted), (int)was->scheme.n,
		    (const char *)was->scheme.p);
	if (is->has_userinfo && !was->has_userinfo)
		say(w, "a user name stands before the host");
	say_host(w, was, is);
	if (is->host.p + is->host.n != is->path.p && was->port.n == 0)
		say(w, "the port :%s was added", damage_quote(is->port,
		    quoted, sizeof quoted));
	else
		say_value(w, "the port", was->port, is->port);
}

static const struct url_parameter *
find_parameter(const struct url *u, struct span name, bool caseless)
{
	for (size_t i = 0; i < u->n_parameters; i++)
		if (caseless ? span_ieq(u->parameters[i].name, name) :
		    span_eq(u->parameters[i].name, name))
			return &u->parameters[i];
	return NULL;
}

/* The parameter of U whose '=' was lost: "partnerId;33e682-…" for partnerId,
 * which is what decoding quoted-printable once too often leaves. */
static const struct url_parameter *
find_run_together(const struct url *u, struct span name)
{
	for (size_t i = 0; i < u->n_parameters; i++) {
		struct span n = u->parameters[i].name;

		if (n.n > name.n && span_istarts(n, name) &&
		    !span_is_alpha(n.p[name.n]))
			return &u->parameters[i];
	}
	return NULL;
}

static void
say_one_parameter(struct words *w, const struct url_parameter *was,
	const struct url *is)
{
	const struct url_parameter *p = find_parameter(is, was->name, false);
	char name[QUOTED], what[QUOTED + 16];

	damage_quote(was->name, name, sizeof name);
	snprintf(what, sizeof what, "parameter %s", name);
	if (p == NULL && (p = find_parameter(is, was->name, true)))
		say_value(w, "a parameter's name", was->name, p->name);
	if (p)
		say_value(w, what, was->value, p->value);
	else if (find_run_together(is, was->name))
		say(w, "the = behind %s was lost (a wrong quoted-printable "
		    "decoding)", name);
	else
		say(w, "%s was dropped", what);
}

static void
say_added(struct words *w, const struct url *was, const struct url *is)
{
	char name[QUOTED];

	for (size_t i = 0; i < is->n_parameters; i++) {
		struct span n = is->parameters[i].name;
		bool known = find_parameter(was, n, true) != NULL;

		for (size_t k = 0; k < was->n_parameters && !known; k++)
			known = find_run_together(is,
			    was->parameters[k].name) == &is->parameters[i];
		damage_quote(n, name, sizeof name);
		if (!known && n.n == 0)
			say(w, "an empty parameter was added");
		else if (!known)
			say(w, "parameter %s was added", name);
		else if (find_parameter(is, n, false) != &is->parameters[i])
			say(w, "parameter %s stands there twice", name);
	}
	if (is->more_parameters)
		say(w, "there are more than %d parameters",
		    LIMIT_URL_PARAMETERS);
}

static bool
same_order(const struct url *was, const struct url *is)
{
	if (was->n_parameters != is->n_parameters)
		return true;	/* said otherwise */
	for (size_t i = 0; i < was->n_parameters; i++)
		if (!span_ieq(was->parameters[i].name,
		    is->parameters[i].name))
			return find_parameter(is, was->parameters[i].name,
			    true) == NULL;
	return true;
}

static void
say_query(struct words *w, const struct url *was, const struct url *is)
{
	for (size_t i = 0; i < was->n_parameters; i++)
		say_one_parameter(w, &was->parameters[i], is);
	say_added(w, was, is);
	if (!same_order(was, is))
		say(w, "the parameters stand in another order");
	if (is->has_query && !was->has_query && is->n_parameters == 0)
		say(w, "a ? was added");
}

static void
say_fragment(struct words *w, const struct url *was, const struct url *is)
{
	char quoted[QUOTED];

	if (was->has_fragment && !is->has_fragment)
		say(w, "the fragment #%s is missing", damage_quote(
		    was->fragment, quoted, sizeof quoted));
	else if (is->has_fragment && !was->has_fragment)
		say(w, "the fragment #%s was added", damage_quote(
		    is->fragment, quoted, sizeof quoted));
	else
		say_value(w, "the fragment", was->fragment, is->fragment);
}

void
damage_say(struct span was, struct span is, char *words, size_t size)
{
	struct words w = { words, size, 0 };
	struct err err = { 0 };
	struct repair r;
	struct url a, b;

	words[0] = '\0';
	repair_undo(is, &r);
	say_encodings(&w, &r);
	if (url_parse(was, &a, &err) == -1 ||
	    url_parse(w.n ? span_str(r.text) : is, &b, &err) == -1) {
		say(&w, "it can't be read as an address");
	} else {
		say_authority(&w, &a, &b);
		say_value(&w, "the path", a.path, b.path);
		say_query(&w, &a, &b);
		say_fragment(&w, &a, &b);
	}
	if (w.n == 0)
		say(&w, "it is spelled otherwise");
	repair_deinit(&r);
}
