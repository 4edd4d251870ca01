#include "core/proxy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define SESSIONS "Microsoft Defender for Cloud Apps"
#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static void
check(const char *text, const char *name, const char *page)
{
	struct err err = { 0 };
	const char *found = NULL;
	bool by_host = false;
	char *host, *s;
	struct url u;

	ck_assert_int_eq(url_parse(span_str(text), &u, &err), 0);
	host = url_host(&u);
	s = proxy_target(&u, host, &found, &by_host);
	ck_assert_msg(page ? s && strcmp(s, page) == 0 : s == NULL,
	    "%s\n  is %s", text, s ? s : "nobody's");
	ck_assert_msg(name ? found && strcmp(found, name) == 0 : !found,
	    "%s\n  is of %s", text, found);
	ck_assert(by_host == (found != NULL));
	free(s);
	free(host);
}

START_TEST(sessions_end_as_documented)
{
	static const char *const ends[] = {
		"mcas.ms", "admin-mcas.ms", "rs-mcas.ms", "admin-rs-mcas.ms",
		"mcas-df.ms", "rs-mcas-df.ms", "mcas-gov.us",
		"admin-mcas-gov.us", "mcas-gov-df.us", "mcas-gov.ms",
		"admin-mcas-gov.ms", "admin-mcas-gov-df.ms", "us.cas.ms",
		"us2.cas.ms", "us3.cas.ms", "eu.cas.ms", "eu2.cas.ms",
		"admin-us.cas.ms", "admin-eu2.cas.ms",
	};
	char text[80];

	for (size_t i = 0; i < COUNT(ends); i++) {
		snprintf(text, sizeof text, "https://www.a.example.%s/x?y#z",
		    ends[i]);
		check(text, SESSIONS, "https://www.a.example/x?y#z");
	}
}
END_TEST

START_TEST(their_own_pages_hold_another_in_a_parameter)
{
	check("https://mcas-proxyweb.mcas.ms/certificate-checker?x", SESSIONS,
	    NULL);
	ck_assert(proxy_is_host("a.example.mcas.ms"));
	ck_assert(!proxy_is_host("a.example"));
}
END_TEST

START_TEST(dashes_stand_for_dots)
{
	check("https://a--b-example.translate.goog/x?y#z",
	    "Google's translation", "https://a-b.example/x?y#z");
	check("https://a-example.cdn.ampproject.org/c/s/a.example/x",
	    "the AMP cache", NULL);
}
END_TEST

START_TEST(others_are_none)
{
	static const char *const urls[] = {
		"https://mcas.ms/", "https://a.example.xmcas.ms/",
		"https://a.example.mcas.ms.evil.example/",
		"https://a.example.my-mcas.ms/", "https://a.example.cas.ms/",
		"https://admin-mcas.ms/", "https://xadmin-mcas.ms/",
		"https://translate.goog/", "https://a.example/",
	};

	for (size_t i = 0; i < COUNT(urls); i++)
		check(urls[i], NULL, NULL);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, sessions_end_as_documented);
	tcase_add_test(tcase, their_own_pages_hold_another_in_a_parameter);
	tcase_add_test(tcase, dashes_stand_for_dots);
	tcase_add_test(tcase, others_are_none);
}

UNIT_MAIN("proxy", add_tests)
