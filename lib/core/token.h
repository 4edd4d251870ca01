#ifndef LS_CORE_TOKEN_H
#define LS_CORE_TOKEN_H

/*
 * The links of one's own programme: a fixed binary payload, signed with
 * Ed25519 (libsodium), in base62. Deterministic: the same facts give the same
 * bytes for ever. The signature covers
 *
 *	"linkseal-link-v1\0" host \0 path-prefix \0 payload
 *
 * so a token can't be used under another host. Knows no file and no clock.
 *
 *	payload, 20 bytes, big endian:
 *	version(1)=1  key id(4)  account(8)  serial(4)  flags(1)  reserved(2)=0
 *
 * base62: digits "0-9A-Za-z", the number's most significant first, in one
 * spelling only (core/base62).
 *
 * account: the first 8 bytes of BLAKE2b-512 of "linkseal-account-v1\0" and
 * the account id; the token carries no name and no customer data.
 */

#include <stdint.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

#define TOKEN_PAYLOAD 20
#define TOKEN_SIGNATURE 64
#define TOKEN_SECRET 64		/* libsodium's secret key: seed and public */
#define TOKEN_PUBLIC 32
/* base62 of 84 bytes, always padded to this many digits */
#define TOKEN_CHARS 113

enum token_key_state {
	TOKEN_KEY_ACTIVE,	/* signs and verifies; one at a time */
	TOKEN_KEY_VERIFY,	/* verifies links that are out */
	TOKEN_KEY_REVOKED,	/* known, believed no more */
};

struct token_key {
	uint32_t id;
	enum token_key_state state;
	unsigned char public[TOKEN_PUBLIC];
};

struct token_keys {
	const struct token_key *keys;
	size_t n;
};

struct token {
	uint32_t key_id;
	unsigned char account[8];
	uint32_t serial;	/* counts an account's links from 1 */
	unsigned char flags;
};

enum token_state {
	TOKEN_GENUINE,
	TOKEN_MALFORMED,	/* not base62, wrong length, another spelling */
	TOKEN_UNKNOWN_KEY,
	TOKEN_REVOKED_KEY,
	TOKEN_FORGED,		/* the signature does not hold */
};

/* Appends the whole URL "https://HOST PREFIX TOKEN" (no spaces) to OUT. */
void token_issue(const struct token *t, const char *host, const char *prefix,
	const unsigned char secret[TOKEN_SECRET], struct buf *out);

/* Reads and verifies; *t is filled in unless TOKEN_MALFORMED. */
enum token_state token_verify(struct span token, const char *host,
	const char *prefix, const struct token_keys *keys, struct token *t);

/* What stands for ACCOUNT inside a token. */
void token_account(const char *account, unsigned char out[8]);

/* Words for people; never NULL. */
const char *token_state_text(enum token_state state);

#endif
