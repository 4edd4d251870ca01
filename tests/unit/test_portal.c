#include "core/portal.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define VPN "https://vpn.contoso.example"

static void
check(const char *text, const char *name, const char *page)
{
	struct err err = { 0 };
	const char *found = NULL;
	struct url u;
	char *s;

	ck_assert_int_eq(url_parse(span_str(text), &u, &err), 0);
	s = portal_target(&u, &found);
	ck_assert_msg(page ? s && strcmp(s, page) == 0 : s == NULL,
	    "%s\n  is %s", text, s ? s : "nobody's");
	ck_assert_msg(name ? found && strcmp(found, name) == 0 : !found,
	    "%s\n  is of %s", text, found);
	free(s);
}

/* "https://a.example", as it is and with its letters turned. */
#define HEX "68747470733a2f2f612e6578616d706c65"
#define TURNED "75676763663A2F2F6E2E726B6E7A637972"

static const char *const known[][2] = {
	{ "Pulse Connect Secure", VPN "/x/,DanaInfo=a.example,SSL+y?z=1#q" },
	{ "Pulse Connect Secure",
	  VPN ":8443/x/,DanaInfo=a.example,CT=html,SSL+y?z=1#q" },
	{ "Check Point Mobile Access", VPN "/Web/x/y,CVPNHost=a.example,"
	  "CVPNProtocol=https,CVPNOrg=rel,CVPNExtension=.y?z=1#q" },
	{ "F5 Access Policy Manager", VPN "/f5-w-" HEX "$$/x/y?z=1#q" },
	{ "Cisco clientless VPN", VPN "/+CSCO+0h" TURNED "++/x/y?z=1#q" },
	{ "Cisco clientless VPN", VPN "/+CSCO+10" TURNED "++/x/y?z=1#q" },
};

START_TEST(each_portal_shows_whose_page_it_is)
{
	for (size_t i = 0; i < COUNT(known); i++)
		check(known[i][1], known[i][0],
		    "https://a.example/x/y?z=1#q");
}
END_TEST

START_TEST(ports_and_schemes_are_kept)
{
	check(VPN "/,DanaInfo=a.example,Port=8080+", known[0][0],
	    "http://a.example:8080/");
	check(VPN "/,DanaInfo=a.example", known[0][0], "http://a.example/");
	check(VPN "/Web/,CVPNHost=a.example:80,CVPNProtocol=http",
	    known[2][0], "http://a.example:80/");
	check(VPN "/f5-w-612e6578616d706c65$$/", known[3][0], "a.example/");
}
END_TEST

START_TEST(some_addresses_do_not_say)
{
	check(VPN "/,DanaInfo=.aetkC0jhvntxz8ysswvRv87+x", known[0][0], NULL);
	check(VPN "/,DanaInfo=", known[0][0], NULL);
	check(VPN "/x,CVPNHost=", known[2][0], NULL);
	check(VPN "/f5-w-687$$/x", known[3][0], NULL);
	check(VPN "/f5-w-$$/x", known[3][0], NULL);
	check(VPN "/f5-w-0a0a$$/x", known[3][0], NULL);
	check(VPN "/f5-w-" HEX "/x", known[3][0], NULL);
	check(VPN "/x/f5-w-" HEX "$$/x", known[3][0], NULL);
	check(VPN "/+CSCO+0++/x", known[4][0], NULL);
	check(VPN "/+CSCO+0hXY++/x", known[4][0], NULL);
	check(VPN "/+CSCO+0h" TURNED "/x", known[4][0], NULL);
}
END_TEST

START_TEST(others_are_none)
{
	check(VPN "/x?y=,DanaInfo=a.example", NULL, NULL);
	check(VPN "/+CSCOE+/portal.html", NULL, NULL);
	check(VPN, NULL, NULL);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_portal_shows_whose_page_it_is);
	tcase_add_test(tcase, ports_and_schemes_are_kept);
	tcase_add_test(tcase, some_addresses_do_not_say);
	tcase_add_test(tcase, others_are_none);
}

UNIT_MAIN("portal", add_tests)
