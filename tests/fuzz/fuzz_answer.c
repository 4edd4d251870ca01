/* Answers of a provider's servers. The first byte says which and its status,
 * the second how long the header is; what follows is header and body. */

#include <string.h>

#include "cloud/credential_text.h"
#include "cloud/oauth.h"
#include "cloud/partner_center.h"
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
	check_retry(&a);
	check_credential(s);
	http_answer_deinit(&a);
	return 0;
}
