#include "cloud/partner_center.h"

#include <string.h>

#include "answers.h"
#include "links.h"

#define API "https://api.partnercenter.microsoft.com"
#define ID CONTOSO_ID
#define TRACE FABRIKAM_ID

START_TEST(the_invitation_is_asked_for_as_documented)
{
	struct partner_center_call call = { .base = API, .token = "aa.bb",
		.request_id = ID, .correlation_id = TRACE };
	struct http_request rq;

	partner_center_invitation(&call, &rq);
	ck_assert_str_eq(rq.method, "GET");
	ck_assert_str_eq(buf_str(&rq.url),
	    API "/v1/customers/relationshiprequests");
	ck_assert_uint_eq(rq.body.n, 0);
	ck_assert_str_eq(field_of(&rq, "Authorization"), "Bearer aa.bb");
	ck_assert_str_eq(field_of(&rq, "Accept"), "application/json");
	ck_assert_str_eq(field_of(&rq, "MS-RequestId"), ID);
	ck_assert_str_eq(field_of(&rq, "MS-CorrelationId"), TRACE);
	ck_assert_str_eq(field_of(&rq, "MS-Contract-Version"), "v1");
	ck_assert_str_eq(field_of(&rq, "X-Locale"), "en-US");
	http_request_deinit(&rq);
}
END_TEST

static int
read_body(unsigned status, const char *headers, const char *body,
	char **url_r, struct err *err)
{
	struct http_answer a = answer(status, headers, body);
	int rc = partner_center_url(&a, url_r, err);

	http_answer_deinit(&a);
	return rc;
}

START_TEST(the_link_is_read_from_each_documented_answer)
{
	static const char *const bodies[] = {
		"\xef\xbb\xbf{ \"url\": \"" U4 "\", \"attributes\": "
		"{ \"objectType\": \"RelationshipRequest\" } }",
		"{\"url\":\"" U4 "\",\"attributes\":{\"objectType\":"
		"\"CustomerRelationshipRequest\"}}",
		"\xef\xbb\xbf\r\n{\"attributes\":null,\"more\":[1,{}],"
		"\"url\":\"" U4 "\"}\r\n",
	};

	for (size_t i = 0; i < 3; i++) {
		struct err err = { 0 };
		char *url = NULL;

		ck_assert_msg(read_body(200, "", bodies[i], &url, &err) == 0,
		    "%s", err.text);
		ck_assert_str_eq(url, U4);
		free(url);
	}
}
END_TEST

START_TEST(what_is_no_link_is_told)
{
	static const struct {
		unsigned status;
		const char *body;
		enum err_kind kind;
		const char *words;
	} rows[] = {
		{ 200, "{}", ERR_PROTOCOL, "no url" },
		{ 200, "{\"url\":\"\"}", ERR_PROTOCOL, "no url" },
		{ 200, "{\"url\":null}", ERR_PROTOCOL, "no url" },
		{ 200, "{\"url\":\"https://a/?b&amp;c\"}", ERR_PROTOCOL,
		  "&amp;" },
		{ 200, "<html>", ERR_PROTOCOL, "HTML page" },
		{ 200, "\xef\xbb\xbf", ERR_PROTOCOL, "nothing came" },
		{ 204, "", ERR_PROTOCOL, "status 204" },
		{ 400, "{\"code\":\"3000\",\"description\":\"bad\"}",
		  ERR_PROTOCOL, "code 3000" },
		{ 401, "{\"code\":\"400\",\"description\":\"Access denied\"}",
		  ERR_NO_PERM, "tenant and client_id" },
		{ 401, "{\"code\":800001}", ERR_NO_PERM, "not for a person" },
		{ 403, "{\"code\":\"2030\"}", ERR_NO_PERM, "onboarded" },
		{ 403, "{\"code\":\"2032\",\"description\":\"no\"}",
		  ERR_NO_PERM, "Admin agent" },
		{ 403, "{\"code\":\"13605\"}", ERR_NO_PERM, "agreement" },
		{ 403, "{\"code\":\"900124\"}", ERR_NO_PERM, "Agreement" },
		{ 403, "{\"code\":\"900309\"}", ERR_NO_PERM, "Conditional" },
		{ 403, "{\"code\":\"1002\",\"description\":"
		  "\"Authorization Failed\"}", ERR_NO_PERM, "--url" },
		{ 404, "{\"code\":\"1000\"}", ERR_UNAVAILABLE, "profile" },
		{ 404, "{\"code\":\"60003\"}", ERR_UNAVAILABLE,
		  "right provider" },
		{ 405, "", ERR_PROTOCOL, "status 405" },
		{ 406, "", ERR_PROTOCOL, "status 406" },
		{ 409, "", ERR_PROTOCOL, "status 409" },
		{ 412, "", ERR_PROTOCOL, "status 412" },
		{ 429, "{ \"statusCode\": 429, \"message\": \"Rate limit is "
		  "exceeded. Try again in 57 seconds.\" }", ERR_TEMP,
		  "in 57 seconds" },
		{ 429, "{\"code\":\"429\",\"description\":\"slow down\"}",
		  ERR_TEMP, "code 429): too many requests" },
		{ 500, "", ERR_TEMP, "status 500" },
		{ 501, "", ERR_PROTOCOL, "status 501" },
		{ 502, "<html>", ERR_TEMP, "HTML page" },
		{ 503, "{\"code\":\"503\"}", ERR_TEMP, "try later" },
		{ 504, "", ERR_TEMP, "status 504" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct err err = { 0 };
		char *url = NULL;

		ck_assert_msg(read_body(rows[i].status, "", rows[i].body,
		    &url, &err) == -1, "%s", rows[i].body);
		ck_assert_msg(err.kind == rows[i].kind &&
		    strstr(err.text, rows[i].words), "%u %s\n%d %s",
		    rows[i].status, rows[i].body, err.kind, err.text);
		ck_assert_ptr_null(url);
	}
}
END_TEST

START_TEST(a_refusal_names_the_call_for_support)
{
	struct err err = { 0 };
	char *url;

	ck_assert_int_eq(read_body(403, "ms-requestid: " ID "\r\n",
	    "{\"code\":\"1\"}", &url, &err), -1);
	ck_assert(strstr(err.text, "(MS-RequestId " ID ")"));
	ck_assert_int_eq(read_body(403, "MS-CorrelationId: " TRACE "\r\n",
	    "", &url, &err), -1);
	ck_assert(strstr(err.text, "(MS-CorrelationId " TRACE ")"));
}
END_TEST

START_TEST(a_redirect_is_told_and_never_a_link)
{
	struct err err = { 0 };
	char *url;

	ck_assert_int_eq(read_body(301,
	    "Location: https://evil.example/a?token=b#c\r\n", "{\"url\":\""
	    U4 "\"}", &url, &err), -1);
	ck_assert_int_eq(err.kind, ERR_PROTOCOL);
	ck_assert(strstr(err.text, "to https://evil.example/a)"));
	ck_assert(strstr(err.text, "token") == NULL);
	ck_assert_int_eq(read_body(302, "", "", &url, &err), -1);
	ck_assert(strstr(err.text, "to nowhere"));
}
END_TEST

START_TEST(long_words_of_a_server_are_cut)
{
	struct err err = { 0 };
	struct buf b;
	char *url;

	buf_init(&b, 3000);
	buf_add_str(&b, "{\"code\":\"1\",\"description\":\"");
	for (int i = 0; i < 1024; i++)
		buf_add_byte(&b, 'w');
	buf_add_str(&b, "\"}");
	ck_assert_int_eq(read_body(400, "", buf_str(&b), &url, &err), -1);
	ck_assert(strstr(err.text, "www…"));
	ck_assert_uint_lt(strlen(err.text), 500);
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_invitation_is_asked_for_as_documented);
	tcase_add_test(tcase, the_link_is_read_from_each_documented_answer);
	tcase_add_test(tcase, what_is_no_link_is_told);
	tcase_add_test(tcase, a_refusal_names_the_call_for_support);
	tcase_add_test(tcase, a_redirect_is_told_and_never_a_link);
	tcase_add_test(tcase, long_words_of_a_server_are_cut);
}

UNIT_MAIN("partner_center", add_tests)
