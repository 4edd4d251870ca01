#include "cloud/webhook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "unit.h"

#define CERT "https://certs.example/cert/"
#define ID "484e548c-f5f3-4528-93a9-c16c6373cb59"

static char certificates[] = CERT, signer[] = "Contoso Authority";
static const struct provider_api api = { .certificates = certificates,
	.signer = signer };

/* base64 of "signed" is c2lnbmVk. */
START_TEST(a_claim_is_read_from_the_header)
{
	static const struct webhook_header rows[] = {
		{ "Signature c2lnbmVk", NULL, "rsa-sha256", CERT "a.cer" },
		{ "sIGNATURE   c2lnbmVk", "x", "RSA-SHA256", CERT "a.cer" },
		{ NULL, "c2lnbmVk", "rsa-sha256", CERT "a%20b.crt" },
		{ "Bearer x", "Signature c2lnbmVk", "rsa-sha256",
		  CERT "a.cer" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct webhook_claim claim;
		struct err err = { .kind = ERR_NONE };

		ck_assert_msg(webhook_claim(&rows[i], &api, &claim, &err) ==
		    0, "%zu: %s", i, err.text);
		ck_assert_uint_eq(claim.n, 6);
		ck_assert_int_eq(memcmp(claim.signature, "signed", 6), 0);
		ck_assert_int_eq(claim.digest, WEBHOOK_SHA256);
		ck_assert_str_eq(claim.certificate, rows[i].certificate);
	}
}
END_TEST

START_TEST(what_claims_nothing_is_refused)
{
	static const struct {
		struct webhook_header h;
		const char *words;
	} rows[] = {
		{ { NULL, NULL, "rsa-sha256", CERT "a" }, "no signature" },
		{ { "Signature ", NULL, "rsa-sha256", CERT "a" },
		  "no signature" },
		{ { "Signature c2ln bmVk", NULL, "rsa-sha256", CERT "a" },
		  "base64" },
		{ { "Signature c2lnbm", NULL, "rsa-sha256", CERT "a" },
		  "base64" },
		{ { "Signature c2lnbmVk", NULL, NULL, CERT "a" },
		  "no x-ms-signature-algorithm" },
		{ { "Signature c2lnbmVk", NULL, "rsa-sha1", CERT "a" },
		  "not one of" },
		{ { "Signature c2lnbmVk", NULL, "rsa-sha256", NULL },
		  "no x-ms-certificate-url" },
		{ { "Signature c2lnbmVk", NULL, "rsa-sha256",
		    "https://evil.example/cert/a" }, "own place" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct webhook_claim claim;
		struct err err = { .kind = ERR_NONE };

		ck_assert_int_eq(webhook_claim(&rows[i].h, &api, &claim,
		    &err), -1);
		ck_assert_int_eq(err.kind, ERR_NO_PERM);
		ck_assert_msg(strstr(err.text, rows[i].words), "%s",
		    err.text);
	}
}
END_TEST

START_TEST(a_certificate_is_in_the_folder_or_nowhere)
{
	static const char *const bad[] = {
		CERT, CERT "..", CERT ".x", CERT "a/b", CERT "a..b",
		CERT "a%2Fb", CERT "a%2fb", CERT "a?b", CERT "a#b",
		CERT "a b", CERT "a\nb", CERT "a@b", "https://certs.example/",
		"http://certs.example/cert/a", "HTTPS://certs.example/cert/a",
		"https://certs.example.evil/cert/a", "",
	};

	ck_assert(webhook_is_in(CERT "a-b_c.9.cer", CERT));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(!webhook_is_in(bad[i], CERT), "%s", bad[i]);
}
END_TEST

START_TEST(a_signature_has_so_many_bytes_and_no_more)
{
	for (int more = 0; more <= 1; more++) {
		struct webhook_header h = { NULL, NULL, "rsa-sha256",
			CERT "a" };
		struct webhook_claim claim;
		struct err err;
		struct buf b;

		buf_init(&b, 4096);
		/* Three bytes each, and one or two. */
		for (size_t i = 0; i < WEBHOOK_SIGNATURE_MAX / 3; i++)
			buf_add_str(&b, "AAAA");
		buf_add_str(&b, more ? "AAA=" : "AA==");
		h.signature = buf_str(&b);
		ck_assert_int_eq(webhook_claim(&h, &api, &claim, &err),
		    more ? -1 : 0);
		if (!more)
			ck_assert_uint_eq(claim.n, WEBHOOK_SIGNATURE_MAX);
		buf_deinit(&b);
	}
}
END_TEST

static int
read_event(const char *body, struct webhook_event *e)
{
	struct err err = { .kind = ERR_NONE };
	int rc = webhook_event(span_str(body), e, &err);

	ck_assert_int_eq(err.kind, rc == 0 ? ERR_NONE : ERR_PROTOCOL);
	return rc;
}

START_TEST(documented_events_are_read)
{
	static const struct {
		const char *body;
		const char *customer;
		bool matters;
	} rows[] = {
		{ "{\"EventName\":\"reseller-relationship-accepted-by-"
		  "customer\",\"ResourceUri\":\"https://api.partnercenter."
		  "microsoft.com/v1/customers/" ID "\",\"ResourceName\":"
		  "\"Customer\",\"AuditUri\":null,\"ResourceChangeUtcDate\":"
		  "\"2018-02-17T00:05:39.5485487+00:00\"}", ID, true },
		{ "{\"EventName\":\"dap-admin-relationship-terminated\","
		  "\"ResourceUri\":null,\"ResourceChangeUtcDate\":"
		  "\"2018-02-17T00:05:39Z\"}", "", true },
		{ "{\"EventName\":\"dap-admin-relationship-terminated-by-"
		  "microsoft\",\"ResourceChangeUtcDate\":"
		  "\"2018-02-17T00:05:39\"}", "", true },
		{ "{\"EventName\":\"test-created\",\"ResourceUri\":"
		  "\"http://localhost:16722/v1/webhooks/registration/test\","
		  "\"ResourceChangeUtcDate\":\"2018-02-17T00:05:39.5Z\"}", "",
		  false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct webhook_event e;

		ck_assert_int_eq(read_event(rows[i].body, &e), 0);
		ck_assert_str_eq(e.customer, rows[i].customer);
		ck_assert_int_eq(e.matters, rows[i].matters);
		ck_assert_int_eq(e.changed, 1518825939);
	}
}
END_TEST

START_TEST(what_is_no_event_is_refused)
{
	static const char *const bodies[] = {
		"", "{}", "[]", "{\"EventName\":\"x\"}",
		"{\"EventName\":\"a b\",\"ResourceChangeUtcDate\":"
		"\"2018-02-17T00:05:39Z\"}",
		"{\"EventName\":\"x\",\"ResourceChangeUtcDate\":"
		"\"2018-02-17T00:05:39+02:00\"}",
		"{\"EventName\":\"x\",\"ResourceChangeUtcDate\":"
		"\"2018-02-17\"}",
	};
	struct webhook_event e;

	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
		ck_assert_msg(read_event(bodies[i], &e) == -1, "%s",
		    bodies[i]);
}
END_TEST

START_TEST(a_name_has_so_many_letters_and_no_more)
{
	for (int more = 0; more <= 1; more++) {
		char name[WEBHOOK_NAME + 2], body[400];
		struct webhook_event e;

		memset(name, 'x', sizeof name);
		name[WEBHOOK_NAME + more] = '\0';
		snprintf(body, sizeof body, "{\"EventName\":\"%s\","
		    "\"ResourceChangeUtcDate\":\"2018-02-17T00:05:39Z\"}",
		    name);
		ck_assert_int_eq(read_event(body, &e), more ? -1 : 0);
	}
}
END_TEST

START_TEST(an_event_has_an_age)
{
	struct webhook_event e = { .changed = 1795255200 };

	ck_assert(webhook_is_fresh(&e, e.changed));
	ck_assert(webhook_is_fresh(&e, e.changed + WEBHOOK_AGE));
	ck_assert(!webhook_is_fresh(&e, e.changed + WEBHOOK_AGE + 1));
	ck_assert(webhook_is_fresh(&e, e.changed - WEBHOOK_AHEAD));
	ck_assert(!webhook_is_fresh(&e, e.changed - WEBHOOK_AHEAD - 1));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_claim_is_read_from_the_header);
	tcase_add_test(tcase, what_claims_nothing_is_refused);
	tcase_add_test(tcase, a_certificate_is_in_the_folder_or_nowhere);
	tcase_add_test(tcase, a_signature_has_so_many_bytes_and_no_more);
	tcase_add_test(tcase, documented_events_are_read);
	tcase_add_test(tcase, what_is_no_event_is_refused);
	tcase_add_test(tcase, a_name_has_so_many_letters_and_no_more);
	tcase_add_test(tcase, an_event_has_an_age);
}

UNIT_MAIN("webhook", add_tests)
