#ifndef LS_TESTS_UNIT_INBOUND_WORLD_H
#define LS_TESTS_UNIT_INBOUND_WORLD_H

/*
 * A receiver who has approved Contoso, whose link it knows, Fabrikam, whose
 * account alone it knows, and Fabrikam's own programme, whose key it trusts.
 */

#include <sodium.h>

#include "core/inbound.h"
#include "mail.h"

#define MX "mx.customer.example"
#define STRANGER_LINK ADMIN RESELLER SCREEN_ID "&msppId=0&DAP=true" OLD_PAGE
/* Of Contoso's account, and taken back. */
#define REVOKED_LINK ADMIN RESELLER CONTOSO_ID "&msppId=7&DAP=true" OLD_PAGE

struct inbound_world {
	struct world w;
	struct reseller programme;
	struct token_key key;
	struct token_keys keys;
	unsigned char secret[TOKEN_SECRET];
	struct inbound in;
};

static inline const struct reseller *
inbound_world_by_name(const void *ctx, const char *name)
{
	const struct inbound_world *i = ctx;
	const struct reseller *all[] = { &i->w.contoso, &i->w.fabrikam,
		&i->programme };

	for (size_t k = 0; k < 3; k++)
		if (strcmp(all[k]->name, name) == 0)
			return all[k];
	return NULL;
}

static inline const struct reseller *
inbound_world_by_link(const void *ctx, const char *url)
{
	const struct inbound_world *i = ctx;

	return strcmp(url, CONTOSO_LINK) == 0 || strcmp(url, U1) == 0 ||
		strcmp(url, REVOKED_LINK) == 0 ? &i->w.contoso : NULL;
}

static inline const struct reseller *
inbound_world_by_token(const void *ctx, const struct provider *p,
	const unsigned char account[8])
{
	const struct inbound_world *i = ctx;
	unsigned char own[8];

	token_account(i->programme.account, own);
	return p == i->programme.provider && memcmp(own, account, 8) == 0 ?
		&i->programme : NULL;
}

static inline const char *
inbound_world_revoked(const void *ctx, const char *url)
{
	(void)ctx;
	return strcmp(url, REVOKED_LINK) == 0 ? "2026-11-21 (a mistake)" :
		NULL;
}

static inline const char *
inbound_world_owner(void *ctx, const struct provider *p, const char *account)
{
	(void)ctx;
	if (strcmp(p->name, "partner-center") != 0)
		return NULL;
	return strcmp(account, CONTOSO_ID) == 0 ? "contoso" :
		strcmp(account, FABRIKAM_ID) == 0 ? "fabrikam" : NULL;
}

static inline void
inbound_world_init(struct inbound_world *i)
{
	static const unsigned char seed[32] = { 7 };

	world_init(&i->w, 0);
	i->w.fabrikam.link = NULL;
	i->programme = i->w.contoso;
	i->programme.name = "programme";
	i->programme.provider = providers_find(&i->w.providers, "own");
	i->programme.account = "fabrikam-main";
	i->programme.link = NULL;
	i->programme.n_earlier = 0;
	i->key = (struct token_key){ .id = 1 };
	crypto_sign_seed_keypair(i->key.public, i->secret, seed);
	i->keys = (struct token_keys){ &i->key, 1 };
	i->in = (struct inbound){
		.settings = { .host = MX, .on_damaged = ACTION_MARK,
			.on_unknown = ACTION_MARK,
			.on_imitation = ACTION_MARK },
		.partners = { inbound_world_by_name, inbound_world_by_link,
			inbound_world_by_token, inbound_world_revoked, i,
			NULL },
		.facts = i->w.facts,
	};
	i->in.facts.keys = &i->keys;
	i->in.facts.owner = inbound_world_owner;
}

static inline void
inbound_world_deinit(struct inbound_world *i)
{
	world_deinit(&i->w);
}

/* A signed link of ACCOUNT's; the caller frees. */
static inline char *
inbound_world_sign(const struct inbound_world *i, const char *account)
{
	struct token t = { .key_id = i->key.id, .serial = 1 };
	struct buf out;

	buf_init(&out, 400);
	token_account(account, t.account);
	token_issue(&t, OWN_HOST, "/i/", i->secret, &out);
	return buf_take(&out);
}

#endif
