#include "core/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/attribute.h"
#include "core/damage.h"
#include "core/imitation.h"
#include "core/limits.h"
#include "core/repair.h"
#include "core/shape.h"
#include "core/url.h"

/* A URL on its way to an answer. */
struct looking {
	struct span bytes;
	const struct url *u;
	const struct facts *f;
	struct link_reading *r;
};

const char *
link_state_text(enum link_state state)
{
	static const char *const texts[] = {
		[LINK_UNRELATED] = "unrelated",
		[LINK_INTACT] = "intact",
		[LINK_ALTERED] = "altered",
		[LINK_FOREIGN] = "foreign",
		[LINK_IMITATION] = "imitation",
	};

	return texts[state];
}

static bool
read_current(struct span bytes, const struct facts *f, struct link_reading *r)
{
	for (size_t i = 0; i < f->n_resellers; i++) {
		const struct reseller *own = f->resellers[i];

		if (own->link == NULL || !span_eq_str(bytes, own->link))
			continue;
		r->state = LINK_INTACT;
		r->whose = own;
		r->provider = own->provider;
		return true;
	}
	return false;
}

static void
say_earlier(const struct reseller *own, struct link_reading *r)
{
	r->provider = own->provider;
	if (own->link) {
		r->state = LINK_ALTERED;
		r->whose = own;
		snprintf(r->how, sizeof r->how, "an earlier link of the "
		    "account; the current one replaces it");
		return;
	}
	r->state = LINK_FOREIGN;
	r->owner = own->name;
	snprintf(r->how, sizeof r->how, "an earlier link of %s, which has no "
	    "current one; issue it anew", own->name);
}

static bool
read_earlier(struct span bytes, const struct facts *f, struct link_reading *r)
{
	for (size_t i = 0; i < f->n_resellers; i++)
		for (size_t k = 0; k < f->resellers[i]->n_earlier; k++)
			if (span_eq_str(bytes, f->resellers[i]->earlier[k])) {
				say_earlier(f->resellers[i], r);
				return true;
			}
	return false;
}

/* The better of two: a known page outweighs a likeness, the nearer likeness
 * the farther. */
static bool
is_better(const struct provider_reading *a, const struct provider_reading *b)
{
	static const unsigned weight[] = {
		[PROVIDER_NO_MATCH] = 0, [PROVIDER_OTHER_PAGE] = 1,
		[PROVIDER_LIKE] = 2, [PROVIDER_COMPANION] = 3,
		[PROVIDER_EXACT] = 4,
	};

	if (weight[a->match] != weight[b->match])
		return weight[a->match] > weight[b->match];
	return a->closeness > b->closeness;
}

/* The reading of the profile that fits best; NULL: no provider's host. */
static const struct provider *
best_reading(const struct looking *l, struct provider_reading *best)
{
	const struct provider *p = NULL;
	struct provider_reading rd;

	*best = (struct provider_reading){ .match = PROVIDER_NO_MATCH };
	for (size_t i = 0; i < l->f->n_providers; i++) {
		provider_read(l->f->providers[i], l->u, &rd);
		if (is_better(&rd, best)) {
			provider_reading_deinit(best);
			*best = rd;
			p = l->f->providers[i];
		} else {
			provider_reading_deinit(&rd);
		}
	}
	return p;
}

static bool
has_shape_path(const struct provider *p, const struct url *u)
{
	for (size_t i = 0; i < p->n_shapes; i++) {
		struct span start = pattern_start(&p->shapes[i]->path);

		if (start.n > 1 && span_istarts(u->path, start))
			return true;
	}
	return false;
}

static bool
is_page_of(const struct provider *p, const struct url *u)
{
	struct provider_reading rd;
	bool page;

	provider_read(p, u, &rd);
	page = rd.match == PROVIDER_OTHER_PAGE;
	provider_reading_deinit(&rd);
	return page;
}

/* A page of the provider's beneath the path of invitations that carries the
 * sender's own account: nothing else of the link may be left. Not with a
 * fragment of its own, which says that it is another page. */
static void
read_own_page(const struct looking *l)
{
	const struct reseller *own;

	for (size_t i = 0; i < l->f->n_resellers && !l->u->fragment.n; i++) {
		own = l->f->resellers[i];
		if (own->link == NULL ||
		    own->provider->account_kind != PROVIDER_ACCOUNT_GUID ||
		    span_ifind(l->bytes, 0, span_str(own->account)) ==
		    SPAN_NONE)
			continue;
		if (has_shape_path(own->provider, l->u) &&
		    is_page_of(own->provider, l->u)) {
			attribute_altered(own, l->bytes, l->r);
			return;
		}
	}
}

/* True when a provider's host answers for the URL. */
static bool
read_provider(const struct looking *l)
{
	struct provider_reading rd;
	const struct provider *p = best_reading(l, &rd);

	switch (rd.match) {
	case PROVIDER_EXACT:
	case PROVIDER_LIKE:
		attribute(l->bytes, p, &rd, l->f, l->r);
		break;
	case PROVIDER_OTHER_PAGE:
		read_own_page(l);
		break;
	case PROVIDER_COMPANION:
	case PROVIDER_NO_MATCH:
		break;
	}
	provider_reading_deinit(&rd);
	return p != NULL;
}

/* The address that stands inside another, as redirects and trackers have it;
 * empty for none. */
static struct span
embedded(struct span s, size_t from)
{
	size_t at, begin;

	for (; (at = span_find(s, from, span_str("://"))) != SPAN_NONE;
	    from = at + 1) {
		begin = at;
		while (begin > from && span_is_alpha(s.p[begin - 1]))
			begin--;
		if (begin < at)
			return span_sub(s, begin, s.n);
	}
	return (struct span){ s.p, 0 };
}

/* One address by itself. WITHIN: what it holds; read when its host is not made
 * to deceive, and before it counts as a copy of an invitation, which a
 * redirect resembles. NULL: for what is held itself; neither is done. */
static void
read_layer(struct span bytes, const struct facts *f, struct link_reading *r,
	void (*within)(const struct looking *l))
{
	struct looking l = { .bytes = bytes, .f = f, .r = r };
	struct err err = { 0 };
	struct url u;
	char *host;

	*r = (struct link_reading){ .state = LINK_UNRELATED };
	if (url_parse(bytes, &u, &err) == -1)
		return;
	l.u = &u;
	if (read_provider(&l))
		return;
	host = url_host(&u);
	if (imitation_host(&u, host, f, &r->provider, r->how, sizeof r->how))
		r->state = LINK_IMITATION;
	else if (within)
		within(&l);
	if (within && r->state == LINK_UNRELATED &&
	    imitation_copy(&u, host, f, &r->provider, r->how, sizeof r->how))
		r->state = LINK_IMITATION;
	free(host);
}

static void
say_behind(const struct url *outer, struct link_reading *r)
{
	char host[100];

	if (r->state == LINK_INTACT)
		r->state = LINK_ALTERED;
	if (r->state == LINK_ALTERED)
		snprintf(r->how, sizeof r->how, "it was put behind another "
		    "address, on %s", damage_quote(outer->host, host,
		    sizeof host));
}

/* The offset behind the scheme that S begins with. */
static size_t
behind_scheme(struct span s)
{
	size_t at = span_find(s, 0, span_str("://"));

	return at == SPAN_NONE ? 0 : at + strlen("://");
}

/* An invitation in a parameter or the path of another address. */
static void
read_inside(const struct looking *l)
{
	struct link_reading *r = l->r;
	struct repair repair;
	struct span s;

	repair_undo(l->bytes, &repair);
	s = span_str(repair.text);
	s = embedded(s, l->u->scheme.n ? behind_scheme(s) : 0);
	for (int i = 0; i < LIMIT_WRAPPER_LAYERS && s.n; i++) {
		if (!read_current(s, l->f, r) && !read_earlier(s, l->f, r))
			read_layer(s, l->f, r, NULL);
		if (r->state != LINK_UNRELATED)
			break;
		s = embedded(s, behind_scheme(s));
	}
	say_behind(l->u, r);
	repair_deinit(&repair);
}

void
link_read(struct span url, const struct facts *f, struct link_reading *r)
{
	*r = (struct link_reading){ .state = LINK_UNRELATED };
	if (read_current(url, f, r) || read_earlier(url, f, r))
		return;
	/* What is longer can't be intact, and its beginning tells. */
	if (url.n > LIMIT_URL)
		url = span_sub(url, 0, LIMIT_URL);
	read_layer(url, f, r, read_inside);
}
