/* Events that come from anybody: the first byte says how long the header is,
 * whose lines are authorization, signature, algorithm and address of the
 * certificate. The body is an event, and what is at that address. */

#include <string.h>

#include "cloud/webhook_signer.h"
#include "fuzz.h"

static char certificates[] = "https://certs.example/cert/";
static char signer[] = "Contoso Authority";
static const struct provider_api api = { .certificates = certificates,
	.issuers = certificates, .signer = signer };

static void
check_text(const struct err *err)
{
	promise(err->kind != ERR_NONE, "there is a reason");
	for (const char *p = err->text; *p; p++)
		promise((unsigned char)*p >= ' ' && *p != 0x7f,
			"a message has no control characters");
}

/* The next line of S; NULL when it is empty. */
static char *
take_line(struct span *s)
{
	size_t end = span_find_byte(*s, 0, '\n');
	char *line;

	if (end == SPAN_NONE)
		end = s->n;
	line = end ? buf_dup(span_sub(*s, 0, end)) : NULL;
	*s = span_sub(*s, end < s->n ? end + 1 : end, s->n);
	return line;
}

static bool
check_claim(struct span header, struct webhook_claim *claim)
{
	char *lines[4];
	struct webhook_header h;
	struct err err = { .kind = ERR_NONE };
	bool claimed;

	for (size_t i = 0; i < 4; i++)
		lines[i] = take_line(&header);
	h = (struct webhook_header){ lines[0], lines[1], lines[2], lines[3] };
	claimed = webhook_claim(&h, &api, claim, &err) == 0;
	if (claimed)
		promise(claim->n > 0 && claim->n <= WEBHOOK_SIGNATURE_MAX &&
			strncmp(claim->certificate, certificates,
			strlen(certificates)) == 0 &&
			strpbrk(claim->certificate + strlen(certificates),
			"/\\?#@ ") == NULL,
			"a certificate is in the provider's own folder");
	else
		check_text(&err);
	for (size_t i = 0; i < 4; i++)
		free(lines[i]);
	return claimed;
}

static void
check_event(struct span body)
{
	struct webhook_event e;
	struct err err = { .kind = ERR_NONE };

	if (webhook_event(body, &e, &err) != 0) {
		check_text(&err);
		return;
	}
	promise(*e.name && strlen(e.name) <= WEBHOOK_NAME &&
		strpbrk(e.name, " \n\"'\\") == NULL, "a name is one");
	promise(*e.customer == '\0' || guid_is(span_str(e.customer)),
		"a customer is one, or nobody");
	promise(!webhook_is_fresh(&e, e.changed + WEBHOOK_AGE + 1),
		"an event gets old");
}

/* No authority is trusted, so nothing is proven. */
static void
check_signer(struct span bytes, const struct webhook_claim *claim)
{
	struct webhook_signer *s = NULL;
	struct err err = { .kind = ERR_NONE };
	char *above;

	if (webhook_signer_new(bytes, &s, &err) != 0) {
		promise(s == NULL, "or nothing");
		check_text(&err);
		return;
	}
	above = webhook_signer_above(s, certificates);
	promise(above == NULL || strncmp(above, certificates,
		strlen(certificates)) == 0, "the one above is in its folder");
	free(above);
	promise(webhook_signer_prove(s, "/dev/null", signer, 1795255200,
		&err) != 0, "nobody is trusted");
	check_text(&err);
	if (claim && webhook_signer_check(s, claim, bytes, &err) != 0)
		check_text(&err);
	webhook_signer_free(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span s = { data, n };
	size_t head = next_byte(&s);
	struct webhook_claim claim;
	bool claimed;

	if (head > s.n)
		head = s.n;
	claimed = check_claim(span_sub(s, 0, head), &claim);
	check_event(span_sub(s, head, s.n));
	check_signer(span_sub(s, head, s.n), claimed ? &claim : NULL);
	return 0;
}
