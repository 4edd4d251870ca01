#include "core/attribute.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/damage.h"
#include "core/nearest.h"
#include "core/shape.h"
#include "core/url.h"

/* A link on its way to an answer. */
struct looking {
	struct span bytes;
	const struct facts *f;
	struct link_reading *r;
};

static bool
is_of(const struct reseller *r, const struct provider *p)
{
	return strcmp(r->provider->name, p->name) == 0;
}

void
attribute_altered(const struct reseller *whose, struct span bytes,
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

/* A link of the sender's very own account, which sends its provider's: it
 * creates no invitations, whatever the provider's page gives it. */
static bool
read_borrowers(const struct looking *l, const struct provider *p,
	const struct provider_reading *rd)
{
	const struct reseller *own;

	for (size_t i = 0; i < l->f->n_resellers; i++) {
		own = l->f->resellers[i];
		if (own->borrower == NULL || !is_of(own, p) ||
		    strcmp(own->borrower, rd->account))
			continue;
		say_foreign(p, l->r);
		l->r->owner = own->name;
		snprintf(l->r->how, sizeof l->r->how, "%s is under an indirect "
		    "provider and sends that one's link, not its own",
		    own->name);
		return true;
	}
	return false;
}

static void
read_account(const struct looking *l, const struct provider *p,
	const struct provider_reading *rd)
{
	const struct reseller *own = own_account(l->f, p, rd);
	struct link_reading *r = l->r;

	if (own) {
		if (!read_never_issued(own, rd, r))
			attribute_altered(own, l->bytes, r);
		return;
	}
	if (read_borrowers(l, p, rd))
		return;
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
			attribute_altered(own, l->bytes, r);
	} else if (p->signed_here) {
		read_token(l, p, rd);
	} else {
		say_foreign(p, r);
		snprintf(r->how, sizeof r->how, "%s: a link that was never "
		    "issued for this sender", p->title);
	}
}

void
attribute(struct span bytes, const struct provider *p,
	const struct provider_reading *rd, const struct facts *f,
	struct link_reading *r)
{
	struct looking l = { .bytes = bytes, .f = f, .r = r };

	r->placed = rd->placed;
	if (rd->account)
		read_account(&l, p, rd);
	else
		read_nearest(&l, p, rd);
}
