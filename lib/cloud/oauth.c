#include "cloud/oauth.h"

#include <stdlib.h>
#include <string.h>

#include "cloud/document.h"
#include "cloud/cloud_limits.h"
#include "cloud/refusal.h"
#include "cloud/retry.h"
#include "cloud/secret.h"

#define ASSERTION_TYPE \
	"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

void
oauth_request(const struct oauth_client *c, struct http_request *rq)
{
	http_request_init(rq, "POST");
	buf_add_str(&rq->url, c->token_url);
	http_request_field(rq, "Content-Type",
		"application/x-www-form-urlencoded");
	http_request_field(rq, "Accept", "application/json");
	http_request_form(rq, "grant_type", "refresh_token");
	http_request_form(rq, "client_id", c->client_id);
	if (c->resource) {
		http_request_form(rq, "resource", c->resource);
		http_request_form(rq, "scope", "openid");
	} else {
		http_request_form(rq, "scope", c->scope);
	}
	if (c->assertion) {
		http_request_form(rq, "client_assertion_type", ASSERTION_TYPE);
		http_request_form(rq, "client_assertion", c->assertion);
	} else {
		http_request_form(rq, "client_secret", c->secret);
	}
	http_request_form(rq, "refresh_token", c->refresh_token);
}

/* What Entra's numbers mean to whoever runs the command. */
static const struct cure {
	const char *number;
	const char *words;
} cures[] = {
	{ "AADSTS70008:", "the refresh token has lapsed: give the consent "
		"anew and put the new token into the credential" },
	{ "AADSTS700082:", "the refresh token has lapsed, since it was not "
		"used for 90 days: give the consent anew and put the new token "
		"into the credential" },
	{ "AADSTS700084:", "the refresh token has lapsed, since it is one for "
		"a page in a browser: take one of the application's" },
	{ "AADSTS50173:", "the refresh token was withdrawn, perhaps by a new "
		"password: give the consent anew and put the new token into "
		"the credential" },
	{ "AADSTS7000215:", "the client_secret is wrong: take its value, not "
		"its id" },
	{ "AADSTS7000222:", "the client_secret has lapsed: make a new one for "
		"the application" },
	{ "AADSTS700027:", "the certificate is not the application's: add it "
		"there, or name the right file in certificate" },
	{ "AADSTS700016:", "there is no such application in this tenant: look "
		"at client_id and tenant" },
	{ "AADSTS90002:", "there is no such tenant in this cloud: look at "
		"tenant, and at the reseller's provider" },
	{ "AADSTS900023:", "there is no such tenant: look at tenant" },
	{ "AADSTS65001:", "the consent is missing: sign in to the application "
		"once as a person who may give it" },
	{ "AADSTS50076:", "it wants a second factor: give the consent anew, "
		"with one" },
	{ "AADSTS50079:", "it wants a second factor: give the consent anew, "
		"with one" },
	{ "AADSTS53003:", "Conditional Access blocks it: ask whoever runs the "
		"tenant to let this application in" },
	{ "invalid_client", "look at client_id and at client_secret or "
		"certificate" },
	{ "invalid_grant", "give the consent anew and put the new refresh "
		"token into the credential" },
	{ "unauthorized_client", "the application may not do this: look at "
		"its permissions in the tenant" },
	{ "invalid_resource", "the provider's profile names a resource that "
		"the application has no permission for" },
};

static const char *
cure(const char *error, const char *description)
{
	for (size_t i = 0; i < sizeof cures / sizeof cures[0]; i++)
		if (strncmp(description, cures[i].number,
		    strlen(cures[i].number)) == 0 ||
		    strcmp(error, cures[i].number) == 0)
			return cures[i].words;
	return "look at the section cloud of linkseal.conf";
}

/* {"error":"invalid_grant","error_description":"AADSTS70008: …"}: RFC 6749
 * 5.2. */
static int
refused(const struct http_answer *a, struct err *err)
{
	char said[REFUSAL_SAID];
	const char *error, *description;
	struct document *d;

	if (document_parse(http_answer_text(a), &d, err) != 0) {
		if (retry_is_worth(a->status))
			err->kind = ERR_TEMP;
		return err_prefix(err, "the token server answered with status "
			"%u", a->status);
	}
	error = document_text(d, "error");
	description = document_text(d, "error_description");
	refusal_quote(description ? description : error ? error :
		"no reason", said, sizeof said);
	err_set(err, retry_is_worth(a->status) ? ERR_TEMP : ERR_NO_PERM,
		"the token server refuses (status %u): %s; it says: %s",
		a->status, cure(error ? error : "", description ? description :
		""), said);
	document_free(&d);
	return -1;
}

static int
take(const char *what, const char *token, char **r, struct err *err)
{
	size_t n = strlen(token);

	if (n > CLOUD_SECRET_MAX)
		return err_set(err, ERR_LIMIT, "the token server's %s has "
			"%zu bytes; more than %d are not taken", what, n,
			CLOUD_SECRET_MAX);
	for (const char *p = token; *p; p++)
		if (*p <= ' ' || *p > '~')
			return err_set(err, ERR_PROTOCOL, "the token server's "
				"%s holds what no token may hold", what);
	*r = secret_new(span_str(token));
	return 0;
}

static int
read_tokens(const struct document *d, struct oauth_tokens *t,
	struct err *err)
{
	const char *access = document_text(d, "access_token");
	const char *refresh = document_text(d, "refresh_token");
	const char *type = document_text(d, "token_type");

	if (access == NULL || *access == '\0')
		return err_set(err, ERR_PROTOCOL, "the token server's answer "
			"has no access_token");
	if (type == NULL || strcasecmp(type, "Bearer") != 0)
		return err_set(err, ERR_PROTOCOL, "the token server's token "
			"is not of the type Bearer");
	if (!document_number(d, "expires_in", &t->seconds))
		t->seconds = 0;
	if (take("access token", access, &t->access, err) != 0)
		return -1;
	return refresh && *refresh ?
		take("refresh token", refresh, &t->refresh, err) : 0;
}

int
oauth_read(const struct http_answer *a, struct oauth_tokens *t,
	struct err *err)
{
	struct document *d;
	int rc;

	*t = (struct oauth_tokens){ .access = NULL };
	if (refusal_is_redirect(a))
		return refusal_redirect("the token server", a, err);
	if (a->status != 200)
		return refused(a, err);
	if (document_parse(http_answer_text(a), &d, err) != 0)
		return err_prefix(err, "the token server");
	rc = read_tokens(d, t, err);
	document_free(&d);
	if (rc != 0)
		oauth_tokens_deinit(t);
	return rc;
}

void
oauth_tokens_deinit(struct oauth_tokens *t)
{
	secret_free(&t->access);
	secret_free(&t->refresh);
	t->seconds = 0;
}
