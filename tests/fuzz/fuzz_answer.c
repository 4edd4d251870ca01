/* Answers of a provider's servers. The first byte says which and its status,
 * the second how long the header is; what follows is header and body. */

#include <string.h>

#include "cloud/cloud_limits.h"
#include "cloud/credential_text.h"
#include "cloud/oauth.h"
#include "cloud/partner_page.h"
#include "cloud/retry.h"
#include "fuzz.h"

static const unsigned statuses[] = { 200, 204, 302, 400, 401, 403, 404, 429,
	500, 503 };

static void
check_text(const char *text)
{
	for (const char *p = text; *p; p++)
		promise((unsigned char)*p >= ' ' && *p != 0x7f,
			"a message has no control characters");
}

static void
check_url(const struct http_answer *a)
{
	struct err err = { .kind = ERR_NONE };
	char *url = NULL;

	if (partner_center_url(a, &url, &err) == 0)
		promise(a->status == 200 && *url && !strstr(url, "&amp;"),
			"a link comes with status 200");
	else
		promise(url == NULL && err.kind != ERR_NONE, "or a reason");
	check_text(err.text);
	free(url);
}

static void
check_tokens(const struct http_answer *a)
{
	struct err err = { .kind = ERR_NONE };
	struct oauth_tokens t;

	if (oauth_read(a, &t, &err) == 0)
		promise(a->status == 200 && *t.access && t.seconds >= 0 &&
			strpbrk(t.access, "\r\n ") == NULL,
			"a token fits into a header");
	else
		promise(t.access == NULL && t.refresh == NULL, "or nothing");
	check_text(err.text);
	oauth_tokens_deinit(&t);
}

#define BASE "https://api.example"

static void
check_customer(const struct partner_customer *c)
{
	promise(guid_is(span_str(c->id)) && guid_is(span_str(c->tenant)),
		"a customer has ids");
	promise(c->n_domains <= CLOUD_DOMAINS_MAX, "and so many domains");
	for (size_t i = 0; i < c->n_domains; i++)
		promise(*c->domains[i], "each of them is one");
}

static void
check_page(const struct http_answer *a)
{
	struct err err = { .kind = ERR_NONE };
	struct partner_page p;

	if (partner_page_read(a, BASE, &p, &err) != 0) {
		promise(p.customers == NULL && err.kind != ERR_NONE,
			"or nothing, and a reason");
		check_text(err.text);
		return;
	}
	promise(p.n + p.nameless <= CLOUD_PAGE_MAX, "a page has an end");
	promise(p.last == (p.next.url == NULL), "the last has no next");
	promise(p.last || (strncmp(p.next.url, BASE "/v1/customers",
		strlen(BASE "/v1/customers")) == 0 &&
		strpbrk(p.next.url, " \r\n#\\") == NULL),
		"the next page is the list's own");
	for (size_t i = 0; i < p.n; i++)
		check_customer(&p.customers[i]);
	partner_page_deinit(&p);
}

static void
check_one(const struct http_answer *a)
{
	static const char id[] = "484e548c-f5f3-4528-93a9-c16c6373cb59";
	struct err err = { .kind = ERR_NONE };
	struct partner_customer c;

	if (partner_customer_read(a, id, &c, &err) == 0) {
		promise(strcmp(c.id, id) == 0, "it is who was asked for");
		check_customer(&c);
		partner_customer_deinit(&c);
	}
	check_text(err.text);
	promise(!partner_customer_is_gone(a) || a->status >= 400,
		"who is there is not gone");
	if (partner_customer_changed(a, &err) == 0)
		promise(a->status == 200 || a->status == 204, "a yes is one");
	check_text(err.text);
}

static void
check_retry(const struct http_answer *a)
{
	struct retry r = { .patience = 1000 };
	unsigned seconds, sum = 0;

	while (retry_next(&r, a, 1795255200, &seconds)) {
		promise(seconds > 0, "nothing is tried again at once");
		sum += seconds;
	}
	promise(sum == r.waited && sum <= r.patience, "patience has an end");
}

static void
check_credential(struct span text)
{
	struct credential_text c, again;
	struct err err = { .kind = ERR_NONE };
	struct buf out;

	if (credential_text_read(text, &c, &err) != 0) {
		check_text(err.text);
		return;
	}
	buf_init(&out, text.n + 100);
	credential_text_renew(text, &c, "new", &out);
	promise(credential_text_read(buf_span(&out), &again, &err) == 0 &&
		span_eq_str(again.refresh_token, "new") &&
		span_eq(again.secret, c.secret), "the rest stays as it is");
	buf_deinit(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span s = { data, n };
	unsigned what = next_byte(&s);
	size_t head = next_byte(&s);
	struct http_answer a;

	if (head > s.n)
		head = s.n;
	http_answer_init(&a);
	a.status = statuses[what % 10];
	buf_add(&a.headers, span_sub(s, 0, head));
	buf_add(&a.body, span_sub(s, head, s.n));
	check_url(&a);
	check_tokens(&a);
	check_page(&a);
	check_one(&a);
	check_retry(&a);
	check_credential(s);
	http_answer_deinit(&a);
	return 0;
}
