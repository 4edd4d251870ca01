#include "core/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/damage.h"
#include "core/imitation.h"
#include "core/nearest.h"
#include "core/repair.h"
#include "core/shape.h"
#include "core/url.h"

/* Redirects nest in practice twice; each layer is read once. */
#define LAYERS 3

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
is_of(const struct reseller *r, const struct provider *p)
{
	return strcmp(r->provider->name, p->name) == 0;
}

static void
say_altered(const struct reseller *whose, struct span bytes,
    struct link_reading *r)
{
	r->state = LINK_ALTERED;
	r->whose = whose;
	r->provider = whose->provider;
	damage_say(span_str(whose->link), bytes, r->how, sizeof r->how);
}

static void
say_foreign(const struct provider *p, struct link_reading *r)
{
	r->state = LINK_FOREIGN;
	r->provider = p;
	r->whose = NULL;
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

static bool
kind_of(const struct provider *p, const char *link, const char *kind)
{
	struct provider_reading rd;
	struct err err = { 0 };
	struct url u;
	bool same;

	if (link == NULL || url_parse(span_str(link), &u, &err) == -1)
		return false;
	provider_read(p, &u, &rd);
	same = rd.kind && strcmp(rd.kind, kind) == 0;
	provider_reading_deinit(&rd);
	return same;
}

/* Was the account ever given a link of that kind? */
static bool
had_kind(const struct reseller *own, const char *kind)
{
	if (kind == NULL || kind_of(own->provider, own->link, kind))
		return true;
	for (size_t i = 0; i < own->n_earlier; i++)
		if (kind_of(own->provider, own->earlier[i], kind))
			return true;
	return false;
}

static bool
same_indirect(const struct reseller *own, const char *indirect)
{
	return indirect == NULL ||
	    (own->indirect && strcmp(own->indirect, indirect) == 0);
}

/* The sender's reseller with that account; of several, the one that the kind
 * and the indirect provider fit. */
static const struct reseller *
own_account(const struct facts *f, const struct provider *p,
    const struct provider_reading *rd)
{
	const struct reseller *found = NULL, *own;

	for (size_t i = 0; i < f->n_resellers; i++) {
		own = f->resellers[i];
		if (!is_of(own, p) || strcmp(own->account, rd->account))
			continue;
		if (found == NULL || (had_kind(own, rd->kind) &&
		    same_indirect(own, rd->indirect)))
			found = own;
	}
	return found;
}

/* Of an own account: is there a reason why it can't be a damaged form of the
 * account's link? Says it. */
static bool
read_never_issued(const struct reseller *own,
    const struct provider_reading *rd, struct link_reading *r)
{
	char quoted[48];

	if (!same_indirect(own, rd->indirect))
		snprintf(r->how, sizeof r->how, "it names the indirect "
		    "provider %s, who is not %s's", rd->indirect, own->name);
	else if (own->link == NULL)
		snprintf(r->how, sizeof r->how, "no link was issued for %s "
		    "yet; issue it first", own->name);
	else if (rd->kind && !had_kind(own, rd->kind))
		snprintf(r->how, sizeof r->how, "a link of the kind %s was "
		    "never issued for %s", damage_quote(span_str(rd->kind),
		    quoted, sizeof quoted), own->name);
	else if (rd->match == PROVIDER_EXACT && rd->shape->refused)
		snprintf(r->how, sizeof r->how, "links of the kind \"%s\" "
		    "are never issued", rd->shape->label);
	else
		return false;
	say_foreign(own->provider, r);
	r->owner = own->name;
	return true;
}

static void
read_account(const struct looking *l, const struct provider *p,
    const struct provider_reading *rd)
{
	const struct reseller *own = own_account(l->f, p, rd);
	struct link_reading *r = l->r;

	if (own) {
		if (!read_never_issued(own, rd, r))
			say_altered(own, l->bytes, r);
		return;
	}
	say_foreign(p, r);
	if (l->f->owner)
		r->owner = l->f->owner(l->f->owner_ctx, p, rd->account);
	if (r->owner)
		snprintf(r->how, sizeof r->how, "it belongs to %s, for whom "
		    "this sender may not send", r->owner);
	else
		snprintf(r->how, sizeof r->how, "it belongs to the account "
		    "%s, which is none of this sender's", rd->account);
}

/* The sender's reseller that a token was signed for. */
static const struct reseller *
signed_for(const struct facts *f, const struct provider *p,
    const struct token *t)
{
	unsigned char account[sizeof t->account];

	for (size_t i = 0; i < f->n_resellers; i++) {
		if (!is_of(f->resellers[i], p))
			continue;
		token_account(f->resellers[i]->account, account);
		if (memcmp(account, t->account, sizeof account) == 0)
			return f->resellers[i];
	}
	return NULL;
}

static enum token_state
verify(const struct looking *l, const struct provider *p, const char *token,
    struct token *t)
{
	const char *host = NULL;
	char *prefix = NULL;
	enum token_state state = TOKEN_UNKNOWN_KEY;

	if (l->f->keys && provider_token_place(p, &host, &prefix))
		state = token_verify(span_str(token), host, prefix,
		    l->f->keys, t);
	free(prefix);
	return state;
}

/* Not near to any link of the sender's: who signed it? */
static void
read_token(const struct looking *l, const struct provider *p,
    const struct provider_reading *rd)
{
	struct link_reading *r = l->r;
	const struct reseller *own = NULL;
	enum token_state state;
	struct token t;

	state = verify(l, p, rd->token ? rd->token : "", &t);
	if (state == TOKEN_GENUINE)
		own = signed_for(l->f, p, &t);
	if (own && own->link) {
		r->state = LINK_ALTERED;
		r->whose = own;
		r->provider = p;
		snprintf(r->how, sizeof r->how, "another link of the account; "
		    "the current one replaces it");
		return;
	}
	say_foreign(p, r);
	if (own) {
		r->owner = own->name;
		snprintf(r->how, sizeof r->how, "%s has no current link; "
		    "issue it anew", own->name);
	} else if (state == TOKEN_GENUINE) {
		snprintf(r->how, sizeof r->how, "it was signed for another "
		    "account");
	} else {
		snprintf(r->how, sizeof r->how, "it was not issued for this "
		    "sender (%s)", token_state_text(state));
	}
}

/* No account could be read: none left, or none in links of this shape. */
static void
read_nearest(const struct looking *l, const struct provider *p,
    const struct provider_reading *rd)
{
	struct link_reading *r = l->r;
	const struct reseller *own = NULL;

	if (rd->match == PROVIDER_LIKE || p->signed_here)
		own = nearest(l->bytes, p, rd, l->f);
	if (own) {
		if (!read_never_issued(own, rd, r))
			say_altered(own, l->bytes, r);
	} else if (p->signed_here) {
		read_token(l, p, rd);
	} else {
		say_foreign(p, r);
		snprintf(r->how, sizeof r->how, "%s: a link that was never "
		    "issued for this sender", p->title);
	}
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
 * sender's own account: nothing else of the link may be left. */
static void
read_own_page(const struct looking *l)
{
	const struct reseller *own;

	for (size_t i = 0; i < l->f->n_resellers; i++) {
		own = l->f->resellers[i];
		if (own->link == NULL ||
		    own->provider->account_kind != PROVIDER_ACCOUNT_GUID ||
		    span_ifind(l->bytes, 0, span_str(own->account)) ==
		    SPAN_NONE)
			continue;
		if (has_shape_path(own->provider, l->u) &&
		    is_page_of(own->provider, l->u)) {
			say_altered(own, l->bytes, l->r);
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
		if (rd.account)
			read_account(l, p, &rd);
		else
			read_nearest(l, p, &rd);
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
 * redirect resembles. NULL: not looked for. */
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
	if (r->state == LINK_UNRELATED &&
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
	for (int i = 0; i < LAYERS && s.n; i++) {
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
