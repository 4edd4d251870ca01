#include "cloud/cloud_customer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answers.h"
#include "cloud/cloud_limits.h"
#include "sys/file.h"
#include "unit.h"

#define ID(n) "484e548c-f5f3-4528-93a9-" n
#define ONE ID("c16c6373cb59")

/* An account whose list has so many pages, two customers on each; the second
 * of a page is the first of the next. */
struct fake {
	struct cloud_world world;
	int pages;
	int broken;		/* this page comes without its end */
	bool circle;		/* each page leads to itself */
	const char *script[8];	/* answers about one customer: "200 BODY" */
	int asked;		/* of them */
	char last[300];		/* method and body of the last */
};

static char credential[] = "/tmp/linkseal-customers-XXXXXX";
static struct config_account account = { .client_id = "app",
	.credential_file = credential };
static struct provider_api api = {
	.base = "https://api.example", .resource = "https://api.example",
	.token = "https://login.example/{tenant}/token" };

static void
give_page(struct fake *f, const struct http_request *rq,
	struct http_answer *a)
{
	const char *at = strstr(buf_str((struct buf *)&rq->url), "p=");
	int page = at ? (int)strtol(at + 2, NULL, 10) : 0;

	buf_printf(&a->body, "{\"items\":[{\"id\":\"" ID("%012d")
	    "\"},{\"id\":\"" ID("%012d") "\"}]", page, page + 1);
	if (f->broken == page + 1)
		return;
	if (f->circle)
		buf_add_str(&a->body, ",\"links\":{\"next\":{\"uri\":"
		    "\"/customers?p=1\"}}");
	else if (page + 1 < f->pages)
		buf_printf(&a->body, ",\"links\":{\"next\":{\"uri\":"
		    "\"/customers?p=%d\"}}", page + 1);
	buf_add_byte(&a->body, '}');
}

static int
fake_send(void *ctx, const struct http_request *rq, struct http_answer *a,
	struct err *err)
{
	struct fake *f = ctx;
	const char *url = buf_str((struct buf *)&rq->url), *said;

	(void)err;
	http_answer_reset(a);
	a->status = 200;
	if (strcmp(rq->method, "POST") == 0) {
		buf_add_str(&a->body, "{\"token_type\":\"Bearer\","
		    "\"access_token\":\"a-secret-token\"}");
	} else if (strstr(url, "/customers/")) {
		said = f->script[f->asked++];
		snprintf(f->last, sizeof f->last, "%s %.*s", rq->method,
		    (int)rq->body.n, (const char *)rq->body.p);
		a->status = (unsigned)strtoul(said, NULL, 10);
		buf_add_str(&a->body, said + 4);
	} else {
		give_page(f, rq, a);
	}
	return 0;
}

static void
no_wait(void *ctx, unsigned seconds)
{
	(void)ctx;
	ck_assert_msg(seconds == 0, "nothing is to be waited for");
}

static int64_t
fixed_now(void *ctx)
{
	(void)ctx;
	return 1795255200;
}

static void
fixed_guid(void *ctx, char guid[CLOUD_GUID])
{
	(void)ctx;
	snprintf(guid, CLOUD_GUID, "guid");
}

static void
tell_nobody(void *ctx, const char *text)
{
	(void)ctx;
	(void)text;
}

static void
setup(void)
{
	struct err err = { 0 };

	memcpy(credential + strlen(credential) - 6, "XXXXXX", 6);
	close(mkstemp(credential));
	ck_assert_int_eq(file_write(credential, span_str(
	    "client_secret = the-secret\nrefresh_token = the-token\n"), 0600,
	    &err), 0);
}

static void
teardown(void)
{
	unlink(credential);
}

static struct cloud *
open_fake(struct fake *f)
{
	static struct cloud_settings s = { .api = &api, .account = &account,
		.tenant = ONE, .patience = 7 };
	struct err err = { 0 };
	struct cloud *c;

	f->world = (struct cloud_world){ fake_send, no_wait, fixed_now,
		fixed_guid, tell_nobody, f };
	ck_assert_msg(cloud_open(&s, &f->world, &c, &err) == 0, "%s",
	    err.text);
	return c;
}

static int
list(struct fake *f, struct cloud_customers *all, struct err *err)
{
	struct cloud *c = open_fake(f);
	int rc = cloud_customers(c, all, err);

	cloud_close(&c);
	return rc;
}

START_TEST(all_pages_are_read_and_each_customer_is_there_once)
{
	struct fake f = { .pages = 3 };
	struct cloud_customers all;
	struct err err = { 0 };

	ck_assert_msg(list(&f, &all, &err) == 0, "%s", err.text);
	ck_assert_uint_eq(all.n, 4);
	ck_assert_uint_eq(all.doubled, 2);
	ck_assert_str_eq(all.list[0].id, ID("000000000000"));
	ck_assert_str_eq(all.list[3].id, ID("000000000003"));
	cloud_customers_deinit(&all);
}
END_TEST

START_TEST(a_list_that_is_not_whole_is_none)
{
	struct fake f = { .pages = 3, .broken = 2 };
	struct cloud_customers all;
	struct err err = { 0 };

	ck_assert_int_eq(list(&f, &all, &err), -1);
	ck_assert_ptr_null(all.list);
	ck_assert_msg(strstr(err.text, "page 2 of the list"), "%s", err.text);
}
END_TEST

START_TEST(a_list_has_so_many_pages_and_no_more)
{
	struct fake f = { .pages = CLOUD_PAGES_MAX };
	struct fake more = { .pages = CLOUD_PAGES_MAX + 1 };
	struct fake circle = { .circle = true };
	struct cloud_customers all;
	struct err err = { .kind = ERR_NONE };

	ck_assert_int_eq(list(&f, &all, &err), 0);
	ck_assert_uint_eq(all.n, CLOUD_PAGES_MAX + 1);
	cloud_customers_deinit(&all);
	ck_assert_int_eq(list(&more, &all, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert_int_eq(list(&circle, &all, &err), -1);
	ck_assert_int_eq(err.kind, ERR_PROTOCOL);
}
END_TEST

START_TEST(a_customer_is_there_or_gone)
{
	struct fake f = { .script = { "200 {\"id\":\"" ONE "\","
		"\"allowDelegatedAccess\":true}", "404 {}" } };
	struct cloud *c = open_fake(&f);
	struct partner_customer customer;
	struct err err = { 0 };

	ck_assert_int_eq(cloud_customer(c, ONE, &customer, &err), 0);
	ck_assert(customer.dap);
	partner_customer_deinit(&customer);
	ck_assert_int_eq(cloud_customer(c, ONE, &customer, &err), 1);
	cloud_close(&c);
}
END_TEST

#define HOLDS "200 {\"id\":\"" ONE "\",\"relationshipToPartner\":" \
	"\"reseller\",\"allowDelegatedAccess\":true}"
#define BARE "200 {\"id\":\"" ONE "\",\"relationshipToPartner\":" \
	"\"reseller\",\"allowDelegatedAccess\":false}"
#define OVER "200 {\"id\":\"" ONE "\",\"relationshipToPartner\":\"none\"}"

/* A refused change is looked at: it may have been done at an earlier try. */
START_TEST(a_change_is_done_or_refused)
{
	static const struct {
		bool dap;
		const char *script[3];
		enum err_kind kind;
		int asked;
	} rows[] = {
		{ true, { "200 {}" }, ERR_NONE, 1 },
		{ false, { "204 " }, ERR_NONE, 1 },
		{ false, { "400 {\"code\":\"3000\"}", HOLDS }, ERR_EXISTS,
		  2 },
		{ false, { "400 {\"code\":\"3000\"}", OVER }, ERR_NONE, 2 },
		{ false, { "404 {}", "404 {}" }, ERR_NONE, 2 },
		{ false, { "409 {}", HOLDS }, ERR_EXISTS, 2 },
		{ true, { "409 {}", BARE }, ERR_NONE, 2 },
		{ true, { "404 {}", "404 {}" }, ERR_NOT_FOUND, 2 },
		{ true, { "403 {\"code\":\"2032\"}" }, ERR_NO_PERM, 1 },
		{ false, { "403 a-secret-token" }, ERR_NO_PERM, 1 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fake f = { .pages = 0 };
		struct err err = { .kind = ERR_NONE };
		struct cloud *c = open_fake(&f);

		memcpy(f.script, rows[i].script, sizeof rows[i].script);
		ck_assert_int_eq(rows[i].dap ?
		    cloud_customer_remove_dap(c, ONE, &err) :
		    cloud_customer_remove(c, ONE, &err),
		    rows[i].kind == ERR_NONE ? 0 : -1);
		if (rows[i].kind != ERR_NONE)
			ck_assert_int_eq(err.kind, rows[i].kind);
		ck_assert_int_eq(f.asked, rows[i].asked);
		ck_assert(strstr(err.text, "a-secret-token") == NULL);
		cloud_close(&c);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase,
	    all_pages_are_read_and_each_customer_is_there_once);
	tcase_add_test(tcase, a_list_that_is_not_whole_is_none);
	tcase_add_test(tcase, a_list_has_so_many_pages_and_no_more);
	tcase_add_test(tcase, a_customer_is_there_or_gone);
	tcase_add_test(tcase, a_change_is_done_or_refused);
}

UNIT_MAIN("cloud_customer", add_tests)
