#include "core/token.h"

#include <sodium.h>
#include <string.h>

#include "core/base62.h"
#include "core/limits.h"

#define VERSION 1
#define LINK_CONTEXT "linkseal-link-v1"
#define ACCOUNT_CONTEXT "linkseal-account-v1"

_Static_assert(TOKEN_PAYLOAD + TOKEN_SIGNATURE == BASE62_BYTES &&
	TOKEN_CHARS == BASE62_DIGITS, "a token is one base62 number");
_Static_assert(TOKEN_SIGNATURE == crypto_sign_BYTES &&
	TOKEN_SECRET == crypto_sign_SECRETKEYBYTES &&
	TOKEN_PUBLIC == crypto_sign_PUBLICKEYBYTES, "Ed25519 of libsodium");

static void
put_32(unsigned char *p, uint32_t v)
{
	p[0] = (unsigned char)(v >> 24);
	p[1] = (unsigned char)(v >> 16);
	p[2] = (unsigned char)(v >> 8);
	p[3] = (unsigned char)v;
}

static uint32_t
get_32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		(uint32_t)p[2] << 8 | p[3];
}

static void
pack(const struct token *t, unsigned char payload[TOKEN_PAYLOAD])
{
	payload[0] = VERSION;
	put_32(payload + 1, t->key_id);
	memcpy(payload + 5, t->account, sizeof t->account);
	put_32(payload + 13, t->serial);
	payload[17] = t->flags;
	payload[18] = payload[19] = 0;
}

/* What is not written by pack() is another format, not a forgery. */
static bool
unpack(const unsigned char payload[TOKEN_PAYLOAD], struct token *t)
{
	if (payload[0] != VERSION || payload[18] || payload[19])
		return false;
	t->key_id = get_32(payload + 1);
	memcpy(t->account, payload + 5, sizeof t->account);
	t->serial = get_32(payload + 13);
	t->flags = payload[17];
	return true;
}

/* The bytes that are signed. NULs keep the pieces apart: no host and no path
 * of a URL holds one. */
static void
signed_bytes(const char *host, const char *prefix,
	const unsigned char payload[TOKEN_PAYLOAD], struct buf *out)
{
	buf_init(out, LIMIT_URL);
	buf_add(out, (struct span){ (const unsigned char *)LINK_CONTEXT,
		sizeof LINK_CONTEXT });
	buf_add(out, (struct span){ (const unsigned char *)host,
		strlen(host) + 1 });
	buf_add(out, (struct span){ (const unsigned char *)prefix,
		strlen(prefix) + 1 });
	buf_add(out, (struct span){ payload, TOKEN_PAYLOAD });
}

void
token_issue(const struct token *t, const char *host, const char *prefix,
	const unsigned char secret[TOKEN_SECRET], struct buf *out)
{
	unsigned char bytes[BASE62_BYTES];
	char digits[BASE62_DIGITS];
	struct buf text;

	pack(t, bytes);
	signed_bytes(host, prefix, bytes, &text);
	crypto_sign_detached(bytes + TOKEN_PAYLOAD, NULL, text.p, text.n,
		secret);
	buf_deinit(&text);
	base62_encode(bytes, digits);
	buf_add_str(out, "https://");
	buf_add_str(out, host);
	buf_add_str(out, prefix);
	buf_add(out, (struct span){ (const unsigned char *)digits,
		sizeof digits });
}

static const struct token_key *
find_key(const struct token_keys *keys, uint32_t id)
{
	size_t i;

	for (i = 0; keys && i < keys->n; i++)
		if (keys->keys[i].id == id)
			return &keys->keys[i];
	return NULL;
}

static bool
holds(const unsigned char bytes[BASE62_BYTES], const char *host,
	const char *prefix, const struct token_key *key)
{
	struct buf text;
	bool ok;

	signed_bytes(host, prefix, bytes, &text);
	ok = buf_ok(&text) && crypto_sign_verify_detached(bytes +
		TOKEN_PAYLOAD, text.p, text.n, key->public) == 0;
	buf_deinit(&text);
	return ok;
}

enum token_state
token_verify(struct span token, const char *host, const char *prefix,
	const struct token_keys *keys, struct token *t)
{
	unsigned char bytes[BASE62_BYTES];
	const struct token_key *key;

	if (!base62_decode(token, bytes) || !unpack(bytes, t))
		return TOKEN_MALFORMED;
	key = find_key(keys, t->key_id);
	if (key == NULL)
		return TOKEN_UNKNOWN_KEY;
	/* A forgery under a revoked key is still a forgery. */
	if (!holds(bytes, host, prefix, key))
		return TOKEN_FORGED;
	return key->state == TOKEN_KEY_REVOKED ? TOKEN_REVOKED_KEY :
		TOKEN_GENUINE;
}

void
token_account(const char *account, unsigned char out[8])
{
	unsigned char hash[crypto_generichash_BYTES_MAX];
	crypto_generichash_state state;

	/* BLAKE2b-512 cut to 8 bytes, which differs from BLAKE2b-64: the
	 * length is part of the hash (RFC 7693 2.8). */
	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	crypto_generichash_update(&state,
		(const unsigned char *)ACCOUNT_CONTEXT,
		sizeof ACCOUNT_CONTEXT);
	crypto_generichash_update(&state, (const unsigned char *)account,
		strlen(account));
	crypto_generichash_final(&state, hash, sizeof hash);
	memcpy(out, hash, 8);
}

const char *
token_state_text(enum token_state state)
{
	static const char *const texts[] = {
		[TOKEN_GENUINE] = "genuine",
		[TOKEN_MALFORMED] = "malformed",
		[TOKEN_UNKNOWN_KEY] = "signed with a key nobody knows",
		[TOKEN_REVOKED_KEY] = "signed with a revoked key",
		[TOKEN_FORGED] = "forged",
	};

	return texts[state];
}
