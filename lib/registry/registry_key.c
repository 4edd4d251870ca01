#include <stdio.h>
#include <string.h>

#include "registry/store.h"

static int
note(struct registry *r, const char *action, uint32_t id, struct err *err)
{
	char detail[20];

	snprintf(detail, sizeof detail, "key %08x", id);
	return store_note(r, action, NULL, detail, err);
}

static int
add(struct registry *r, const void *ctx, struct err *err)
{
	const struct token_key *key = ctx;
	char now[STORE_TIME];
	struct store_value args[3] = { store_number(key->id),
		store_blob(key->public, sizeof key->public) };
	int rc = store_exists(r, "SELECT 1 FROM keys WHERE id = ?1"
		" OR public = ?2", args, 2, err);

	if (rc == 1)
		return err_set(err, ERR_EXISTS, "key %08x is in the registry "
			"already", key->id);
	if (rc != 0)
		return -1;
	store_now(now);
	args[2] = store_text(now);
	if (store_query(r, "UPDATE keys SET state = 'verify'"
	    " WHERE state = 'active'", NULL, 0, NULL, NULL, err) != 0 ||
	    store_query(r, "INSERT INTO keys (id, state, public, created)"
		" VALUES (?1, 'active', ?2, ?3)", args, 3, NULL, NULL,
		err) != 0)
		return -1;
	return note(r, "key add", key->id, err);
}

int
registry_key_add(struct registry *r, const struct token_key *key,
	struct err *err)
{
	return store_change(r, add, key, err);
}

/* With its links: nobody may send what nobody believes. */
static int
revoke(struct registry *r, void *ctx, struct err *err)
{
	uint32_t id = *(const uint32_t *)ctx;
	char now[STORE_TIME];
	int rc;

	store_now(now);
	rc = store_exists(r, "UPDATE keys SET state = 'revoked', revoked = ?2"
		" WHERE id = ?1 AND state <> 'revoked' RETURNING 1",
		(struct store_value[]){ store_number(id), store_text(now) },
		2, err);
	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND, "there is no key %08x that "
			"could be revoked; `key list` shows all", id);
	if (rc != 1)
		return -1;
	if (note(r, "key revoke", id, err) != 0)
		return -1;
	return registry_link_revoke_signed(r, id, NULL, NULL, err);
}

int
registry_key_revoke(struct registry *r, uint32_t id, struct err *err)
{
	return registry_batch(r, revoke, &id, err);
}

struct each {
	int (*fn)(void *ctx, const struct registry_key *);
	void *ctx;
};

static enum token_key_state
state_from(const char *text)
{
	if (strcmp(text, "active") == 0)
		return TOKEN_KEY_ACTIVE;
	if (strcmp(text, "verify") == 0)
		return TOKEN_KEY_VERIFY;
	return TOKEN_KEY_REVOKED;
}

static int
hand_over(void *ctx, const struct store_value *c)
{
	const struct each *e = ctx;
	struct registry_key k = {
		.key.id = (uint32_t)c[0].number,
		.key.state = state_from(c[1].text),
		.created = (char *)c[3].text,
		.revoked = (char *)c[4].text,
	};

	/* The table's CHECK holds it to this length. */
	if (c[2].n == sizeof k.key.public)
		memcpy(k.key.public, c[2].text, c[2].n);
	return e->fn(e->ctx, &k);
}

int
registry_keys(struct registry *r,
	int (*fn)(void *ctx, const struct registry_key *), void *ctx,
	struct err *err)
{
	struct each e = { fn, ctx };

	return store_query(r, "SELECT id, state, public, created, revoked"
		" FROM keys ORDER BY created, id", NULL, 0, hand_over, &e, err);
}
