#include "core/link_alone.h"

#include <stdio.h>
#include <string.h>

#include "core/attribute.h"
#include "core/shape.h"

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

bool
link_alone_known(struct span bytes, const struct facts *f,
	struct link_reading *r)
{
	return read_current(bytes, f, r) || read_earlier(bytes, f, r);
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
best_reading(const struct url *u, const struct facts *f,
	struct provider_reading *best)
{
	const struct provider *p = NULL;
	struct provider_reading rd;

	*best = (struct provider_reading){ .match = PROVIDER_NO_MATCH };
	for (size_t i = 0; i < f->n_providers; i++) {
		provider_read(f->providers[i], u, &rd);
		if (is_better(&rd, best)) {
			provider_reading_deinit(best);
			*best = rd;
			p = f->providers[i];
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
read_own_page(const struct url *u, const struct facts *f,
	struct link_reading *r)
{
	const struct reseller *own;

	for (size_t i = 0; i < f->n_resellers && !u->fragment.n; i++) {
		own = f->resellers[i];
		if (own->link == NULL ||
		    own->provider->account_kind != PROVIDER_ACCOUNT_GUID ||
		    span_ifind(u->whole, 0, span_str(own->account)) ==
		    SPAN_NONE)
			continue;
		if (has_shape_path(own->provider, u) &&
		    is_page_of(own->provider, u)) {
			attribute_altered(own, u->whole, r);
			return;
		}
	}
}

bool
link_alone_provider(const struct url *u, const struct facts *f,
	struct link_reading *r)
{
	struct provider_reading rd;
	const struct provider *p = best_reading(u, f, &rd);

	switch (rd.match) {
	case PROVIDER_EXACT:
	case PROVIDER_LIKE:
		attribute(u->whole, p, &rd, f, r);
		break;
	case PROVIDER_OTHER_PAGE:
		read_own_page(u, f, r);
		break;
	case PROVIDER_COMPANION:
	case PROVIDER_NO_MATCH:
		break;
	}
	provider_reading_deinit(&rd);
	return p != NULL;
}
