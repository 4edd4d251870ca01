#include "core/wrapper.h"

#include <string.h>

#include "core/buf.h"
#include "unit.h"

/* A page of ours with all that an address may hold; escaped once, twice. */
#define PAGE "https://www.contoso.example/a?b=1&c-d=e_f#/g"
#define ONCE "https%3A%2F%2Fwww.contoso.example%2Fa%3Fb%3D1%26c-d%3De_f%23%2Fg"
#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static void
check(const char *text, const char *gateway, const char *inner)
{
	struct err err = { 0 };
	struct wrapper w;
	struct url u;

	ck_assert_int_eq(url_parse(span_str(text), &u, &err), 0);
	wrapper_open(&u, &w);
	ck_assert_msg(gateway ? w.gateway && strcmp(w.gateway, gateway) == 0 :
	    !w.gateway, "%s\n  gateway %s", text, w.gateway);
	ck_assert_msg(inner ? w.n > 0 && strcmp(w.inner[0], inner) == 0 :
	    w.n == 0, "%s\n  holds %s", text, w.n ? w.inner[0] : "nothing");
	wrapper_deinit(&w);
}

static const char *const known[][2] = {
	{ "Microsoft Safe Links", "https://nam06.safelinks.protection.outlook"
	  ".com/?url=" ONCE "&data=05%7C02%7Cdana%40customer.example%7C0&"
	  "sdata=x%3D&reserved=0" },
	{ "Microsoft Safe Links", "https://GCC02.safelinks.protection."
	  "office365.us/ap/w-59584e83/?url=" ONCE },
	{ "Microsoft Safe Links", "https://chn01.safelinks.protection.outlook"
	  ".cn:443/?data=1&amp;url=" ONCE "&amp;reserved=0" },
	{ "Microsoft Defender for Cloud Apps", "www.contoso.example.mcas.ms/a?"
	  "b=1&c-d=e_f#/g" },
	{ "Microsoft Defender for Cloud Apps", "https://www.contoso.example."
	  "eu2.cas.ms/a?b=1&c-d=e_f#/g" },
	{ "Google's translation", "https://www-contoso-example.translate.goog"
	  "/a?b=1&c-d=e_f#/g" },
	{ "Microsoft Safe Links", "https://statics.teams.cdn.office.net/"
	  "evergreen-assets/safelinks/1/atp-safelinks.html?url=" ONCE
	  "&locale=en-us&dest=https%3A%2F%2Fteams.microsoft.com%2Fapi" },
	{ "Pulse Connect Secure", "https://vpn.contoso.example:8443/,DanaInfo="
	  "www.contoso.example,SSL+a?b=1&c-d=e_f#/g" },
	{ "the AMP cache", "https://www-contoso-example.cdn.ampproject.org/c/s"
	  "/www.contoso.example/a?b=1&c-d=e_f#/g" },
	{ "Proofpoint", "https://urldefense.proofpoint.com/v1/url?u=https://"
	  "www.contoso.example/a%3Fb%3D1%26amp;c-d%3De_f%23/g&k=x%3D&r=y" },
	{ "Proofpoint", "https://urldefense.proofpoint.com/v2/url?u=https-3A__"
	  "www.contoso.example_a-3Fb-3D1-26c-2Dd-3De-5Ff-23_g&d=DwMFaQ&c=e" },
	{ "Proofpoint", "https://urldefense.com/v3/__https://www.contoso."
	  "example/a?b=1&c-d=e_f*/g__;Iw!!ABC!xyz$" },
	{ "Proofpoint", "https://urldefense.us/v3/__https:/www.contoso."
	  "example/a?b=1**Bd=e_f*/g__;JmMtIw!!ABC!xyz$" },
	{ "Barracuda", "https://linkprotect.cudasvc.com/url?a=" ONCE
	  "&c=E,1,x&typo=1" },
	{ "Cisco Secure Email", "https://secure-web.cisco.com/1Abc-def/"
	  ONCE },
	{ "Sophos", "https://eu-central-1.protection.sophos.com?d=contoso."
	  "example&u=aHR0cHM6Ly93d3cuY29udG9zby5leGFtcGxlL2E_Yj0xJmMtZD1lX2Yj"
	  "L2c=&i=x" },
	{ "Sophos", "https://eu-central-1.protection.sophos.com/?u=aHR0cHM6Ly"
	  "93d3cuY29udG9zby5leGFtcGxlL2E%2FYj0xJmMtZD1lX2YjL2c%3D" },
	{ "Avanan", "https://url.avanan.click/v2/r01/___" PAGE "___.YXA:x:y" },
	{ "Check Point", "https://protect.checkpoint.com/v2/r02/___" PAGE
	  "___.YXA:x:y" },
	{ "Check Point", "https://protect.checkpoint.com/v2/r02/___" PAGE
	  "___" },
	{ "Check Point", "https://protect.checkpoint.com/v2/___https:/www."
	  "contoso.example/a?b=1&c-d=e_f#/g___.YXA:x:y" },
	{ "Check Point", "https://protect.checkpoint.com/v2/r01/___https%3A//"
	  "www.contoso.example/a?b=1&c-d=e_f#/g___.YXA:x:y" },
	{ "Trustwave", "https://scanmail.trustwave.com/?c=1&d=2&s=3&u=https%3a"
	  "%2f%2fwww%2econtoso%2eexample%2fa%3fb%3d1%26c%2dd%3de%5ff%23%2fg" },
	{ "FireEye", "https://protect2.fireeye.com/v1/url?k=1&q=1&e=2&u="
	  ONCE },
	{ "Trellix", "https://protect2.trellix.com/v1/url?k=1&amp;u=" ONCE },
	{ "Symantec", "https://clicktime.symantec.com/3AbCd?u=" ONCE },
	{ "Trend Micro", "https://ca-ctp.trendmicro.com:443/wis/clicktime/v1/"
	  "query?url=" ONCE "&umid=1&auth=2" },
	{ "a Google redirect", "https://www.google.com/url?q=https://www."
	  "contoso.example/a?b%3D1%26c-d%3De_f%23/g&sa=D&ust=1" },
	{ "a Google redirect", "https://www.google.co.uk/url?sa=t&url=" ONCE },
	{ "Microsoft Defender for Cloud Apps", "https://www.contoso.example."
	  "mcas.ms/a?b=1&c-d=e_f#/g" },
	{ "Microsoft Defender for Cloud Apps", "https://www.contoso.example."
	  "admin-mcas.ms/a?b=1&c-d=e_f#/g" },
};

START_TEST(each_gateway_gives_back_what_it_holds)
{
	for (size_t i = 0; i < COUNT(known); i++)
		check(known[i][1], known[i][0], PAGE);
}
END_TEST

START_TEST(some_gateways_alone_know)
{
	check("https://protect-eu.mimecast.com/s/AbCd?domain=contoso.example",
	    "Mimecast", NULL);
	check("https://url.uk.m.mimecastprotect.com/s/AbCd", "Mimecast", NULL);
	check("https://secure-web.cisco.com/1AbCdEf", "Cisco Secure Email",
	    NULL);
	check("https://nam06.safelinks.protection.outlook.com/?url=x",
	    "Microsoft Safe Links", NULL);
	check("https://nam06.safelinks.protection.outlook.com/?url=mailto%3A"
	    "a%40b.example", "Microsoft Safe Links", NULL);
	check("https://urldefense.com/v3/__x__;!!x$", "Proofpoint", NULL);
	check("https://nam06.safelinks.protection.outlook.com/GetUrlReputation",
	    "Microsoft Safe Links", NULL);
	check("https://links.eu1.defend.egress.com/Warning?crId=1&Domain="
	    "contoso.example&Base64Url=eNrLKCkpKLbS1y8v19dLzs8r", "Egress "
	    "Defend", NULL);
	check("https://shared.outlook.inky.com/link?domain=contoso.example&t=h"
	    ".eJxVj01P", "INKY", NULL);
	check("https://us01.l.antigena.com/l/AbCdEf", "Darktrace", NULL);
}
END_TEST

START_TEST(a_host_counts_on_label_borders_and_nothing_before_it)
{
	static const char *const urls[] = {
		"https://nam06.safelinks.protection.outlook.com.evil.example/",
		"https://evilsafelinks.protection.outlook.com/?url=",
		"https://x@nam06.safelinks.protection.outlook.com/?url=",
		"https://nam06.safelinks.protection.outlook.com@evil.example/",
		"https://evil.example\\.safelinks.protection.outlook.com/",
		"https://nam06.safelinks.protection.outlook.com\\x/?url=",
		"https://nam06.safelinks.protection.outlook.com:8443/?url=",
		"ftp://nam06.safelinks.protection.outlook.com/?url=",
		"https://urldefense.com/v4/", "https://www.google.com/search",
		"https://www.google.evil.example/url?q=",
		"https://xmcas.ms/", "https://evil.example/v3/__x__;!",
	};

	for (size_t i = 0; i < COUNT(urls); i++)
		check(urls[i], NULL, NULL);
}
END_TEST

START_TEST(a_mark_in_the_path_tells_nothing_of_the_host)
{
	struct err err = { 0 };
	struct wrapper w;
	struct url u;

	ck_assert_int_eq(url_parse(span_str("https://www.contoso.example.evil."
	    "example/,DanaInfo=www.contoso.example,SSL+x"), &u, &err), 0);
	wrapper_open(&u, &w);
	ck_assert(w.gateway && !w.by_host);
	wrapper_deinit(&w);
	ck_assert_int_eq(url_parse(span_str("https://www.contoso.example.mcas"
	    ".ms/x"), &u, &err), 0);
	wrapper_open(&u, &w);
	ck_assert(w.gateway && w.by_host);
	wrapper_deinit(&w);
}
END_TEST

START_TEST(parameters_that_were_not_escaped_stay_the_addresss_own)
{
	check("https://nam06.safelinks.protection.outlook.com/?url=" PAGE,
	    "Microsoft Safe Links", PAGE);
	check("https://www.google.com/url?q=https://www.contoso.example/#/g",
	    "a Google redirect", "https://www.contoso.example/#/g");
}
END_TEST

START_TEST(other_redirects_show_their_target_in_any_place)
{
	static const char *const urls[] = {
		"https://click.example/?u=" ONCE "&x=1",
		"https://click.example/?x=1&u=" PAGE,
		"https://click.example/to/" PAGE,
		"https://click.example/L0/" ONCE "/1/0100",
		"https://click.example/L0/https:%2F%2Fwww.contoso.example%2Fa"
		"%3Fb%3D1%26c-d%3De_f%23%2Fg/1/0100",
		"https://click.example/?u=https%253A%252F%252Fwww.contoso."
		"example%252Fa%253Fb%253D1%2526c-d%253De_f%2523%252Fg",
		"https://click.example/r#" PAGE,
		"https://click.example/r/aHR0cHM6Ly93d3cuY29udG9zby5leGFtcGxlL"
		"2E_Yj0xJmMtZD1lX2YjL2c/x",
		"https://click.example/?u=3D" ONCE,
	};

	for (size_t i = 0; i < COUNT(urls); i++)
		check(urls[i], NULL, PAGE);
}
END_TEST

START_TEST(a_redirect_is_not_looked_into_without_end)
{
	struct err err = { 0 };
	struct wrapper w;
	struct url u;
	struct buf b;

	buf_init(&b, LIMIT_URL);
	buf_add_str(&b, "https://click.example/");
	for (int i = 0; i < WRAPPER_INNER + 1; i++)
		buf_printf(&b, "%cu=https%%3A%%2F%%2F%d.example", i ? '&' :
		    '?', i);
	ck_assert(buf_ok(&b));
	ck_assert_int_eq(url_parse(buf_span(&b), &u, &err), 0);
	wrapper_open(&u, &w);
	ck_assert_uint_eq(w.n, WRAPPER_INNER);
	ck_assert_str_eq(w.inner[1], "https://1.example");
	wrapper_deinit(&w);
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_gateway_gives_back_what_it_holds);
	tcase_add_test(tcase, some_gateways_alone_know);
	tcase_add_test(tcase,
	    a_mark_in_the_path_tells_nothing_of_the_host);
	tcase_add_test(tcase,
	    a_host_counts_on_label_borders_and_nothing_before_it);
	tcase_add_test(tcase,
	    parameters_that_were_not_escaped_stay_the_addresss_own);
	tcase_add_test(tcase,
	    other_redirects_show_their_target_in_any_place);
	tcase_add_test(tcase, a_redirect_is_not_looked_into_without_end);
}

UNIT_MAIN("wrapper", add_tests)
