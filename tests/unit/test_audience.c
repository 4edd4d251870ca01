#include "mailer/audience.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static const char *region;

static const char *
told(const char *to, const char *from, const char *provider)
{
	static char text[1000];
	struct recipients r;
	struct buf notes;
	struct err err;

	recipients_init(&r);
	buf_init(&notes, sizeof(text));
	ck_assert_int_eq(recipients_add(&r, to, &err), 0);
	r.list[0].line = 7;
	audience_look(&r, "c.csv", from, provider, region, &notes);
	snprintf(text, sizeof(text), "%s", buf_str(&notes));
	buf_deinit(&notes);
	recipients_deinit(&r);
	return text;
}

static void
ck_told(const char *to, const char *from, const char *provider,
	const char *words)
{
	const char *text = told(to, from, provider);

	ck_assert_msg(words == NULL ? *text == '\0' :
		strstr(text, words) != NULL, "%s: %s", to, text);
}

START_TEST(addresses_of_a_role_are_told)
{
	const char *from = "alice@contoso.example", *p = "partner-center";

	ck_told("info@customer.example", from, p, "c.csv:7: info@customer.example is");
	ck_told("NoReply@customer.example", from, p, "role's address");
	ck_told("admin+365@customer.example", from, p, "role's address");
	ck_told("infante@customer.example", from, p, NULL);
	ck_told("anna@info.example", from, p, NULL);
}
END_TEST

START_TEST(another_country_is_told)
{
	const char *p = "partner-center";

	ck_told("ana@cliente.com.br", "alice@contoso.de", p,
		"ends in .br and you are of .de");
	ck_told("ana@kunde.de", "alice@contoso.de", p, NULL);
	ck_told("ana@kunde.DE", "alice@contoso.de", p, NULL);
	ck_told("ana@customer.io", "alice@contoso.de", p, NULL);
	ck_told("ana@cliente.com.br", "alice@contoso.example", p, NULL);
}
END_TEST

START_TEST(the_registry_knows_the_region_better)
{
	const char *from = "alice@contoso.com", *p = "partner-center";

	region = "BR";
	ck_told("ana@kunde.de", from, p, "ends in .de and you are of .BR");
	ck_told("ana@cliente.com.br", from, p, NULL);
	region = "EU";
	ck_told("ana@kunde.de", from, p, NULL);
	ck_told("ann@customer.co.uk", from, p, "you are of .EU");
	region = "GB";
	ck_told("ann@customer.co.uk", from, p, NULL);
	region = NULL;
}
END_TEST

START_TEST(another_cloud_is_told)
{
	const char *from = "alice@contoso.cn";

	ck_told("ana@kunde.de", from, "partner-center-21vianet",
		"cloud of China");
	ck_told("wang@customer.com.cn", from, "partner-center-21vianet",
		NULL);
	ck_told("ann@city.gov", "alice@contoso.us", "partner-center-usgov",
		NULL);
	ck_told("ana@kunde.de", "alice@contoso.us", "partner-center-usgov",
		"US Government");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, addresses_of_a_role_are_told);
	tcase_add_test(tcase, another_country_is_told);
	tcase_add_test(tcase, the_registry_knows_the_region_better);
	tcase_add_test(tcase, another_cloud_is_told);
}

UNIT_MAIN("audience", add_tests)
