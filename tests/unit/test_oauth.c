#include "cloud/oauth.h"

#include <string.h>

#include "answers.h"
#include "cloud/cloud_limits.h"
#include "unit.h"

#define URL "https://login.example/t/oauth2/token"

static const struct oauth_client by_secret = {
	.token_url = URL, .client_id = "app", .secret = "s&1",
	.refresh_token = "r+2", .resource = "https://api.example",
};

START_TEST(a_secret_is_sent_in_the_form_alone)
{
	struct http_request rq;

	oauth_request(&by_secret, &rq);
	ck_assert_str_eq(rq.method, "POST");
	ck_assert_str_eq(buf_str(&rq.url), URL);
	ck_assert_str_eq(field_of(&rq, "Content-Type"),
	    "application/x-www-form-urlencoded");
	ck_assert_str_eq(buf_str(&rq.body), "grant_type=refresh_token"
	    "&client_id=app&resource=https%3A%2F%2Fapi.example&scope=openid"
	    "&client_secret=s%261&refresh_token=r%2B2");
	http_request_deinit(&rq);
}
END_TEST

START_TEST(an_assertion_takes_the_place_of_the_secret)
{
	struct oauth_client c = by_secret;
	struct http_request rq;

	c.secret = NULL;
	c.assertion = "a.b.c";
	c.resource = NULL;
	c.scope = "https://api.example/.default";
	oauth_request(&c, &rq);
	ck_assert_str_eq(buf_str(&rq.body), "grant_type=refresh_token"
	    "&client_id=app&scope=https%3A%2F%2Fapi.example%2F.default"
	    "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-"
	    "assertion-type%3Ajwt-bearer&client_assertion=a.b.c"
	    "&refresh_token=r%2B2");
	http_request_deinit(&rq);
}
END_TEST

static int
read_body(unsigned status, const char *body, struct oauth_tokens *t,
	struct err *err)
{
	struct http_answer a = answer(status, "HTTP/1.1\r\n", body);
	int rc = oauth_read(&a, t, err);

	http_answer_deinit(&a);
	return rc;
}

START_TEST(tokens_are_read_as_documented)
{
	struct oauth_tokens t;
	struct err err = { 0 };

	ck_assert_msg(read_body(200, "{\"token_type\":\"Bearer\","
	    "\"scope\":\"user_impersonation\",\"expires_in\":\"3600\","
	    "\"expires_on\":\"1547581389\",\"not_before\":\"1547577489\","
	    "\"resource\":\"https://api.partnercenter.microsoft.com\","
	    "\"access_token\":\"aa\",\"id_token\":\"bb\"}", &t, &err) == 0,
	    "%s", err.text);
	ck_assert_str_eq(t.access, "aa");
	ck_assert_ptr_null(t.refresh);
	ck_assert_int_eq(t.seconds, 3600);
	oauth_tokens_deinit(&t);
	ck_assert_int_eq(read_body(200, "\xef\xbb\xbf{\"token_type\":"
	    "\"bearer\",\"expires_in\":99,\"access_token\":\"aa\","
	    "\"refresh_token\":\"rr\"}", &t, &err), 0);
	ck_assert_str_eq(t.refresh, "rr");
	ck_assert_int_eq(t.seconds, 99);
	oauth_tokens_deinit(&t);
	ck_assert_ptr_null(t.access);
}
END_TEST

START_TEST(refusals_name_the_reason_and_the_cure)
{
	static const struct {
		unsigned status;
		const char *body;
		enum err_kind kind;
		const char *words;
	} rows[] = {
		{ 400, "{\"error\":\"invalid_grant\",\"error_description\":"
		  "\"AADSTS700082: The refresh token has expired\"}",
		  ERR_NO_PERM, "90 days" },
		{ 400, "{\"error\":\"invalid_grant\",\"error_description\":"
		  "\"AADSTS70008: old\"}", ERR_NO_PERM, "has lapsed" },
		{ 401, "{\"error\":\"invalid_client\",\"error_description\":"
		  "\"AADSTS7000222: x\"}", ERR_NO_PERM, "make a new one" },
		{ 401, "{\"error\":\"invalid_client\",\"error_description\":"
		  "\"AADSTS700027: x\"}", ERR_NO_PERM, "the certificate" },
		{ 400, "{\"error\":\"unauthorized_client\","
		  "\"error_description\":\"AADSTS700016: x\"}", ERR_NO_PERM,
		  "no such application" },
		{ 400, "{\"error\":\"invalid_request\",\"error_description\":"
		  "\"AADSTS90002: x\"}", ERR_NO_PERM, "no such tenant" },
		{ 400, "{\"error\":\"invalid_grant\"}", ERR_NO_PERM,
		  "give the consent anew" },
		{ 400, "{}", ERR_NO_PERM, "says: no reason" },
		{ 503, "{\"error\":\"temporarily_unavailable\"}", ERR_TEMP,
		  "status 503" },
		{ 429, "", ERR_TEMP, "status 429" },
		{ 400, "<html>", ERR_PROTOCOL, "an HTML page" },
		{ 302, "", ERR_PROTOCOL, "another address" },
		{ 200, "", ERR_PROTOCOL, "nothing came" },
		{ 200, "{\"token_type\":\"Bearer\"}", ERR_PROTOCOL,
		  "no access_token" },
		{ 200, "{\"token_type\":\"Bearer\",\"access_token\":\"\"}",
		  ERR_PROTOCOL, "no access_token" },
		{ 200, "{\"access_token\":\"aa\"}", ERR_PROTOCOL, "Bearer" },
		{ 200, "{\"token_type\":\"Bearer\",\"access_token\":\"a b\"}",
		  ERR_PROTOCOL, "no token may hold" },
		{ 200, "{\"token_type\":\"Bearer\",\"access_token\":\"aa\","
		  "\"refresh_token\":\"a\\nb\"}", ERR_PROTOCOL,
		  "refresh token holds" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct oauth_tokens t;
		struct err err = { 0 };

		ck_assert_msg(read_body(rows[i].status, rows[i].body, &t,
		    &err) == -1, "%s", rows[i].body);
		ck_assert_msg(err.kind == rows[i].kind &&
		    strstr(err.text, rows[i].words), "%s\n%s", rows[i].body,
		    err.text);
		ck_assert_ptr_null(t.access);
		ck_assert_ptr_null(t.refresh);
	}
}
END_TEST

static int
read_long(size_t n, struct err *err)
{
	struct oauth_tokens t;
	struct buf b;
	int rc;

	buf_init(&b, n + 100);
	buf_add_str(&b, "{\"token_type\":\"Bearer\",\"access_token\":\"");
	for (size_t i = 0; i < n; i++)
		buf_add_byte(&b, 'a');
	buf_add_str(&b, "\"}");
	rc = read_body(200, buf_str(&b), &t, err);
	oauth_tokens_deinit(&t);
	buf_deinit(&b);
	return rc;
}

START_TEST(a_token_has_a_limited_length)
{
	struct err err = { 0 };

	ck_assert_int_eq(read_long(CLOUD_SECRET_MAX, &err), 0);
	ck_assert_int_eq(read_long(CLOUD_SECRET_MAX + 1, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_secret_is_sent_in_the_form_alone);
	tcase_add_test(tcase, an_assertion_takes_the_place_of_the_secret);
	tcase_add_test(tcase, tokens_are_read_as_documented);
	tcase_add_test(tcase, refusals_name_the_reason_and_the_cure);
	tcase_add_test(tcase, a_token_has_a_limited_length);
}

UNIT_MAIN("oauth", add_tests)
