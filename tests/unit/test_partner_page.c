#include "cloud/partner_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "cloud/cloud_limits.h"
#include "core/limits.h"
#include "unit.h"

#define API "https://api.partnercenter.microsoft.com"
#define LIST API "/v1/customers"
#define ID "484e548c-f5f3-4528-93a9-c16c6373cb59"

static const struct partner_center_call call = { .base = API,
	.token = "aa.bb", .request_id = "r", .correlation_id = "c" };

static int
read_page(const char *headers, const char *body, struct partner_page *p,
	struct err *err)
{
	struct http_answer a = answer(200, headers, body);
	int rc = partner_page_read(&a, API, p, err);

	http_answer_deinit(&a);
	return rc;
}

START_TEST(the_first_page_and_the_next_are_asked_for)
{
	char url[] = LIST "?size=500&seekOperation=Next", token[] = "t==";
	struct partner_place first = { NULL, NULL }, next = { url, token };
	struct http_request rq;

	partner_page_get(&call, &first, &rq);
	ck_assert_str_eq(buf_str(&rq.url), LIST "?size=500");
	ck_assert_ptr_null(field_of(&rq, "MS-ContinuationToken"));
	http_request_deinit(&rq);
	partner_page_get(&call, &next, &rq);
	ck_assert_str_eq(buf_str(&rq.url), url);
	ck_assert_str_eq(field_of(&rq, "MS-ContinuationToken"), "t==");
	ck_assert_str_eq(field_of(&rq, "Authorization"), "Bearer aa.bb");
	http_request_deinit(&rq);
}
END_TEST

START_TEST(the_last_page_has_no_next)
{
	static const char *const bodies[] = {
		"{\"totalCount\":1,\"items\":[{\"id\":\"" ID "\"}],"
		"\"links\":{\"self\":{\"uri\":\"/customers?size=500\","
		"\"method\":\"GET\",\"headers\":[]}}}",
		"{\"items\":[{\"id\":\"" ID "\"}],\"links\":null}",
		"{\"items\":[{\"id\":\"" ID "\"}],\"continuationToken\":\"\","
		"\"links\":{\"next\":null}}",
	};

	for (size_t i = 0; i < 3; i++) {
		struct partner_page p;
		struct err err = { 0 };

		ck_assert_msg(read_page("", bodies[i], &p, &err) == 0, "%s",
		    err.text);
		ck_assert(p.last && p.n == 1 && p.nameless == 0);
		ck_assert_str_eq(p.customers[0].id, ID);
		ck_assert_ptr_null(p.next.url);
		partner_page_deinit(&p);
	}
}
END_TEST

START_TEST(an_account_without_customers_has_an_empty_list)
{
	static const char *const bodies[] = { "null", " null\r\n",
		"\xef\xbb\xbfnull", "{\"items\":null}", "{\"items\":[]}" };

	for (size_t i = 0; i < 5; i++) {
		struct partner_page p;
		struct err err = { 0 };

		ck_assert_msg(read_page("", bodies[i], &p, &err) == 0, "%s",
		    err.text);
		ck_assert(p.last && p.n == 0);
		partner_page_deinit(&p);
	}
}
END_TEST

/* In the ways of the samples, of the SDK, and of both together. */
START_TEST(the_next_page_is_found_in_each_way)
{
	static const char *const rows[][4] = {
		{ "", "\"links\":{\"next\":{\"uri\":\"/customers?size=500"
		  "&seekOperation=Next\",\"method\":\"GET\",\"headers\":[{"
		  "\"key\":\"MS-ContinuationToken\",\"value\":\"AQ==\"}]}}",
		  LIST "?size=500&seekOperation=Next", "AQ==" },
		{ "", "\"links\":{\"next\":{\"uri\":\"/v1/customers?p=2\"}}",
		  LIST "?p=2", NULL },
		{ "", "\"links\":{\"next\":{\"uri\":\"" LIST "?p=2\","
		  "\"headers\":[{\"key\":\"Authorization\",\"value\":\"x\"},"
		  "7]}}", LIST "?p=2", NULL },
		{ "", "\"links\":{},\"continuationToken\":\"BB==\"",
		  LIST "?size=500&seekOperation=Next", "BB==" },
		{ "MS-ContinuationToken: CC==\r\n", "\"links\":null",
		  LIST "?size=500&seekOperation=Next", "CC==" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct partner_page p;
		struct err err = { 0 };
		char body[400];

		snprintf(body, sizeof body, "{\"items\":[],%s}", rows[i][1]);
		ck_assert_msg(read_page(rows[i][0], body, &p, &err) == 0,
		    "%zu: %s", i, err.text);
		ck_assert(!p.last);
		ck_assert_str_eq(p.next.url, rows[i][2]);
		if (rows[i][3])
			ck_assert_str_eq(p.next.token, rows[i][3]);
		else
			ck_assert_ptr_null(p.next.token);
		partner_page_deinit(&p);
	}
}
END_TEST

START_TEST(a_next_page_elsewhere_is_refused)
{
	static const char *const uris[] = {
		"https://evil.example/v1/customers?p=2",
		"//evil.example/v1/customers", "http://api.partnercenter."
		"microsoft.com/v1/customers", API ".evil.example/v1/customers",
		API ":8443/v1/customers", API "@evil.example/v1/customers",
		API "/v1/customersx", API "/v1/customers/../invoices",
		"/v1/customers/" ID, "/invoices?size=2", "customers?p=2",
		"/customers?p=2#x", "/customers?p= 2", "/customers?p=\\r\\nX:",
		"\\\\\\\\evil.example\\\\customers", "?p=2", "javascript:x",
	};

	for (size_t i = 0; i < sizeof uris / sizeof uris[0]; i++) {
		struct partner_page p;
		struct err err = { .kind = ERR_NONE };
		char body[400];

		snprintf(body, sizeof body, "{\"items\":[],\"links\":{\"next\""
		    ":{\"uri\":\"%s\"}}}", uris[i]);
		ck_assert_msg(read_page("", body, &p, &err) == -1, "%s",
		    uris[i]);
		ck_assert_int_eq(err.kind, ERR_PROTOCOL);
		ck_assert_msg(strstr(err.text, "not followed"), "%s",
		    err.text);
	}
}
END_TEST

static int
read_items(size_t n, struct partner_page *p, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, 1 << 20);
	buf_add_str(&b, "{\"items\":[");
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s{\"id\":\"" ID "\"}", i ? "," : "");
	buf_add_str(&b, "]}");
	rc = read_page("", buf_str(&b), p, err);
	buf_deinit(&b);
	return rc;
}

START_TEST(a_page_has_so_many_customers_and_no_more)
{
	struct partner_page p;
	struct err err = { .kind = ERR_NONE };

	ck_assert_int_eq(read_items(CLOUD_PAGE_MAX, &p, &err), 0);
	ck_assert_uint_eq(p.n, CLOUD_PAGE_MAX);
	partner_page_deinit(&p);
	ck_assert_int_eq(read_items(CLOUD_PAGE_MAX + 1, &p, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

/* A next place whose address or token has N bytes. */
static int
read_next(const char *before, size_t n, const char *behind,
	struct partner_page *p, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, 1 << 20);
	buf_add_str(&b, before);
	for (size_t i = 0; i < n; i++)
		buf_add_byte(&b, 'x');
	buf_add_str(&b, behind);
	rc = read_page("", buf_str(&b), p, err);
	buf_deinit(&b);
	return rc;
}

START_TEST(where_the_next_page_is_has_a_limit)
{
	static const char address[] = "{\"items\":[],\"links\":{\"next\":{"
		"\"uri\":\"/customers?";
	static const char token[] = "{\"items\":[],\"continuationToken\":\"";
	size_t room = LIMIT_URL - strlen(LIST "?");
	struct partner_page p;
	struct err err = { .kind = ERR_NONE };

	ck_assert_int_eq(read_next(address, room, "\"}}}", &p, &err), 0);
	partner_page_deinit(&p);
	ck_assert_int_eq(read_next(address, room + 1, "\"}}}", &p, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert_int_eq(read_next(token, CLOUD_CONTINUATION_MAX, "\"}", &p,
	    &err), 0);
	partner_page_deinit(&p);
	err.kind = ERR_NONE;
	ck_assert_int_eq(read_next(token, CLOUD_CONTINUATION_MAX + 1, "\"}",
	    &p, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

START_TEST(what_is_no_list_is_told)
{
	static const char *const bodies[] = { "{}", "[]", "<html>", "",
		"{\"items\":[{\"id\":\"" ID "\"", "{\"items\":[],"
		"\"continuationToken\":\"a\\nb\"}" };

	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct partner_page p;
		struct err err = { .kind = ERR_NONE };

		ck_assert_int_eq(read_page("", bodies[i], &p, &err), -1);
		ck_assert_int_eq(err.kind, ERR_PROTOCOL);
	}
}
END_TEST

START_TEST(items_without_an_id_are_counted_and_left_out)
{
	struct partner_page p;
	struct err err = { 0 };

	ck_assert_int_eq(read_page("", "{\"items\":[{\"id\":\"" ID "\"},{},7,"
	    "{\"id\":\"x\"},null]}", &p, &err), 0);
	ck_assert_uint_eq(p.n, 1);
	ck_assert_uint_eq(p.nameless, 4);
	partner_page_deinit(&p);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_first_page_and_the_next_are_asked_for);
	tcase_add_test(tcase, the_last_page_has_no_next);
	tcase_add_test(tcase, an_account_without_customers_has_an_empty_list);
	tcase_add_test(tcase, the_next_page_is_found_in_each_way);
	tcase_add_test(tcase, a_next_page_elsewhere_is_refused);
	tcase_add_test(tcase, a_page_has_so_many_customers_and_no_more);
	tcase_add_test(tcase, where_the_next_page_is_has_a_limit);
	tcase_add_test(tcase, what_is_no_list_is_told);
	tcase_add_test(tcase, items_without_an_id_are_counted_and_left_out);
}

UNIT_MAIN("partner_page", add_tests)
