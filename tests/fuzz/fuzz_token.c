/* Whatever verifies is spelled exactly as it was issued. The first byte says
 * where a genuine token is changed, the second to what. */

#include <string.h>

#include "core/base62.h"
#include "core/token.h"
#include "fuzz.h"
#include "house.h"

static struct span
issue(const struct token *t, struct buf *url)
{
	const struct house_key *k = house_key();

	buf_init(url, 1 << 10);
	token_issue(t, k->host, k->prefix, k->secret, url);
	return span_sub(buf_span(url), url->n - TOKEN_CHARS, url->n);
}

static bool
check(struct span digits)
{
	const struct house_key *k = house_key();
	unsigned char bytes[BASE62_BYTES], again[BASE62_DIGITS];
	struct buf url = { 0 };
	struct token t;
	bool genuine = token_verify(digits, k->host, k->prefix, &k->keys,
		&t) == TOKEN_GENUINE;

	if (base62_decode(digits, bytes)) {
		base62_encode(bytes, (char *)again);
		promise(span_eq((struct span){ again, sizeof again }, digits),
			"a value has one spelling");
	}
	promise(!genuine || span_eq(issue(&t, &url), digits),
		"it was issued so");
	buf_deinit(&url);
	return genuine;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span s = { data, n }, digits;
	unsigned at = next_byte(&s) % (TOKEN_CHARS + 1), to = next_byte(&s);
	struct token t = { house_key()->keys.keys[0].id, { 0 },
		next_byte(&s), (unsigned char)next_byte(&s) };
	struct buf url;

	check(s);
	memcpy(t.account, s.p, s.n < 8 ? s.n : 8);
	digits = issue(&t, &url);
	if (at < TOKEN_CHARS)
		url.p[url.n - 1 - at] = (unsigned char)to;
	promise(check(digits) || at < TOKEN_CHARS, "what we issue is genuine");
	buf_deinit(&url);
	return 0;
}
