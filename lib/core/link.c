#include "core/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/attribute.h"
#include "core/damage.h"
#include "core/imitation.h"
#include "core/limits.h"
#include "core/shape.h"
#include "core/url.h"
#include "core/wrapper.h"

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

bool
link_lapsed(const struct reseller *r, const struct facts *f)
{
	return r->lapses != 0 && f->now >= r->lapses;
}

/* Nobody can accept by it any more, so it is not the link that was issued. */
static void
say_lapsed(const struct reseller *own, struct link_reading *r)
{
	r->state = LINK_ALTERED;
	snprintf(r->how, sizeof r->how, "the link of the account, and it "
	    "lapsed on %.10s; issue a new one", own->lapse_time);
}

static bool
read_current(struct span bytes, const struct facts *f, struct link_reading *r)
{
	for (size_t i = 0; i < f->n_resellers; i++) {
		const struct reseller *own = f->resellers[i];

		if (own->link == NULL || !span_eq_str(bytes, own->link))
			continue;
		r->state = LINK_INTACT;
		r->placed = true;
		r->whose = own;
		r->provider = own->provider;
		if (link_lapsed(own, f))
			say_lapsed(own, r);
		return true;
	}
	return false;
}

static void
say_revoked(const struct reseller *own, const char *when,
	struct link_reading *r)
{
	snprintf(r->how, sizeof r->how, "a link of %.64s that was revoked on "
	    "%s; %s", own->link ? "the account" : own->name, when,
	    own->link ? "the current one replaces it" : "issue a new one");
}

static void
say_earlier(const struct reseller *own, size_t i, struct link_reading *r)
{
	r->provider = own->provider;
	if (own->link) {
		r->state = LINK_ALTERED;
		r->whose = own;
		snprintf(r->how, sizeof r->how, "an earlier link of the "
		    "account; the current one replaces it");
	} else {
		r->state = LINK_FOREIGN;
		r->owner = own->name;
		snprintf(r->how, sizeof r->how, "an earlier link of %s, which "
		    "has no current one; issue it anew", own->name);
	}
	if (own->revoked && own->revoked[i])
		say_revoked(own, own->revoked[i], r);
}

static bool
read_earlier(struct span bytes, const struct facts *f, struct link_reading *r)
{
	for (size_t i = 0; i < f->n_resellers; i++)
		for (size_t k = 0; k < f->resellers[i]->n_earlier; k++)
			if (span_eq_str(bytes, f->resellers[i]->earlier[k])) {
				r->placed = true;
				say_earlier(f->resellers[i], k, r);
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

/* An address, and what stands around it. */
struct layer {
	struct span bytes;
	char *owned;		/* when they were taken out of another */
	int depth;		/* this many are around it */
	bool whole;		/* nothing, or gateways alone: no redirect,
				   which shows its target how it likes */
	char via[160];		/* those around it, in words */
	const char *gateway;	/* the outermost of them */
};

/* All that one URL leads to, from the outside inwards. */
struct layers {
	struct layer list[LIMIT_WRAPPER_ADDRESSES];
	size_t n;
};

static void
say_around(const struct layer *outer, const struct url *u,
	const char *gateway, char *via, size_t size)
{
	const char *join = *outer->via ? "; " : "";
	char host[60];

	if (gateway)
		snprintf(via, size, "%s%swrapped by %s", outer->via, join,
		    gateway);
	else
		snprintf(via, size, "%s%sit was put behind another address, "
		    "on %s", outer->via, join, damage_quote(u->host, host,
		    sizeof host));
}

/* Takes TEXT. */
static void
add_layer(struct layers *all, const struct layer *outer, const struct url *u,
	const char *gateway, char *text)
{
	struct layer *l = &all->list[all->n];

	if (all->n == LIMIT_WRAPPER_ADDRESSES) {
		free(text);
		return;
	}
	*l = (struct layer){
		.bytes = span_str(text), .owned = text,
		.depth = outer->depth + 1,
		.whole = outer->whole && gateway,
		.gateway = outer->gateway ? outer->gateway : gateway,
	};
	say_around(outer, u, gateway, l->via, sizeof l->via);
	all->n++;
}

/* Adds what the address holds, and tells whether its host is a gateway's. */
static bool
open_layer(struct layers *all, size_t i, const struct looking *l)
{
	const struct layer *outer = &all->list[i];
	struct wrapper w;
	bool known;

	wrapper_open(l->u, &w);
	known = w.gateway && w.by_host;
	if (w.gateway && (w.n == 0 || outer->depth == LIMIT_WRAPPER_LAYERS)) {
		l->r->gateway = outer->gateway ? outer->gateway : w.gateway;
		l->r->opaque = true;
	}
	for (size_t k = 0; k < w.n && outer->depth < LIMIT_WRAPPER_LAYERS;
	    k++) {
		add_layer(all, outer, l->u, w.gateway, w.inner[k]);
		w.inner[k] = NULL;
	}
	wrapper_deinit(&w);
	return known;
}

/* One address by itself. */
static void
read_layer(struct layers *all, size_t i, const struct facts *f,
	struct link_reading *r)
{
	struct span bytes = all->list[i].bytes;
	struct looking l = { .bytes = bytes, .f = f, .r = r };
	struct err err = { 0 };
	struct url u;
	char *host;

	if (read_current(bytes, f, r) || read_earlier(bytes, f, r) ||
	    url_parse(bytes, &u, &err) == -1)
		return;
	l.u = &u;
	if (read_provider(&l) || open_layer(all, i, &l))
		return;
	host = url_host(&u);
	if (imitation_host(&u, host, f, &r->provider, r->how, sizeof r->how)) {
		r->state = LINK_IMITATION;
		r->placed = imitation_invites(&u, f);
	}
	free(host);
}

/* Asked last, since a redirect to a link resembles a copy of it. */
static void
read_copy(const struct layer *layer, const struct facts *f,
	struct link_reading *r)
{
	struct err err = { 0 };
	struct url u;
	char *host;

	if (!layer->whole || url_parse(layer->bytes, &u, &err) == -1)
		return;
	host = url_host(&u);
	if (imitation_copy(&u, host, f, &r->provider, r->how, sizeof r->how)) {
		r->state = LINK_IMITATION;
		r->placed = imitation_invites(&u, f);
	}
	free(host);
}

static void
say_via(const struct layer *l, struct link_reading *r)
{
	char own[sizeof r->how];

	r->gateway = l->gateway;
	r->opaque = false;
	if (*l->via == '\0')
		return;
	memcpy(own, r->how, sizeof own);
	snprintf(r->how, sizeof r->how, "%s", l->via);
	if (r->state == LINK_INTACT)
		r->state = LINK_ALTERED;
	else
		snprintf(r->how, sizeof r->how, "%.180s; %s", own, l->via);
}

static void
say_opaque(struct link_reading *r)
{
	if (r->opaque)
		snprintf(r->how, sizeof r->how, "rewritten by %s, which alone "
		    "knows where it leads", r->gateway);
}

static void
read_layers(struct layers *all, const struct facts *f,
	struct link_reading *r)
{
	size_t i;

	for (i = 0; i < all->n && r->state == LINK_UNRELATED; i++)
		read_layer(all, i, f, r);
	if (r->state == LINK_UNRELATED)
		for (; i > 0 && r->state == LINK_UNRELATED; i--)
			read_copy(&all->list[i - 1], f, r);
	else
		i--;
	if (r->state == LINK_UNRELATED)
		say_opaque(r);
	else
		say_via(&all->list[i], r);
}

void
link_read(struct span url, const struct facts *f, struct link_reading *r)
{
	struct layers all = { .n = 1 };

	*r = (struct link_reading){ .state = LINK_UNRELATED };
	/* What is longer can't be intact, and its beginning tells. */
	if (url.n > LIMIT_URL)
		url = span_sub(url, 0, LIMIT_URL);
	all.list[0] = (struct layer){ .bytes = url, .whole = true };
	read_layers(&all, f, r);
	for (size_t i = 0; i < all.n; i++)
		free(all.list[i].owned);
}
