#include "core/inbound_link.h"

#include <stdlib.h>

#include "inbound_world.h"

static struct inbound_world i;
static struct inbound_link r;

static void
set_up(void)
{
	inbound_world_init(&i);
}

static void
tear_down(void)
{
	inbound_world_deinit(&i);
}

static void
read_link(const char *url)
{
	struct link_reading link;

	link_read(span_str(url), &i.in.facts, &link);
	inbound_link_read(url, &link, &i.in.facts, &i.in.partners, &r);
}

static void
reads(const char *url, enum inbound_verdict verdict, const char *partner,
	const char *why)
{
	read_link(url);
	ck_assert_str_eq(inbound_verdict_text(r.verdict),
		inbound_verdict_text(verdict));
	ck_assert_str_eq(r.partner ? r.partner->name : "none", partner);
	ck_assert_msg(strstr(r.why, why) != NULL, "%s", r.why);
}

static const struct row {
	const char *url;
	enum inbound_verdict verdict;
	const char *partner, *why;
} rows[] = {
	{ CONTOSO_LINK, INBOUND_GENUINE, "contoso", "as it was issued" },
	{ U1, INBOUND_GENUINE, "contoso", "as an earlier link" },
	{ REVOKED_LINK, INBOUND_UNKNOWN, "none", "2026-11-21 (a mistake)" },
	/* a link of theirs is known, and it is another: compared later */
	{ U3, INBOUND_DAMAGED, "contoso", "not the link of contoso" },
	{ FABRIKAM_LINK, INBOUND_APPROVED, "fabrikam", "account of fabrikam" },
	{ ADMIN RESELLER FABRIKAM_ID "&msppId=0&DAP=True" OLD_PAGE,
		INBOUND_DAMAGED, "fabrikam", "DAP" },
	{ ADMIN INDIRECT FABRIKAM_ID "&msppId=1&DAP=true&indirectCSPId="
		PROVIDER_ID OLD_PAGE, INBOUND_UNKNOWN, "fabrikam",
		"names the indirect provider" },
	{ ADMIN "?invType=Administration&partnerId=" FABRIKAM_ID OLD_PAGE,
		INBOUND_UNKNOWN, "none", "never issued" },
	{ "https://nam06.safelinks.protection.outlook.com/?url=https%3A%2F%2F"
		"admin.microsoft.com%2FAdminportal%2FHome%3FinvType%3D"
		"ResellerRelationship%26partnerId%3D" FABRIKAM_ID
		"%26msppId%3D0%26DAP%3Dtrue%23%2FBillingAccounts%2F"
		"partner-invitation&data=x", INBOUND_DAMAGED, "fabrikam",
		"wrapped by Microsoft Safe Links" },
	{ STRANGER_LINK, INBOUND_UNKNOWN, "none", SCREEN_ID },
	{ U9, INBOUND_UNKNOWN, "none", "names no account" },
	{ ADMIN "?invType=ResellerRelationship" OLD_PAGE, INBOUND_DAMAGED,
		"none", "partnerId" },
	{ "https://admin.microsoft.com.evil.example/Adminportal/Home"
		RESELLER CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE,
		INBOUND_IMITATION, "none", "" },
	{ "https://" OWN_HOST "/i/x", INBOUND_DAMAGED, "none", "" },
};

START_TEST(each_link_is_what_the_receiver_can_know)
{
	const struct row *row = &rows[_i];

	reads(row->url, row->verdict, row->partner, row->why);
}
END_TEST

START_TEST(a_link_that_lapsed_is_genuine_and_that_is_told)
{
	i.w.contoso.lapses = 1775086200;
	i.w.contoso.lapse_time = "2026-04-01T23:30:00Z";
	i.in.facts.now = i.w.contoso.lapses - 1;
	read_link(CONTOSO_LINK);
	ck_assert_str_eq(r.why, "exactly as it was issued");
	i.in.facts.now = i.w.contoso.lapses;
	reads(CONTOSO_LINK, INBOUND_GENUINE, "contoso",
		"exactly as it was issued, and lapsed on 2026-04-01");
	read_link(U1);
	ck_assert_str_eq(r.why, "exactly as an earlier link was issued");
}
END_TEST

START_TEST(a_signature_proves_a_link_of_everybody_s)
{
	char *listed = inbound_world_sign(&i, "fabrikam-main");
	char *other = inbound_world_sign(&i, "fabrikam-south");

	reads(listed, INBOUND_GENUINE, "programme", "signature holds");
	ck_assert_ptr_eq(r.issued, listed);
	reads(other, INBOUND_GENUINE, "none", "signature holds");
	free(other);
	free(listed);
}
END_TEST

START_TEST(a_signature_that_proves_nothing_is_told)
{
	char *url = inbound_world_sign(&i, "fabrikam-main");
	char *last = url + strlen(url) - 1;

	i.key.state = TOKEN_KEY_REVOKED;
	reads(url, INBOUND_UNKNOWN, "none", "withdrawn");
	i.keys.n = 0;
	reads(url, INBOUND_UNKNOWN, "none", "not trusted");
	i.in.facts.keys = NULL;
	reads(url, INBOUND_UNKNOWN, "none", "not trusted");
	i.in.facts.keys = &i.keys;
	i.keys.n = 1;
	i.key.state = TOKEN_KEY_VERIFY;
	reads(url, INBOUND_GENUINE, "programme", "signature holds");
	*last = *last == '0' ? '1' : '0';
	reads(url, INBOUND_DAMAGED, "none", "does not hold");
	free(url);
}
END_TEST

static void
set_host(struct key_record *k, const char *host)
{
	snprintf(k->host, sizeof k->host, "%s", host);
}

START_TEST(a_key_from_elsewhere_proves_the_links_of_its_host)
{
	char *url = inbound_world_sign(&i, "fabrikam-main");
	struct key_record list[2] = { { .key = i.key }, { .key = i.key } };
	struct key_records keys = { list, 2 };

	i.keys.n = 0;
	i.in.partners.keys = &keys;
	list[0].key.id = 77;
	set_host(&list[1], "partners.contoso.example");
	reads(url, INBOUND_UNKNOWN, "none", "not trusted");
	set_host(&list[1], OWN_HOST);
	reads(url, INBOUND_GENUINE, "programme", "signature holds");
	list[1].host[0] = '\0';
	reads(url, INBOUND_GENUINE, "programme", "signature holds");
	list[1].key.state = TOKEN_KEY_REVOKED;
	reads(url, INBOUND_UNKNOWN, "none", "withdrawn");
	/* another key of the same id, in the registry */
	list[1].key.state = TOKEN_KEY_VERIFY;
	i.keys.n = 1;
	i.key.public[0] ^= 1;
	reads(url, INBOUND_GENUINE, "programme", "signature holds");
	list[1].key.public[0] ^= 1;
	reads(url, INBOUND_DAMAGED, "none", "does not hold");
	free(url);
}
END_TEST

START_TEST(a_signed_link_with_more_behind_it_is_damaged)
{
	char *url = inbound_world_sign(&i, "fabrikam-main");
	struct buf more;

	buf_init(&more, 400);
	buf_printf(&more, "%s?utm_source=x", url);
	reads(buf_str(&more), INBOUND_DAMAGED, "programme", "utm_source");
	ck_assert_ptr_null(r.issued);
	buf_deinit(&more);
	free(url);
}
END_TEST

START_TEST(what_a_link_should_be_is_told_where_it_is_known)
{
	read_link(U3);
	ck_assert_str_eq(r.issued, CONTOSO_LINK);
	read_link(FABRIKAM_LINK);
	ck_assert_str_eq(r.issued, FABRIKAM_LINK);
	read_link(STRANGER_LINK);
	ck_assert_ptr_null(r.issued);
	read_link(REVOKED_LINK);
	ck_assert_ptr_null(r.issued);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, each_link_is_what_the_receiver_can_know, 0,
		(int)(sizeof rows / sizeof *rows));
	tcase_add_test(tcase, a_link_that_lapsed_is_genuine_and_that_is_told);
	tcase_add_test(tcase, a_signature_proves_a_link_of_everybody_s);
	tcase_add_test(tcase, a_signature_that_proves_nothing_is_told);
	tcase_add_test(tcase,
		a_key_from_elsewhere_proves_the_links_of_its_host);
	tcase_add_test(tcase, a_signed_link_with_more_behind_it_is_damaged);
	tcase_add_test(tcase, what_a_link_should_be_is_told_where_it_is_known);
}

UNIT_MAIN("inbound_link", add_tests)
