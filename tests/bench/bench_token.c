/*
 * Links of one's own programme beside bare libsodium. Both take turns, and the
 * time that counts is the processor's own: what else the machine does would
 * otherwise fall on one of them. Prints a line a turn: what, and microseconds
 * of each.
 */

#include <sodium.h>
#include <string.h>

#include "bench.h"
#include "core/token.h"

#define TURNS 40
#define EACH 500
#define HOST "partners.fabrikam.example"
#define PREFIX "/i/"

static unsigned char secret[TOKEN_SECRET];
static struct token_key key = { .id = 1 };
static struct buf url;		/* the link that was issued last */

/* As many bytes as a token signs, and their signature. */
static unsigned char text[17 + sizeof HOST + sizeof PREFIX + TOKEN_PAYLOAD];
static unsigned char signature[crypto_sign_BYTES];

static void
bare_sign(void)
{
	crypto_sign_detached(signature, NULL, text, sizeof text, secret);
}

static void
bare_verify(void)
{
	bench_need(crypto_sign_verify_detached(signature, text, sizeof text,
		key.public) == 0, "not verified");
}

static void
our_sign(void)
{
	struct token t = { .key_id = 1, .serial = 1 };

	buf_reset(&url);
	token_issue(&t, HOST, PREFIX, secret, &url);
}

static void
our_verify(void)
{
	struct token_keys keys = { &key, 1 };
	struct token got;

	bench_need(token_verify(span_sub(buf_span(&url), url.n - TOKEN_CHARS,
		url.n), HOST, PREFIX, &keys, &got) == TOKEN_GENUINE,
		"not genuine");
}

/* Seconds of the processor for EACH calls. */
static double
cost(void (*fn)(void))
{
	struct timespec start, end;
	int i;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
	for (i = 0; i < EACH; i++)
		fn();
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
	return (double)(end.tv_sec - start.tv_sec) +
		(double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

static void
compare(const char *what, void (*ours)(void), void (*bare)(void))
{
	for (int i = 0; i < TURNS; i++) {
		double b = cost(bare), a = cost(ours);

		printf("%s %.3f %.3f\n", what, a / EACH * 1e6,
			b / EACH * 1e6);
	}
}

int
main(void)
{
	bench_need(sodium_init() >= 0, "libsodium");
	crypto_sign_keypair(key.public, secret);
	memset(text, 7, sizeof text);
	buf_init(&url, 1000);
	compare("sign", our_sign, bare_sign);
	compare("verify", our_verify, bare_verify);
	buf_deinit(&url);
	return EXIT_SUCCESS;
}
