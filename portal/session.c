#include "session.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* __Host-: browsers take it only over TLS, for this host alone (RFC 6265bis
 * 4.1.3.2). */
#define NAME "__Host-linkseal"
#define HEX (2 * SIGNIN_TOKEN + 1)

bool
session_find_cookie(const char *cookies, const char *name, char *out,
	size_t max)
{
	size_t n = strlen(name), end;

	while (cookies && *cookies) {
		cookies += strspn(cookies, "; \t");
		end = strcspn(cookies, ";");
		if (strncmp(cookies, name, n) == 0 && cookies[n] == '=') {
			if (end - n - 1 >= max)
				return false;
			memcpy(out, cookies + n + 1, end - n - 1);
			out[end - n - 1] = '\0';
			return true;
		}
		cookies += end;
	}
	return false;
}

void
session_renew(struct session *s)
{
	randombytes_buf(s->token, sizeof s->token);
	s->sent = false;
}

void
session_read(struct session *s, const char *cookies)
{
	char hex[HEX];
	const char *end;
	size_t n;

	if (session_find_cookie(cookies, NAME, hex, sizeof hex) &&
	    sodium_hex2bin(s->token, sizeof s->token, hex, strlen(hex), NULL,
	    &n, &end) == 0 && n == sizeof s->token && *end == '\0') {
		s->sent = true;
		return;
	}
	session_renew(s);
}

void
session_cookie(const struct session *s, struct buf *out)
{
	char hex[HEX];

	sodium_bin2hex(hex, sizeof hex, s->token, sizeof s->token);
	buf_printf(out, NAME "=%s; Path=/; Secure; HttpOnly; SameSite=Lax",
		hex);
}

void
session_proof(const struct session *s, char out[SESSION_PROOF])
{
	static const char what[] = "linkseal form v1";
	unsigned char hash[(SESSION_PROOF - 1) / 2];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)what,
		sizeof what - 1, s->token, sizeof s->token);
	sodium_bin2hex(out, SESSION_PROOF, hash, sizeof hash);
}

bool
session_proven(const struct session *s, const char *given)
{
	char proof[SESSION_PROOF];

	if (!s->sent || given == NULL || strlen(given) != SESSION_PROOF - 1)
		return false;
	session_proof(s, proof);
	return sodium_memcmp(proof, given, SESSION_PROOF - 1) == 0;
}
