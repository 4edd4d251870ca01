#include "cloud/cloud.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "cloud/assertion.h"
#include "cloud/credential.h"
#include "cloud/oauth.h"
#include "cloud/retry.h"
#include "cloud/secret.h"

struct cloud {
	struct cloud_settings settings;
	const struct cloud_world *world;
	struct credential *credential;
	struct buf token_url;
	char *token;		/* the access token; NULL: none yet */
	struct retry retry;	/* of the call that is being made */
	char request_id[CLOUD_GUID];
};

int
cloud_open(const struct cloud_settings *s, const struct cloud_world *w,
	struct cloud **c_r, struct err *err)
{
	struct credential *credential;
	struct cloud *c;

	if (s->account->client_id == NULL)
		return err_set(err, ERR_CONFIG, "client_id is not set; write "
			"the id of the application that signs in into the "
			"section cloud of linkseal.conf");
	if (credential_open(s->account, &credential, err) != 0)
		return -1;
	c = buf_zalloc(sizeof *c);
	*c = (struct cloud){ .settings = *s, .world = w,
		.credential = credential };
	buf_init(&c->token_url, LIMIT_URL);
	provider_api_token_url(s->api, s->tenant, &c->token_url);
	*c_r = c;
	return 0;
}

void
cloud_close(struct cloud **c)
{
	if (*c == NULL)
		return;
	secret_free(&(*c)->token);
	credential_close(&(*c)->credential);
	buf_deinit(&(*c)->token_url);
	free(*c);
	*c = NULL;
}

__attribute__((format(printf, 2, 3)))
static void
tell(const struct cloud *c, const char *fmt, ...)
{
	char text[ERR_TEXT_MAX];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	c->world->tell(c->world->ctx, text);
}

/* Something to send, built anew for each try. */
struct sending {
	int (*make)(struct cloud *c, struct sending *s,
		struct http_request *rq, struct err *err);
	cloud_build *build;
	void *arg;
};

static int
send_once(struct cloud *c, struct sending *s, struct http_answer *a,
	struct err *err)
{
	struct http_request rq;
	int rc;

	if (s->make(c, s, &rq, err) != 0)
		return -1;
	rc = c->world->send(c->world->ctx, &rq, a, err);
	http_request_deinit(&rq);
	return rc;
}

static bool
worth_a_try(int rc, const struct http_answer *a, const struct err *err)
{
	return rc == 0 ? retry_is_worth(a->status) :
		err->kind == ERR_UNAVAILABLE || err->kind == ERR_TEMP;
}

static void
say_wait(const struct cloud *c, int rc, const struct http_answer *a,
	unsigned seconds, const struct err *err)
{
	if (rc != 0)
		tell(c, "%.400s; trying again in %u second%s", err->text,
			seconds, seconds == 1 ? "" : "s");
	else
		tell(c, "the provider answers with status %u%s; trying again "
			"in %u second%s", a->status, a->status == 429 ?
			" (too many requests)" : "", seconds,
			seconds == 1 ? "" : "s");
}

/* Until there is an answer that no other try betters, or patience ends. */
static int
send_patiently(struct cloud *c, struct sending *s, struct http_answer *a,
	struct err *err)
{
	const struct cloud_world *w = c->world;
	unsigned seconds;
	int rc;

	c->retry.tries = 0;
	for (;;) {
		rc = send_once(c, s, a, err);
		if (!worth_a_try(rc, a, err))
			return rc;
		if (!retry_next(&c->retry, rc == 0 ? a : NULL,
		    w->now(w->ctx), &seconds))
			break;
		say_wait(c, rc, a, seconds, err);
		w->wait(w->ctx, seconds);
	}
	if (rc == 0 && c->retry.asked)
		tell(c, "the provider asks to wait %u seconds, and patience "
			"(linkseal.conf) ends before", c->retry.asked);
	if (rc != 0 && c->retry.tries > 1)
		err_prefix(err, "after %u tries", c->retry.tries);
	return rc;
}

/* A new assertion each time: its id must not come twice. */
static int
make_assertion(struct cloud *c, char **jwt_r, struct err *err)
{
	struct span pem = credential_certificate(c->credential);
	const struct cloud_world *w = c->world;
	char id[CLOUD_GUID];
	struct assertion_claims claims = {
		.client_id = c->settings.account->client_id,
		.audience = buf_str(&c->token_url), .id = id,
		.now = w->now(w->ctx),
	};

	*jwt_r = NULL;
	if (pem.n == 0)
		return 0;
	w->guid(w->ctx, id);
	return assertion_make(pem, &claims, jwt_r, err) == 0 ? 0 :
		err_prefix(err, "%s", c->settings.account->certificate);
}

static int
make_token_request(struct cloud *c, struct sending *s,
	struct http_request *rq, struct err *err)
{
	const struct provider_api *api = c->settings.api;
	char *assertion;
	struct oauth_client client = {
		.token_url = buf_str(&c->token_url),
		.client_id = c->settings.account->client_id,
		.secret = credential_secret(c->credential),
		.refresh_token = credential_refresh_token(c->credential),
		.resource = api->resource, .scope = api->scope,
	};

	(void)s;
	if (make_assertion(c, &assertion, err) != 0)
		return -1;
	client.assertion = assertion;
	oauth_request(&client, rq);
	secret_free(&assertion);
	return 0;
}

/* At once: whatever goes wrong later, the renewed token is not lost. */
static int
keep(struct cloud *c, struct oauth_tokens *t, struct err *err)
{
	int rc = t->refresh ? credential_renew(c->credential, t->refresh,
		err) : 0;

	if (rc < 0)
		return err_prefix(err, "the provider gave a new refresh token, "
			"which could not be kept; the old one is still there");
	if (rc == 1)
		tell(c, "the provider gave a new refresh token, and there is "
			"no credential_store to keep it; the old one lapses 90 "
			"days after it was given");
	secret_free(&c->token);
	c->token = t->access;
	t->access = NULL;
	return 0;
}

static int
sign_in(struct cloud *c, struct err *err)
{
	struct sending s = { .make = make_token_request };
	struct oauth_tokens t;
	struct http_answer a;
	int rc;

	http_answer_init(&a);
	rc = send_patiently(c, &s, &a, err);
	if (rc == 0)
		rc = oauth_read(&a, &t, err);
	http_answer_deinit(&a);
	if (rc != 0) {
		credential_hide(c->credential, err);
		return err_prefix(err, "signing in failed");
	}
	rc = keep(c, &t, err);
	oauth_tokens_deinit(&t);
	return rc;
}

static int
make_call_request(struct cloud *c, struct sending *s,
	struct http_request *rq, struct err *err)
{
	char correlation_id[CLOUD_GUID];
	struct partner_center_call call = {
		.base = c->settings.api->base, .token = c->token,
		.request_id = c->request_id, .correlation_id = correlation_id,
	};

	(void)err;
	c->world->guid(c->world->ctx, correlation_id);
	s->build(s->arg, &call, rq);
	return 0;
}

/* One call with the token there is; its tries share the request id. */
static int
call_once(struct cloud *c, struct sending *s, struct http_answer *a,
	struct err *err)
{
	c->world->guid(c->world->ctx, c->request_id);
	return send_patiently(c, s, a, err);
}

int
cloud_call(struct cloud *c, cloud_build *build, void *arg,
	struct http_answer *a, struct err *err)
{
	struct sending s = { make_call_request, build, arg };

	c->retry = (struct retry){ .patience = c->settings.patience };
	if (c->token == NULL && sign_in(c, err) != 0)
		return -1;
	if (call_once(c, &s, a, err) != 0)
		return -1;
	if (a->status != 401)
		return 0;
	/* The token may have been withdrawn: one more, and no third. */
	if (sign_in(c, err) != 0)
		return -1;
	return call_once(c, &s, a, err);
}

int
cloud_hide(const struct cloud *c, struct err *err)
{
	credential_hide(c->credential, err);
	secret_hide(err->text, c->token);
	return -1;
}

const char *
cloud_base(const struct cloud *c)
{
	return c->settings.api->base;
}

static void
build_invitation(void *arg, const struct partner_center_call *call,
	struct http_request *rq)
{
	(void)arg;
	partner_center_invitation(call, rq);
}

int
cloud_invitation(struct cloud *c, char **url_r, struct err *err)
{
	struct http_answer a;
	int rc;

	http_answer_init(&a);
	rc = cloud_call(c, build_invitation, NULL, &a, err);
	if (rc == 0)
		rc = partner_center_url(&a, url_r, err);
	http_answer_deinit(&a);
	return rc == 0 ? 0 : cloud_hide(c, err);
}
