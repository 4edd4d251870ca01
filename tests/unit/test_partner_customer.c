#include "cloud/partner_customer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "cloud/cloud_limits.h"
#include "unit.h"

#define API "https://api.partnercenter.microsoft.com"
#define ID "484e548c-f5f3-4528-93a9-c16c6373cb59"
#define TENANT "b01b1487-b36e-4e6d-9b5e-0b58974c4b28"

static const struct partner_center_call call = { .base = API,
	.token = "aa.bb", .request_id = "r", .correlation_id = "c" };

static int
read_body(unsigned status, const char *body, struct partner_customer *c,
	struct err *err)
{
	struct http_answer a = answer(status, "", body);
	int rc = partner_customer_read(&a, ID, c, err);

	http_answer_deinit(&a);
	return rc;
}

START_TEST(a_customer_is_asked_for_by_id)
{
	struct http_request rq;

	partner_customer_get(&call, ID, &rq);
	ck_assert_str_eq(rq.method, "GET");
	ck_assert_str_eq(buf_str(&rq.url), API "/v1/customers/" ID);
	ck_assert_str_eq(field_of(&rq, "Authorization"), "Bearer aa.bb");
	http_request_deinit(&rq);
}
END_TEST

START_TEST(changes_are_asked_for_as_documented)
{
	struct http_request rq;

	partner_customer_remove_dap(&call, ID, &rq);
	ck_assert_str_eq(rq.method, "PATCH");
	ck_assert_str_eq(buf_str(&rq.url), API "/v1/customers/" ID);
	ck_assert_str_eq(field_of(&rq, "Content-Type"), "application/json");
	ck_assert_str_eq(buf_str(&rq.body), "{\"AllowDelegatedAccess\":false,"
	    "\"attributes\":{\"objectType\":\"Customer\"}}");
	http_request_deinit(&rq);
	partner_customer_remove(&call, ID, &rq);
	ck_assert_str_eq(rq.method, "PATCH");
	ck_assert_str_eq(buf_str(&rq.body), "{\"relationshipToPartner\":"
	    "\"none\",\"attributes\":{\"objectType\":\"Customer\"}}");
	http_request_deinit(&rq);
}
END_TEST

START_TEST(all_that_is_told_of_a_customer_is_read)
{
	struct partner_customer c;
	struct err err = { 0 };

	ck_assert_msg(read_body(200, "\xef\xbb\xbf{\"id\":\""
	    "484E548C-f5f3-4528-93a9-c16c6373cb59\",\"companyProfile\":{"
	    "\"tenantId\":\"" TENANT "\",\"domain\":\"townhall.onmicrosoft"
	    ".com\",\"companyName\":\"Townhall Fees\"},"
	    "\"relationshipToPartner\":\"reseller\","
	    "\"allowDelegatedAccess\":true,\"customDomains\":["
	    "\"townhall.example\",7,\"\",\"townhall-fees.example\"]}", &c,
	    &err) == 0, "%s", err.text);
	ck_assert_str_eq(c.id, ID);
	ck_assert_str_eq(c.tenant, TENANT);
	ck_assert_str_eq(c.name, "Townhall Fees");
	ck_assert_uint_eq(c.n_domains, 3);
	ck_assert_str_eq(c.domains[0], "townhall.onmicrosoft.com");
	ck_assert_str_eq(c.domains[2], "townhall-fees.example");
	ck_assert_int_eq(c.relation, PARTNER_RESELLER);
	ck_assert(c.dap && c.dap_told);
	partner_customer_deinit(&c);
}
END_TEST

START_TEST(what_is_not_told_is_not_made_up)
{
	static const struct {
		const char *relation;
		enum partner_relation expect;
	} rows[] = {
		{ "\"none\"", PARTNER_NONE }, { "\"Advisor\"",
		  PARTNER_ADVISOR }, { "\"syndication\"", PARTNER_OTHER },
		{ "\"microsoft_support\"", PARTNER_OTHER },
		{ "null", PARTNER_OTHER }, { "1", PARTNER_OTHER },
	};
	char body[200];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct partner_customer c;
		struct err err = { 0 };

		snprintf(body, sizeof body, "{\"id\":\"" ID "\","
		    "\"companyProfile\":null,\"allowDelegatedAccess\":null,"
		    "\"relationshipToPartner\":%s}", rows[i].relation);
		ck_assert_int_eq(read_body(200, body, &c, &err), 0);
		ck_assert_int_eq(c.relation, rows[i].expect);
		ck_assert_str_eq(c.tenant, ID);
		ck_assert_ptr_null(c.name);
		ck_assert_uint_eq(c.n_domains, 0);
		ck_assert(!c.dap_told);
		partner_customer_deinit(&c);
	}
}
END_TEST

START_TEST(an_answer_about_nobody_or_another_is_refused)
{
	static const char *const bodies[] = { "{}", "{\"id\":7}",
		"{\"id\":\"../invoices\"}", "{\"id\":\"" TENANT "\"}",
		"[]", "<html>", "" };

	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct partner_customer c;
		struct err err = { 0 };

		ck_assert_int_eq(read_body(200, bodies[i], &c, &err), -1);
		ck_assert_int_eq(err.kind, ERR_PROTOCOL);
	}
}
END_TEST

START_TEST(only_so_many_domains_are_looked_at)
{
	for (int more = 0; more <= 1; more++) {
		struct partner_customer c;
		struct err err = { 0 };
		struct buf b;

		buf_init(&b, 100000);
		buf_add_str(&b, "{\"id\":\"" ID "\",\"customDomains\":[");
		for (int i = 0; i < CLOUD_DOMAINS_MAX + more; i++)
			buf_printf(&b, "%s\"d%d.example\"", i ? "," : "", i);
		buf_add_str(&b, "]}");
		ck_assert_int_eq(read_body(200, buf_str(&b), &c, &err), 0);
		ck_assert_uint_eq(c.n_domains, CLOUD_DOMAINS_MAX);
		partner_customer_deinit(&c);
		buf_deinit(&b);
	}
}
END_TEST

START_TEST(a_customer_that_is_gone_is_told_from_a_refusal)
{
	static const struct {
		unsigned status;
		const char *body;
		bool gone;
	} rows[] = {
		{ 404, "", true },
		{ 403, "{\"code\":\"20002\",\"description\":\"x\"}", true },
		{ 403, "{\"code\":20002}", true },
		{ 403, "{\"code\":\"2032\"}", false },
		{ 403, "", false }, { 401, "", false }, { 500, "", false },
		{ 200, "{\"code\":\"20002\"}", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct http_answer a = answer(rows[i].status, "",
		    rows[i].body);

		ck_assert_int_eq(partner_customer_is_gone(&a), rows[i].gone);
		http_answer_deinit(&a);
	}
}
END_TEST

START_TEST(a_change_is_done_when_the_provider_says_so)
{
	static const struct {
		unsigned status;
		const char *body;
		enum err_kind kind;
		const char *words;
	} rows[] = {
		{ 200, "", ERR_NONE, "" }, { 204, "", ERR_NONE, "" },
		{ 202, "", ERR_PROTOCOL, "status 202" },
		{ 302, "", ERR_PROTOCOL, "another address" },
		{ 400, "{\"code\":\"3000\",\"description\":\"The relationship "
		  "between the partner and customer does not exist\"}",
		  ERR_EXISTS, "suspend the customer's subscriptions" },
		{ 400, "{\"code\":\"2000\"}", ERR_PROTOCOL, "code 2000" },
		{ 409, "{}", ERR_EXISTS, "suspend" },
		{ 403, "{\"code\":\"2032\"}", ERR_NO_PERM, "Admin agent" },
		{ 503, "", ERR_TEMP, "later" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct http_answer a = answer(rows[i].status, "",
		    rows[i].body);
		struct err err = { .kind = ERR_NONE };
		int rc = partner_customer_changed(&a, &err);

		ck_assert_int_eq(rc, rows[i].kind == ERR_NONE ? 0 : -1);
		ck_assert_int_eq(err.kind, rows[i].kind);
		ck_assert_msg(strstr(err.text, rows[i].words), "%s",
		    err.text);
		http_answer_deinit(&a);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_customer_is_asked_for_by_id);
	tcase_add_test(tcase, changes_are_asked_for_as_documented);
	tcase_add_test(tcase, all_that_is_told_of_a_customer_is_read);
	tcase_add_test(tcase, what_is_not_told_is_not_made_up);
	tcase_add_test(tcase, an_answer_about_nobody_or_another_is_refused);
	tcase_add_test(tcase, only_so_many_domains_are_looked_at);
	tcase_add_test(tcase, a_customer_that_is_gone_is_told_from_a_refusal);
	tcase_add_test(tcase, a_change_is_done_when_the_provider_says_so);
}

UNIT_MAIN("partner_customer", add_tests)
