#include "registry/signin.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "registry/ledger_parts.h"

#define DIGEST 32
#define SALT 16

struct code {
	const char *address;
	const char *role;
	char text[SIGNIN_DIGITS + 1];
	int64_t now;
	enum signin_result *result;
};

static void
digest(const unsigned char *salt, const char *code, unsigned char out[DIGEST])
{
	crypto_generichash(out, DIGEST, (const unsigned char *)code,
		strlen(code), salt, SALT);
}

static int
check_often(struct registry *r, const struct code *c, struct err *err)
{
	int64_t n = 0;

	if (store_query(r, "SELECT count(*) FROM codes WHERE address = ?1"
	    " AND issued > ?2", (struct store_value[]){
		store_text(c->address), store_number(c->now - 3600) }, 2,
	    ledger_take_number, &n, err) != 0)
		return -1;
	if (n >= SIGNIN_CODES)
		return err_set(err, ERR_LIMIT, "this address had %d codes "
			"within an hour; wait", SIGNIN_CODES);
	return 0;
}

/* What is older than an hour counts for nothing any more. */
static int
forget(struct registry *r, int64_t now, struct err *err)
{
	struct store_value args[] = { store_number(now - 3600),
		store_number(now) };

	if (store_query(r, "DELETE FROM codes WHERE issued <= ?1"
	    " AND expires <= ?2", args, 2, NULL, NULL, err) != 0)
		return -1;
	return store_query(r, "DELETE FROM sessions WHERE expires <= ?1",
		args + 1, 1, NULL, NULL, err);
}

static int
issue(struct registry *r, const void *ctx, struct err *err)
{
	const struct code *c = ctx;
	unsigned char salt[SALT], hash[DIGEST];

	if (forget(r, c->now, err) != 0 || check_often(r, c, err) != 0 ||
	    store_query(r, "UPDATE codes SET used = 1 WHERE address = ?1"
	    " AND role = ?2", (struct store_value[]){
		store_text(c->address), store_text(c->role) }, 2, NULL, NULL,
	    err) != 0)
		return -1;
	randombytes_buf(salt, sizeof salt);
	digest(salt, c->text, hash);
	return store_query(r, "INSERT INTO codes (address, role, salt, digest,"
		" issued, expires, tries, used)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0)",
		(struct store_value[]){ store_text(c->address),
			store_text(c->role), store_blob(salt, sizeof salt),
			store_blob(hash, sizeof hash), store_number(c->now),
			store_number(c->now + SIGNIN_MINUTES * 60) }, 6, NULL,
		NULL, err);
}

int
signin_code(struct registry *r, const char *address, const char *role,
	int64_t now, char code_r[SIGNIN_DIGITS + 1], struct err *err)
{
	struct code c = { .address = address, .role = role, .now = now };

	for (int i = 0; i < SIGNIN_DIGITS; i++)
		c.text[i] = (char)('0' + randombytes_uniform(10));
	if (store_change(r, issue, &c, err) != 0)
		return -1;
	memcpy(code_r, c.text, sizeof c.text);
	sodium_memzero(c.text, sizeof c.text);
	return 0;
}

struct known {
	int64_t id;		/* 0: none */
	unsigned char salt[SALT], hash[DIGEST];
};

static int
take_known(void *ctx, const struct store_value *c)
{
	struct known *k = ctx;

	k->id = c[0].number;
	memcpy(k->salt, c[1].text, SALT);
	memcpy(k->hash, c[2].text, DIGEST);
	return 0;
}

static int
note_try(struct registry *r, const struct known *k, bool used,
	struct err *err)
{
	return store_query(r, "UPDATE codes SET tries = tries + 1, used = ?2"
		" WHERE id = ?1", (struct store_value[]){
			store_number(k->id), store_number(used) }, 2, NULL,
		NULL, err);
}

/* A wrong code is no failure: the try is to be kept. */
static int
redeem(struct registry *r, const void *ctx, struct err *err)
{
	const struct code *c = ctx;
	unsigned char hash[DIGEST];
	struct known k = { .id = 0 };

	*c->result = SIGNIN_VOID;
	if (store_query(r, "SELECT id, salt, digest FROM codes"
	    " WHERE address = ?1 AND role = ?2 AND used = 0 AND expires > ?3"
	    " AND tries < ?4", (struct store_value[]){
		store_text(c->address), store_text(c->role),
		store_number(c->now), store_number(SIGNIN_TRIES) }, 4,
	    take_known, &k, err) != 0)
		return -1;
	if (k.id == 0)
		return 0;
	digest(k.salt, c->text, hash);
	*c->result = sodium_memcmp(hash, k.hash, DIGEST) == 0 ? SIGNIN_GOOD :
		SIGNIN_WRONG;
	return note_try(r, &k, *c->result == SIGNIN_GOOD, err);
}

int
signin_redeem(struct registry *r, const char *address, const char *role,
	const char *code, int64_t now, enum signin_result *result_r,
	struct err *err)
{
	struct code c = { .address = address, .role = role, .now = now,
		.result = result_r };
	size_t n = 0;

	for (; *code; code++)
		if (strchr(" -\t", *code) == NULL && n < sizeof c.text)
			c.text[n++] = *code;
	if (n > SIGNIN_DIGITS)
		n = 0;
	c.text[n] = '\0';
	return store_change(r, redeem, &c, err);
}

struct session {
	unsigned char digest[DIGEST];
	const char *address;
	const char *role;
	int64_t now, expires;
};

static void
token_digest(const unsigned char token[SIGNIN_TOKEN],
	unsigned char out[DIGEST])
{
	crypto_generichash(out, DIGEST, token, SIGNIN_TOKEN, NULL, 0);
}

static int
begin(struct registry *r, const void *ctx, struct err *err)
{
	const struct session *s = ctx;

	if (forget(r, s->now, err) != 0)
		return -1;
	return store_query(r, "INSERT INTO sessions (digest, address, role,"
		" expires) VALUES (?1, ?2, ?3, ?4)", (struct store_value[]){
			store_blob(s->digest, DIGEST), store_text(s->address),
			store_text(s->role), store_number(s->expires) }, 4,
		NULL, NULL, err);
}

int
signin_begin(struct registry *r, const unsigned char token[SIGNIN_TOKEN],
	const char *address, const char *role, int64_t now, int64_t expires,
	struct err *err)
{
	struct session s = { .address = address, .role = role, .now = now,
		.expires = expires };

	token_digest(token, s.digest);
	return store_change(r, begin, &s, err);
}

struct bearer {
	char **address, **role;
};

static int
take_bearer(void *ctx, const struct store_value *c)
{
	const struct bearer *b = ctx;

	*b->address = buf_strdup(c[0].text);
	*b->role = buf_strdup(c[1].text);
	return 0;
}

int
signin_bearer(struct registry *r, const unsigned char token[SIGNIN_TOKEN],
	int64_t now, char **address_r, char **role_r, struct err *err)
{
	unsigned char hash[DIGEST];
	struct bearer b = { address_r, role_r };

	*address_r = *role_r = NULL;
	token_digest(token, hash);
	return store_query(r, "SELECT address, role FROM sessions"
		" WHERE digest = ?1 AND expires > ?2", (struct store_value[]){
			store_blob(hash, DIGEST), store_number(now) }, 2,
		take_bearer, &b, err);
}

int
signin_end(struct registry *r, const unsigned char token[SIGNIN_TOKEN],
	struct err *err)
{
	unsigned char hash[DIGEST];

	token_digest(token, hash);
	return store_query(r, "DELETE FROM sessions WHERE digest = ?1",
		(struct store_value[]){ store_blob(hash, DIGEST) }, 1, NULL,
		NULL, err);
}

struct each {
	int (*fn)(void *ctx, const struct signin_kept *);
	void *ctx;
};

static int
hand_kept(void *ctx, const struct store_value *c)
{
	const struct each *e = ctx;
	struct signin_kept k = { c[0].text, c[1].text, c[2].text,
		c[3].number };

	return e->fn(e->ctx, &k);
}

int
signin_each(struct registry *r, const char *address, const char *domain,
	int (*fn)(void *ctx, const struct signin_kept *), void *ctx,
	struct err *err)
{
	struct each e = { fn, ctx };

	return store_query(r, "SELECT what, address, role, expires FROM"
		" (SELECT 'code' AS what, address, role, expires FROM codes"
		" UNION ALL SELECT 'session', address, role, expires"
		" FROM sessions) WHERE lower(address) = lower(?1)"
		" OR substr(address, instr(address, '@') + 1) = ?2"
		" ORDER BY expires", (struct store_value[]){
			store_text(address), store_text(domain) }, 2,
		hand_kept, &e, err);
}
