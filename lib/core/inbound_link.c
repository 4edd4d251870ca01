#include "core/inbound_link.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/url.h"

/* A link on its way to a verdict. */
struct looking {
	const char *seen;
	const struct link_reading *link;
	const struct facts *f;
	const struct inbound_partners *partners;
	struct provider_reading rd;	/* of SEEN, by the link's profile */
	struct inbound_link *r;
};

const char *
inbound_verdict_text(enum inbound_verdict v)
{
	static const char *const texts[] = {
		[INBOUND_NONE] = "none",
		[INBOUND_GENUINE] = "genuine",
		[INBOUND_APPROVED] = "approved",
		[INBOUND_DAMAGED] = "damaged",
		[INBOUND_UNKNOWN] = "unknown",
		[INBOUND_IMITATION] = "imitation",
	};

	return texts[v];
}

__attribute__((format(printf, 3, 4)))
static void
say(struct inbound_link *r, enum inbound_verdict v, const char *fmt, ...)
{
	va_list ap;

	r->verdict = v;
	va_start(ap, fmt);
	vsnprintf(r->why, sizeof r->why, fmt, ap);
	va_end(ap);
}

static void
say_genuine(const struct looking *l, const struct reseller *partner)
{
	bool current = partner->link && strcmp(partner->link, l->seen) == 0;

	if (current && link_lapsed(partner, l->f))
		say(l->r, INBOUND_GENUINE, "exactly as it was issued, and "
			"lapsed on %.10s", partner->lapse_time);
	else
		say(l->r, INBOUND_GENUINE, "exactly as %s was issued",
			current ? "it" : "an earlier link");
}

/* Byte for byte a link that the registry holds. */
static bool
read_known(const struct looking *l)
{
	const struct reseller *partner = l->partners->by_link(
		l->partners->ctx, l->seen);
	const char *revoked = l->partners->revoked(l->partners->ctx, l->seen);
	struct inbound_link *r = l->r;

	if (revoked) {
		say(r, INBOUND_UNKNOWN, "revoked here, %s", revoked);
	} else if (partner == NULL) {
		return false;
	} else {
		say_genuine(l, partner);
		r->partner = partner;
		r->issued = l->seen;
	}
	if (partner)
		r->provider = partner->provider;
	return true;
}

/* By one set of keys. Of two keys with one id, as two programmes may have, the
 * right one proves; what one of them revokes no other one proves. */
static enum token_state
verify_by(const struct looking *l, const char *host, const char *prefix,
	const struct token_keys *keys, enum token_state state,
	struct token *t)
{
	enum token_state by_these;

	if (state != TOKEN_UNKNOWN_KEY && state != TOKEN_FORGED)
		return state;
	by_these = token_verify(span_str(l->rd.token), host, prefix, keys, t);
	return by_these == TOKEN_UNKNOWN_KEY ? state : by_these;
}

static enum token_state
verify_at(const struct looking *l, const char *host, const char *prefix,
	struct token *t)
{
	const struct key_records *all = l->partners->keys;
	enum token_state state = TOKEN_UNKNOWN_KEY;

	if (l->f->keys)
		state = verify_by(l, host, prefix, l->f->keys, state, t);
	for (size_t i = 0; all && i < all->n; i++) {
		const struct key_record *k = &all->list[i];
		struct token_keys one = { &k->key, 1 };

		if (*k->host == '\0' || strcmp(k->host, host) == 0)
			state = verify_by(l, host, prefix, &one, state, t);
	}
	return state;
}

static enum token_state
verify(const struct looking *l, struct token *t)
{
	enum token_state state = TOKEN_UNKNOWN_KEY;
	const char *host;
	char *prefix;

	if (!provider_token_place(l->link->provider, &host, &prefix))
		return state;
	state = verify_at(l, host, prefix, t);
	free(prefix);
	return state;
}

/* Something stands around the address, or characters of it are wrong. */
static void
say_damaged(const struct looking *l)
{
	if (l->rd.match == PROVIDER_LIKE)
		say(l->r, INBOUND_DAMAGED, "%s", l->rd.why);
	else if (l->link->gateway)
		say(l->r, INBOUND_DAMAGED, "wrapped by %s", l->link->gateway);
	else
		say(l->r, INBOUND_DAMAGED, "it was put behind another "
			"address");
}

/* The signature is the proof, whoever is in the registry: a key is trusted
 * for all the partners of its programme. */
static void
read_signed(const struct looking *l)
{
	struct token t;

	switch (verify(l, &t)) {
	case TOKEN_GENUINE:
		l->r->partner = l->partners->by_token(l->partners->ctx,
			l->link->provider, t.account);
		if (l->rd.match != PROVIDER_EXACT) {
			say_damaged(l);
			break;
		}
		say(l->r, INBOUND_GENUINE, "its signature holds");
		l->r->issued = l->seen;
		break;
	case TOKEN_UNKNOWN_KEY:
		say(l->r, INBOUND_UNKNOWN, "signed with a key that is not "
			"trusted here");
		break;
	case TOKEN_REVOKED_KEY:
		say(l->r, INBOUND_UNKNOWN, "signed with a key that was "
			"withdrawn");
		break;
	case TOKEN_MALFORMED:
	case TOKEN_FORGED:
		say(l->r, INBOUND_DAMAGED, "its signature does not hold: it "
			"was damaged or made up");
		break;
	}
}

static bool
same_indirect(const struct looking *l, const struct reseller *partner)
{
	return l->rd.indirect == NULL || (partner->indirect &&
		strcmp(partner->indirect, l->rd.indirect) == 0);
}

/* Without a link of theirs on file, its form is all that can be judged. */
static void
read_form(const struct looking *l, const struct reseller *partner)
{
	if (!same_indirect(l, partner)) {
		say(l->r, INBOUND_UNKNOWN, "it names the indirect provider "
			"%s, who is not %s's", l->rd.indirect, partner->name);
	} else if (l->rd.match == PROVIDER_EXACT) {
		say(l->r, INBOUND_APPROVED, "of the account of %s; no link of "
			"theirs is known to compare it with", partner->name);
		l->r->issued = l->seen;
	} else {
		say_damaged(l);
	}
}

static void
read_partner(const struct looking *l, const struct reseller *partner)
{
	l->r->partner = partner;
	if (partner->link == NULL) {
		read_form(l, partner);
		return;
	}
	say(l->r, INBOUND_DAMAGED, "it is not the link of %s", partner->name);
	l->r->issued = partner->link;
}

static void
read_stranger(const struct looking *l)
{
	if (l->rd.account)
		say(l->r, INBOUND_UNKNOWN, "it belongs to the account %s, "
			"which is no approved partner's", l->rd.account);
	else if (l->rd.match == PROVIDER_EXACT)
		say(l->r, INBOUND_UNKNOWN, "it names no account, and was not "
			"announced by an approved partner");
	else
		say_damaged(l);
}

static bool
is_refused(const struct looking *l)
{
	return l->rd.match == PROVIDER_EXACT &&
		provider_shape_refused(l->rd.shape);
}

static void
read_foreign(const struct looking *l)
{
	const struct reseller *partner = NULL;

	if (l->link->owner)
		partner = l->partners->by_name(l->partners->ctx,
			l->link->owner);
	if (is_refused(l))
		say(l->r, INBOUND_UNKNOWN, "links of the kind \"%s\" are "
			"never issued", provider_shape_label(l->rd.shape));
	else if (l->link->provider->signed_here && l->rd.token)
		read_signed(l);
	else if (partner)
		read_partner(l, partner);
	else
		read_stranger(l);
}

void
inbound_link_read(const char *seen, const struct link_reading *link,
	const struct facts *f, const struct inbound_partners *partners,
	struct inbound_link *r)
{
	struct looking l = { .seen = seen, .link = link, .f = f,
		.partners = partners, .r = r };
	struct err err;
	struct url u;

	*r = (struct inbound_link){ .provider = link->provider };
	if (link->state == LINK_IMITATION) {
		say(r, INBOUND_IMITATION, "%s", link->how);
		return;
	}
	if (read_known(&l))
		return;
	if (link->provider && url_parse(span_str(seen), &u, &err) == 0)
		provider_read(link->provider, &u, &l.rd);
	read_foreign(&l);
	provider_reading_deinit(&l.rd);
}
