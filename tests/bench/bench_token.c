/* Links of one's own programme beside bare libsodium. */

#include <sodium.h>
#include <string.h>

#include "bench.h"
#include "core/token.h"

#define ROUNDS 20000
#define HOST "partners.fabrikam.example"
#define PREFIX "/i/"

static unsigned char secret[TOKEN_SECRET];
static struct token_key key = { .id = 1 };

/* Signing and verifying as many bytes as a token signs. */
static void
bare(double *sign, double *verify)
{
	unsigned char text[17 + sizeof HOST + sizeof PREFIX + TOKEN_PAYLOAD];
	unsigned char signature[crypto_sign_BYTES];
	double start = bench_now();
	int i;

	memset(text, 7, sizeof text);
	for (i = 0; i < ROUNDS; i++)
		crypto_sign_detached(signature, NULL, text, sizeof text,
			secret);
	*sign = bench_now() - start;
	start = bench_now();
	for (i = 0; i < ROUNDS; i++)
		bench_need(crypto_sign_verify_detached(signature, text,
			sizeof text, key.public) == 0, "not verified");
	*verify = bench_now() - start;
}

static void
ours(double *sign, double *verify)
{
	struct token_keys keys = { &key, 1 };
	struct token t = { .key_id = 1, .serial = 1 }, got;
	double start = bench_now();
	struct span digits;
	struct buf url;
	int i;

	buf_init(&url, 1000);
	for (i = 0; i < ROUNDS; i++) {
		buf_reset(&url);
		token_issue(&t, HOST, PREFIX, secret, &url);
	}
	*sign = bench_now() - start;
	digits = span_sub(buf_span(&url), url.n - TOKEN_CHARS, url.n);
	start = bench_now();
	for (i = 0; i < ROUNDS; i++)
		bench_need(token_verify(digits, HOST, PREFIX, &keys, &got) ==
			TOKEN_GENUINE, "not genuine");
	*verify = bench_now() - start;
	buf_deinit(&url);
}

int
main(void)
{
	double s0, v0, s1, v1;

	bench_need(sodium_init() >= 0, "libsodium");
	crypto_sign_keypair(key.public, secret);
	bare(&s0, &v0);
	ours(&s1, &v1);
	printf("token: sign %.1f us, libsodium %.1f us: %.2f of its rate\n",
		s1 / ROUNDS * 1e6, s0 / ROUNDS * 1e6, s0 / s1);
	printf("token: verify %.1f us, libsodium %.1f us: %.2f of its rate\n",
		v1 / ROUNDS * 1e6, v0 / ROUNDS * 1e6, v0 / v1);
	return EXIT_SUCCESS;
}
