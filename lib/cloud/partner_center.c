#include "cloud/partner_center.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/document.h"
#include "cloud/refusal.h"
#include "cloud/retry.h"
#include "cloud/secret.h"

#define BEARER "Bearer "

static void
add_bearer(const char *token, struct http_request *rq)
{
	struct buf b;

	buf_init(&b, strlen(BEARER) + strlen(token));
	buf_add_str(&b, BEARER);
	buf_add_str(&b, token);
	http_request_field(rq, "Authorization", buf_str(&b));
	secret_buf_deinit(&b);
}

/* X-Locale: the language of what errors say. */
void
partner_center_start(const struct partner_center_call *call,
	const char *method, const char *path, struct http_request *rq)
{
	http_request_init(rq, method);
	buf_add_str(&rq->url, call->base);
	buf_add_str(&rq->url, path);
	add_bearer(call->token, rq);
	http_request_field(rq, "Accept", "application/json");
	http_request_field(rq, "MS-Contract-Version", "v1");
	http_request_field(rq, "MS-RequestId", call->request_id);
	http_request_field(rq, "MS-CorrelationId", call->correlation_id);
	http_request_field(rq, "MS-PartnerCenter-Application", "Linkseal");
	http_request_field(rq, "X-Locale", "en-US");
}

void
partner_center_invitation(const struct partner_center_call *call,
	struct http_request *rq)
{
	partner_center_start(call, "GET", "/v1/customers/relationshiprequests",
		rq);
}

static const struct cure {
	unsigned status;
	const char *code;	/* NULL: any */
	const char *words;
} cures[] = {
	{ 401, "800001", "it misses the partner's token: the application "
		"signed in for itself and not for a person; use the refresh "
		"token of a consent" },
	{ 401, NULL, "it does not accept the token: look whether tenant and "
		"client_id are those of this partner account" },
	{ 403, "2030", "the account is not onboarded to sell in its country" },
	{ 403, "13605", "the customer agreement is not confirmed: confirm it "
		"in Partner Center" },
	{ 403, "900124", "the Microsoft Partner Agreement is not accepted: "
		"accept it in Partner Center" },
	{ 403, "900309", "Conditional Access blocks it: ask whoever runs the "
		"tenant to let this application in" },
	{ 403, "1002", "a reseller under an indirect provider may not ask: "
		"issue the link that its provider gives it, with --url" },
	{ 400, "1002", "a reseller under an indirect provider may not ask: "
		"issue the link that its provider gives it, with --url" },
	{ 403, "20002", "the customer is none of this account's" },
	{ 400, "3000", "there is no such relationship, or something hangs on "
		"it: suspend the customer's subscriptions first, and cancel "
		"reserved instances and software" },
	{ 409, NULL, "something hangs on it: suspend the customer's "
		"subscriptions first, and cancel reserved instances and "
		"software" },
	{ 412, NULL, "it was changed meanwhile; try again" },
	{ 403, NULL, "the person of the consent may not do this: it has to be "
		"an Admin agent of the partner account" },
	{ 404, "60003", "the tenant is not found in this cloud: look whether "
		"the reseller has the right provider" },
	{ 404, NULL, "there is nothing at this address: look at api { base } "
		"in the provider's profile" },
	{ 429, NULL, "too many requests of this account" },
};

static const char *
cure(unsigned status, const char *code)
{
	for (size_t i = 0; i < sizeof cures / sizeof cures[0]; i++)
		if (cures[i].status == status && (cures[i].code == NULL ||
		    strcmp(cures[i].code, code) == 0))
			return cures[i].words;
	return retry_is_worth(status) ? "it has a fault of its own; try later" :
		"it does not understand what it was asked";
}

static enum err_kind
kind_of(unsigned status)
{
	if (status == 401 || status == 403)
		return ERR_NO_PERM;
	if (status == 404)
		return ERR_UNAVAILABLE;
	return retry_is_worth(status) ? ERR_TEMP : ERR_PROTOCOL;
}

/* The code of the API's own shape, {"code", "description", …}, as text also
 * where it is a number; "" for none. */
static void
read_code(const struct document *d, char *code, size_t size)
{
	const char *text = document_text(d, "code");
	int64_t number;

	if (text)
		refusal_quote(text, code, size);
	else if (document_number(d, "code", &number))
		snprintf(code, size, "%lld", (long long)number);
}

/* What helps support to find the call again. */
static void
read_id(const struct http_answer *a, char *out, size_t size)
{
	static const char *const names[] = { "MS-RequestId",
		"MS-CorrelationId" };
	struct span value;
	char text[60], quoted[60];

	*out = '\0';
	for (size_t i = 0; i < 2 && *out == '\0'; i++) {
		if (!http_answer_field(a, names[i], &value) ||
		    value.n == 0 || value.n >= sizeof text)
			continue;
		memcpy(text, value.p, value.n);
		text[value.n] = '\0';
		refusal_quote(text, quoted, sizeof quoted);
		snprintf(out, size, " (%s %s)", names[i], quoted);
	}
}

/* Throttling has a shape of its own: {"statusCode", "message"}. */
int
partner_center_refused(const struct http_answer *a, struct err *err)
{
	char said[REFUSAL_SAID], code[40] = "", id[100];
	struct document *d = NULL;
	struct err unread;
	const char *text = NULL;

	if (refusal_is_redirect(a))
		return refusal_redirect("the API", a, err);
	if (document_parse(http_answer_text(a), &d, &unread) == 0) {
		read_code(d, code, sizeof code);
		text = document_text(d, "description");
		if (text == NULL)
			text = document_text(d, "message");
	}
	refusal_quote(text ? text : d ? "nothing" : unread.text, said,
		sizeof said);
	read_id(a, id, sizeof id);
	err_set(err, kind_of(a->status), "the API refuses (status %u%s%s): %s; "
		"it says: %s%s", a->status, *code ? ", code " : "", code,
		cure(a->status, code), said, id);
	document_free(&d);
	return -1;
}

static int
take_url(const char *url, char **url_r, struct err *err)
{
	if (url == NULL || *url == '\0')
		return err_set(err, ERR_PROTOCOL, "the API's answer has no "
			"url");
	if (strstr(url, "&amp;"))
		return err_set(err, ERR_PROTOCOL, "the API's link has &amp; "
			"where & belongs: it was escaped for a page on its "
			"way, and is not taken");
	*url_r = buf_strdup(url);
	return 0;
}

int
partner_center_url(const struct http_answer *a, char **url_r,
	struct err *err)
{
	struct document *d;
	int rc;

	if (a->status != 200)
		return partner_center_refused(a, err);
	if (document_parse(http_answer_text(a), &d, err) != 0)
		return err_prefix(err, "the API");
	rc = take_url(document_text(d, "url"), url_r, err);
	document_free(&d);
	return rc;
}
