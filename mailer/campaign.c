#include "campaign.h"

#include <signal.h>
#include <sodium.h>
#include <string.h>

#include "core/limits.h"
#include "smtp/address.h"

#define ID_BYTES 16

/* Set by a signal. */
static volatile sig_atomic_t stop_wanted;

/* The second one kills; but SIGHUP comes from the terminal and again from its
 * shell. */
static void
on_signal(int number)
{
	if (stop_wanted && number != SIGHUP) {
		signal(number, SIG_DFL);
		raise(number);
	}
	stop_wanted = 1;
}

void
campaign_catch_signals(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction a = { .sa_handler = on_signal,
		.sa_flags = SA_RESTART }, before;
	size_t i;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		/* nohup(1), and what a shell starts in the background */
		if (sigaction(numbers[i], NULL, &before) == 0 &&
			before.sa_handler != SIG_IGN)
			sigaction(numbers[i], &a, NULL);
}

bool
campaign_stopped(void)
{
	return stop_wanted != 0;
}

unsigned
campaign_needs(const struct campaign *c)
{
	const struct recipients *r = c->recipients;
	size_t i;

	if (!address_is_ascii(c->invitations->from))
		return SMTP_NEED_UTF8;
	for (i = 0; i < r->n; i++)
		if (!address_is_ascii(r->list[i].address))
			return SMTP_NEED_UTF8;
	return 0;
}

bool
campaign_is_done(const struct campaign *c)
{
	const struct states *s = journal_states(c->journal);
	size_t i;

	for (i = 0; i < c->recipients->n; i++)
		if (states_want(states_find(s, c->recipients->list[i].key),
			c->retry_unknown))
			return false;
	return true;
}

char *
campaign_message_id(const char *campaign, const char *key, const char *domain)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * ID_BYTES + 1];
	crypto_hash_sha256_state s;
	struct buf b;

	/* The NUL keeps the two apart. */
	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, (const unsigned char *)campaign,
		strlen(campaign) + 1);
	crypto_hash_sha256_update(&s, (const unsigned char *)key, strlen(key));
	crypto_hash_sha256_final(&s, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, ID_BYTES);
	buf_init(&b, sizeof(hex) + LIMIT_ADDRESS + 3);
	buf_printf(&b, "<%s@%s>", hex, domain);
	return buf_take(&b);
}
