#include "core/provider.h"

#include <string.h>

#include "core/buf.h"
#include "links.h"

static struct providers all;

static void
setup(void)
{
	all = shipped_profiles(OWN_HOST);
}

static void
teardown(void)
{
	providers_deinit(&all);
}

static struct provider_reading
reading(const char *profile, const char *s)
{
	const struct provider *p = providers_find(&all, profile);
	struct provider_reading r;
	struct err err = { 0 };
	struct url u;

	ck_assert_ptr_nonnull(p);
	ck_assert_msg(url_parse(span_str(s), &u, &err) == 0, "%s", s);
	provider_read(p, &u, &r);
	return r;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

START_TEST(every_known_shape_is_exact)
{
	static const struct {
		const char *profile, *url, *account, *indirect, *kind;
	} rows[] = {
		{ "partner-center", U1, CONTOSO_ID, NULL,
		  "ResellerRelationship" },
		{ "partner-center", U2, INDIRECT_ID, NULL,
		  "IndirectResellerRelationship" },
		{ "partner-center", U3, CONTOSO_ID, NULL,
		  "ResellerRelationship" },
		{ "partner-center", U4, CONTOSO_ID, NULL,
		  "ResellerRelationship" },
		{ "partner-center", U5, INDIRECT_ID, NULL,
		  "IndirectResellerRelationship" },
		{ "partner-center", U6, INDIRECT_ID, PROVIDER_ID,
		  "IndirectResellerRelationship" },
		{ "partner-center", U7, SCREEN_ID, NULL,
		  "ResellerRelationship" },
		{ "partner-center", U8, INDIRECT_ID, PROVIDER_ID,
		  "IndirectResellerRelationship" },
		{ "granular", U9, NULL, NULL, NULL },
		{ "partner-center", U10, SCREEN_ID, NULL, "Administration" },
		{ "partner-center", U15, INDIRECT_ID, PROVIDER_ID,
		  "IndirectResellerRelationship" },
		{ "partner-center-21vianet", U21V, CONTOSO_ID, NULL,
		  "ResellerRelationship" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct provider_reading r = reading(rows[i].profile,
		    rows[i].url);

		ck_assert_msg(r.match == PROVIDER_EXACT, "%s: %s",
		    rows[i].url, r.why);
		ck_assert_msg(same(r.account, rows[i].account) &&
		    same(r.indirect, rows[i].indirect) &&
		    same(r.kind, rows[i].kind), "%s", rows[i].url);
		provider_reading_deinit(&r);
	}
}
END_TEST

START_TEST(a_token_of_the_own_host_is_exact)
{
	struct provider_reading r = reading("own",
	    "https://" OWN_HOST "/i/4aBc9");

	ck_assert_int_eq(r.match, PROVIDER_EXACT);
	ck_assert_str_eq(r.token, "4aBc9");
	ck_assert_ptr_null(r.account);
	provider_reading_deinit(&r);
}
END_TEST

START_TEST(a_refused_shape_is_known_as_such)
{
	struct provider_reading r = reading("partner-center", U10);

	ck_assert(provider_shape_refused(r.shape));
	ck_assert_str_eq(provider_shape_label(r.shape), "administration");
	provider_reading_deinit(&r);
}
END_TEST

START_TEST(companions_and_other_pages_are_no_invitations)
{
	static const struct {
		const char *url;
		enum provider_match match;
	} rows[] = {
		{ U12, PROVIDER_COMPANION }, { U13, PROVIDER_COMPANION },
		{ ADMIN, PROVIDER_OTHER_PAGE },
		{ ADMIN "?invType=", PROVIDER_OTHER_PAGE },
		{ ADMIN "?invType=&partnerId=", PROVIDER_OTHER_PAGE },
		{ ADMIN "?source=applauncher#/homepage",
		  PROVIDER_OTHER_PAGE },
		{ ADMIN "#/users/:/UserDetails/" FABRIKAM_ID,
		  PROVIDER_OTHER_PAGE },
		{ ADMIN "#/partners", PROVIDER_OTHER_PAGE },
		{ "https://portal.office.com/", PROVIDER_OTHER_PAGE },
		{ U9, PROVIDER_OTHER_PAGE },
		{ "https://learn.microsoft.com/en-us/partner-center/request",
		  PROVIDER_NO_MATCH },
		{ U21V, PROVIDER_NO_MATCH },
		{ "https://www.contoso.example/?id=1", PROVIDER_NO_MATCH },
		{ "https://help.admin.microsoft.com/x", PROVIDER_NO_MATCH },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct provider_reading r = reading("partner-center",
		    rows[i].url);

		ck_assert_msg(r.match == rows[i].match, "%s: %d %s",
		    rows[i].url, r.match, r.why);
		provider_reading_deinit(&r);
	}
}
END_TEST

/* What a damaged U4 is, its account if it can be read, and words of why. */
static const struct {
	const char *url, *account, *why;
} damaged[] = {
	{ ADMIN "?invType=ResellerRelationship&amp;partnerId=" CONTOSO_ID
	  "&amp;msppId=0&amp;DAP=true" OLD_PAGE, CONTOSO_ID,
	  "&amp; stands in place of &" },
	{ ADMIN "?invType=ResellerRelationship&amp;amp;partnerId=" CONTOSO_ID
	  "&amp;amp;msppId=0&amp;amp;DAP=true" OLD_PAGE, CONTOSO_ID,
	  "&amp; stands in place of &" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=True" OLD_PAGE,
	  CONTOSO_ID, "parameter DAP is in other letter case" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true&utm_source=mail"
	  OLD_PAGE, CONTOSO_ID, "parameter utm_source was added" },
	{ ADMIN RESELLER CONTOSO_ID "&DAP=true" OLD_PAGE, CONTOSO_ID,
	  "parameter msppId was dropped" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true", CONTOSO_ID,
	  "the fragment #/BillingAccounts/partner-invitation is missing" },
	{ ADMIN "?invType=ResellerRelationship", NULL,
	  "parameter partnerId was dropped" },
	{ ADMIN "?invType=ResellerRelationship&pa", NULL, "was dropped" },
	{ ADMIN OLD_PAGE, NULL, "parameter invType was dropped" },
	{ ADMIN "?" OLD_PAGE, NULL, "parameter invType was dropped" },
	{ ADMIN "?invType=3DResellerRelationship&partnerId=3D" CONTOSO_ID
	  "&msppId=3D0&DAP=3Dtrue" OLD_PAGE, CONTOSO_ID,
	  "=3D stands in place of =" },
	{ ADMIN "?invType=ResellerRelationship&partnerId%3D" CONTOSO_ID
	  "%26msppId%3D0%26DAP%3Dtrue%23/BillingAccounts/partner-invitation",
	  CONTOSO_ID, "written as %XX" },
	{ ADMIN "?invType=ResellerRelationship&partnerId;33e682-00c3-41ee-"
	  "9dd2-a548adf56438&msppId=0&DAP\xfalse" OLD_PAGE, NULL,
	  "the = behind partnerId was lost" },
	{ ADMIN RESELLER "3B33E682-00C3-41EE-9DD2-A548ADF56438&msppId=0"
	  "&DAP=true" OLD_PAGE, CONTOSO_ID, "partnerId is in other letter" },
	{ ADMIN RESELLER "%20" CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE,
	  CONTOSO_ID, "invisible characters" },
	{ "http://admin.microsoft.com/Adminportal/Home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID,
	  "the scheme is http instead of https" },
	{ "https://admin.microsoft.com:443/Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID,
	  "the port :443 was added" },
	{ "https://ADMIN.microsoft.com./Adminportal/Home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID,
	  "the host is spelled ADMIN.microsoft.com." },
	{ "https://me@admin.microsoft.com/Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID,
	  "a user name stands before the host" },
	{ "admin.microsoft.com/Adminportal/Home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID, "https:// is missing" },
	{ "https://admin.microsoft.com/home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID, "the path is /home" },
	{ ADMIN "/" RESELLER CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE,
	  CONTOSO_ID, "the path has / at its end" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE ").",
	  CONTOSO_ID, "the fragment has ). at its end" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true#/BillingAcco",
	  CONTOSO_ID, "the fragment was cut off behind /BillingAcco" },
	{ ADMIN RESELLER CONTOSO_ID "&partnerId=" FABRIKAM_ID
	  "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID,
	  "parameter partnerId stands there twice" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&&DAP=true" OLD_PAGE,
	  CONTOSO_ID, "an empty parameter was added" },
	{ ADMIN "?invtype=ResellerRelationship&partnerID=" CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, CONTOSO_ID,
	  "a parameter's name is in other letter case" },
	{ "https://portal.office.com/partner/partnersignup.aspx", NULL,
	  "parameter type was dropped" },
};

START_TEST(a_damaged_link_is_like_one_and_says_why)
{
	for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
		struct provider_reading r = reading("partner-center",
		    damaged[i].url);

		ck_assert_msg(r.match == PROVIDER_LIKE, "%s: %d",
		    damaged[i].url, r.match);
		ck_assert_msg(same(r.account, damaged[i].account),
		    "%s: account %s", damaged[i].url, r.account);
		ck_assert_msg(strstr(r.why, damaged[i].why), "%s: %s",
		    damaged[i].url, r.why);
		provider_reading_deinit(&r);
	}
}
END_TEST

START_TEST(a_cut_off_token_is_like_one)
{
	static const char *const urls[] = {
		"https://" OWN_HOST "/i/", "https://" OWN_HOST "/i/a_b",
		"https://" OWN_HOST "/i/ab?utm_source=x",
		"https://" OWN_HOST "/i/ab#x", "https://" OWN_HOST "/i/ab?",
		"http://" OWN_HOST "/i/ab",
	};

	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		struct provider_reading r = reading("own", urls[i]);

		ck_assert_msg(r.match == PROVIDER_LIKE, "%s", urls[i]);
		ck_assert(*r.why);
		provider_reading_deinit(&r);
	}
}
END_TEST

START_TEST(the_nearer_profile_is_told_by_closeness)
{
	static const char damaged_u9[] = "https://admin.microsoft.com/"
	    "AdminPortal/Home?x=1#/partners/invitation/"
	    "granularAdminRelationships/" CONTOSO_ID;
	struct provider_reading r = reading("granular", damaged_u9);

	ck_assert_int_eq(r.match, PROVIDER_LIKE);
	provider_reading_deinit(&r);
	r = reading("partner-center", damaged_u9);
	ck_assert_int_eq(r.match, PROVIDER_OTHER_PAGE);
	provider_reading_deinit(&r);
}
END_TEST

START_TEST(a_profile_without_its_own_host_has_no_shapes)
{
	struct providers none = shipped_profiles(NULL);
	const struct provider *own = providers_find(&none, "own");

	ck_assert_ptr_nonnull(own);
	ck_assert_uint_eq(own->n_shapes, 0);
	ck_assert_uint_eq(own->n_hosts, 0);
	providers_deinit(&none);
}
END_TEST

START_TEST(tokens_have_a_place)
{
	const char *host = NULL;
	char *prefix = NULL;

	ck_assert(provider_token_place(providers_find(&all, "own"), &host,
	    &prefix));
	ck_assert_str_eq(host, OWN_HOST);
	ck_assert_str_eq(prefix, "/i/");
	free(prefix);
	ck_assert(!provider_token_place(providers_find(&all, "granular"),
	    &host, &prefix));
}
END_TEST

START_TEST(an_account_has_one_spelling)
{
	const struct provider *p = providers_find(&all, "partner-center");
	char *id = provider_account(p, "3B33E682-00C3-41EE-9DD2-A548ADF56438");

	ck_assert_str_eq(id, CONTOSO_ID);
	free(id);
	ck_assert_ptr_null(provider_account(p, CONTOSO_ID "0"));
	ck_assert_ptr_null(provider_account(p, ""));
	ck_assert_ptr_null(provider_account(p, "fabrikam-main"));
	p = providers_find(&all, "own");
	id = provider_account(p, "fabrikam-main");
	ck_assert_str_eq(id, "fabrikam-main");
	free(id);
	ck_assert_ptr_null(provider_account(p, "a b"));
}
END_TEST

START_TEST(hosts_are_listed_once)
{
	const struct provider *p = providers_find(&all, "partner-center");

	ck_assert_uint_eq(p->n_hosts, 3);
	ck_assert_str_eq(p->hosts[0], "admin.microsoft.com");
}
END_TEST

START_TEST(a_shape_that_tells_nothing_is_refused)
{
	struct provider *p = provider_new("x");
	struct err err = { 0 };

	ck_assert_int_eq(provider_add_shape(p, "1", "https://a.example/x",
	    &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert(strstr(err.text, "{account}"));
	ck_assert_int_eq(provider_add_companion(p, "1", "https://a.example/x",
	    &err), 0);
	ck_assert_uint_eq(p->n_shapes, 0);
	ck_assert_uint_eq(p->n_companions, 1);
	provider_free(&p);
	provider_free(&p);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, every_known_shape_is_exact);
	tcase_add_test(tcase, a_token_of_the_own_host_is_exact);
	tcase_add_test(tcase, a_refused_shape_is_known_as_such);
	tcase_add_test(tcase, companions_and_other_pages_are_no_invitations);
	tcase_add_test(tcase, a_damaged_link_is_like_one_and_says_why);
	tcase_add_test(tcase, a_cut_off_token_is_like_one);
	tcase_add_test(tcase, the_nearer_profile_is_told_by_closeness);
	tcase_add_test(tcase, a_profile_without_its_own_host_has_no_shapes);
	tcase_add_test(tcase, tokens_have_a_place);
	tcase_add_test(tcase, an_account_has_one_spelling);
	tcase_add_test(tcase, hosts_are_listed_once);
	tcase_add_test(tcase, a_shape_that_tells_nothing_is_refused);
}

UNIT_MAIN("provider", add_tests)
