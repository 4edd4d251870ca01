#include "core/link.h"

#include <sodium.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "links.h"

#define FABRIKAM_LINK ADMIN RESELLER FABRIKAM_ID "&msppId=0&DAP=true" OLD_PAGE
#define SAFE_LINKS "https://nam06.safelinks.protection.outlook.com/?url="
#define U4_ONCE "https%3A%2F%2Fadmin.microsoft.com%2FAdminportal%2FHome%3F" \
	"invType%3DResellerRelationship%26partnerId%3D" CONTOSO_ID "%26msppId" \
	"%3D0%26DAP%3Dtrue%23%2FBillingAccounts%2Fpartner-invitation"
#define U4_TWICE "https%253A%252F%252Fadmin.microsoft.com%252FAdminportal%2" \
	"52FHome%253FinvType%253DResellerRelationship%2526partnerId%253D" \
	CONTOSO_ID "%2526msppId%253D0%2526DAP%253Dtrue%2523%252FBilling" \
	"Accounts%252Fpartner-invitation"
#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static struct providers all;
static struct token_key key = { .id = 7, .state = TOKEN_KEY_ACTIVE };
static struct token_keys keys = { &key, 1 };
static unsigned char secret[TOKEN_SECRET];
static char *own_link, *own_next, *strange_link;

static const char *const contoso_earlier[] = { U1 };
static struct reseller contoso = {
	.name = "contoso", .account = CONTOSO_ID, .link = U4,
	.earlier = contoso_earlier, .n_earlier = 1, .locale = "en",
};
static struct reseller fabrikam = {
	.name = "fabrikam", .account = FABRIKAM_ID, .link = FABRIKAM_LINK,
	.locale = "en",
};
static struct reseller programme = {
	.name = "fabrikam-programme", .account = "fabrikam-main",
	.locale = "en",
};
static struct reseller combined = {
	.name = "combined", .account = INDIRECT_ID, .indirect = PROVIDER_ID,
	.link = U6, .locale = "en",
};
static struct reseller linkless = {
	.name = "linkless", .account = SCREEN_ID, .locale = "en",
};
static const struct reseller *const only_contoso[] = { &contoso };
static const struct reseller *const both[] = { &contoso, &fabrikam };
static const struct reseller *const own[] = { &programme };
static const struct reseller *const indirect[] = { &combined };
static const struct reseller *const none_yet[] = { &linkless };

static const char *
owner(void *ctx, const struct provider *p, const char *account)
{
	(void)ctx;
	(void)p;
	return strcmp(account, FABRIKAM_ID) == 0 ? "fabrikam" : NULL;
}

static struct facts
facts_of(const struct reseller *const *resellers, size_t n)
{
	return (struct facts){
		.resellers = resellers, .n_resellers = n,
		.providers = (const struct provider *const *)all.list,
		.n_providers = all.n, .keys = &keys, .owner = owner,
	};
}

static char *
signed_link(const char *account, uint32_t serial)
{
	struct token t = { .key_id = key.id, .serial = serial };
	struct buf b;

	buf_init(&b, LIMIT_LINK);
	token_account(account, t.account);
	token_issue(&t, OWN_HOST, "/i/", secret, &b);
	return buf_take(&b);
}

static void
setup(void)
{
	unsigned char seed[crypto_sign_SEEDBYTES] = { 1 };

	ck_assert_int_ge(sodium_init(), 0);
	crypto_sign_seed_keypair(key.public, secret, seed);
	all = shipped_profiles(OWN_HOST);
	contoso.provider = fabrikam.provider = combined.provider =
	    linkless.provider = providers_find(&all, "partner-center");
	programme.provider = providers_find(&all, "own");
	own_link = signed_link("fabrikam-main", 1);
	own_next = signed_link("fabrikam-main", 2);
	strange_link = signed_link("stranger", 1);
	programme.link = own_link;
}

static void
teardown(void)
{
	free(own_link);
	free(own_next);
	free(strange_link);
	providers_deinit(&all);
}

static struct link_reading
reading(const char *url, const struct facts *f)
{
	struct link_reading r;

	link_read(span_str(url), f, &r);
	return r;
}

static void
check(const char *url, const struct facts *f, enum link_state state,
    const struct reseller *whose, const char *how)
{
	struct link_reading r = reading(url, f);

	ck_assert_msg(r.state == state, "%s\n  is %s: %s", url,
	    link_state_text(r.state), r.how);
	ck_assert_msg(r.whose == whose, "%s\n  is of %s", url,
	    r.whose ? r.whose->name : "nobody");
	ck_assert_msg(strstr(r.how, how), "%s\n  says: %s", url, r.how);
	ck_assert_msg((state == LINK_UNRELATED) == (r.provider == NULL),
	    "%s\n  provider", url);
	ck_assert_msg((state == LINK_UNRELATED || state == LINK_INTACT) ==
	    (*r.how == '\0'), "%s\n  says: %s", url, r.how);
}

static char *
changed(const char *link, size_t at, char c)
{
	char *s = buf_strdup(link);

	s[at] = c;
	return s;
}

START_TEST(the_issued_bytes_are_intact)
{
	struct facts f = facts_of(both, 2);

	check(U4, &f, LINK_INTACT, &contoso, "");
	check(FABRIKAM_LINK, &f, LINK_INTACT, &fabrikam, "");
	f = facts_of(own, 1);
	check(own_link, &f, LINK_INTACT, &programme, "");
	f = facts_of(indirect, 1);
	check(U6, &f, LINK_INTACT, &combined, "");
}
END_TEST

START_TEST(a_link_that_lapsed_is_no_longer_what_was_issued)
{
	struct reseller mayfly = contoso;
	const struct reseller *const list[] = { &mayfly };
	struct facts f = facts_of(list, 1);

	mayfly.lapses = 1775086200;
	mayfly.lapse_time = "2026-04-01T23:30:00Z";
	f.now = mayfly.lapses - 1;
	ck_assert(!link_lapsed(&mayfly, &f));
	check(U4, &f, LINK_INTACT, &mayfly, "");
	f.now = mayfly.lapses;
	ck_assert(link_lapsed(&mayfly, &f));
	check(U4, &f, LINK_ALTERED, &mayfly, "lapsed on 2026-04-01");
	f.now = 0;
	check(U4, &f, LINK_INTACT, &mayfly, "");
}
END_TEST

/* What became of U4, one row a class of damage, and what is said of it. */
static const char *const damages[][2] = {
	/* escaping */
	{ ADMIN "?invType=ResellerRelationship&amp;partnerId=" CONTOSO_ID
	  "&amp;msppId=0&amp;DAP=true" OLD_PAGE, "&amp; stands in place of" },
	{ ADMIN "?invType=ResellerRelationship&amp;amp;partnerId=" CONTOSO_ID
	  "&amp;amp;msppId=0&amp;amp;DAP=true" OLD_PAGE, "&amp; stands" },
	{ ADMIN "?invType=ResellerRelationship&#38;partnerId=" CONTOSO_ID
	  "&#38;msppId=0&#38;DAP=true" OLD_PAGE, "&amp; stands" },
	{ "https://admin.microsoft.com/Adminportal/Home%3FinvType%3DReseller"
	  "Relationship%26partnerId%3D" CONTOSO_ID "%26msppId%3D0%26DAP%3Dtrue"
	  "%23/BillingAccounts/partner-invitation", "written as %XX" },
	{ ADMIN "?invType=ResellerRelationship%26partnerId%3D" CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, "written as %XX" },
	{ ADMIN "?invType=3DResellerRelationship&partnerId=3D" CONTOSO_ID
	  "&msppId=3D0&DAP=3Dtrue" OLD_PAGE, "=3D stands in place of =" },
	/* quoted-printable decoded once too often */
	{ ADMIN "?invType=ResellerRelationship&partnerId;33e682-00c3-41ee-"
	  "9dd2-a548adf56438&msppId=0&DAP=true" OLD_PAGE,
	  "the = behind partnerId was lost" },
	{ ADMIN "?invType=ResellerRelationship&partnerId;33e682-00c3-41ee-"
	  "9dd2-a548adf56438&msppId=0&DAP\xef\xbf\xbdtrue" OLD_PAGE,
	  "the = behind DAP was lost" },
	/* letter case */
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=True" OLD_PAGE,
	  "parameter DAP is in other letter case: True instead of true" },
	{ ADMIN RESELLER "3B33E682-00C3-41EE-9DD2-A548ADF56438&msppId=0&DAP="
	  "true" OLD_PAGE, "parameter partnerId is in other letter case" },
	{ "https://admin.microsoft.com/adminportal/home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, "the path is in other letter case" },
	{ ADMIN RESELLER CONTOSO_ID "&msppid=0&DAP=true" OLD_PAGE,
	  "a parameter's name is in other letter case: msppid" },
	/* parameters */
	{ ADMIN "?partnerId=" CONTOSO_ID "&invType=ResellerRelationship"
	  "&msppId=0&DAP=true" OLD_PAGE, "stand in another order" },
	{ ADMIN RESELLER CONTOSO_ID "&DAP=true&msppId=0" OLD_PAGE,
	  "stand in another order" },
	{ U3, "parameter DAP is false instead of true" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0" OLD_PAGE,
	  "parameter DAP was dropped" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=601089&DAP=true" OLD_PAGE,
	  "parameter msppId is 601089 instead of 0" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true&utm_source=mail"
	  "&email=a%40b.example" OLD_PAGE, "parameter utm_source was added" },
	{ ADMIN "?utm_campaign=x&invType=ResellerRelationship&partnerId="
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE,
	  "parameter utm_campaign was added" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true&DAP=true" OLD_PAGE,
	  "parameter DAP stands there twice" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true&" OLD_PAGE,
	  "an empty parameter was added" },
	/* fragment */
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true",
	  "the fragment #/BillingAccounts/partner-invitation is missing" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true#", "the fragment" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true" NEW_PAGE,
	  "the fragment is /partners/invitation instead of" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true#/billingaccounts/"
	  "partner-invitation", "the fragment is in other letter case" },
	{ U4 "?utm_source=mail", "the fragment has ?utm_source=mail" },
	/* cut, wrapped, split, doubled */
	{ ADMIN "?invType=ResellerRelationship", "partnerId was dropped" },
	{ ADMIN "?invType=ResellerRelationship&pa", "partnerId was dropped" },
	{ ADMIN RESELLER "3b33e682-00c3", "partnerId was cut off" },
	{ ADMIN RESELLER "3b33e682-00c3-41ee- 9dd2-a548adf56438&msppId=0"
	  "&DAP=true" OLD_PAGE, "invisible characters" },
	{ ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true#/BillingAcco",
	  "the fragment was cut off" },
	{ ADMIN OLD_PAGE, "parameter invType was dropped" },
	{ U4 U4, "the fragment has https://" },
	/* invisible characters and punctuation */
	{ ADMIN "?invType=Reseller\xe2\x80\x8bRelationship&partnerId="
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, "invisible characters" },
	{ ADMIN RESELLER "3b33e682\xc2\xad-00c3-41ee-9dd2-a548adf56438"
	  "&msppId=0&DAP=true" OLD_PAGE, "invisible characters" },
	{ U4 ".", "the fragment has . at its end" },
	{ U4 ">", "the fragment has > at its end" },
	{ U4 "\xe8\xaf\xb7", "at its end, which does not belong there" },
	{ " " U4, "invisible characters" },
	/* the host spelled otherwise */
	{ "http://admin.microsoft.com/Adminportal/Home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, "the scheme is http" },
	{ "HTTPS://Admin.Microsoft.COM/Adminportal/Home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, "the host is spelled Admin." },
	{ "https://admin.microsoft.com:443/Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, "the port :443 was" },
	{ "https://admin.microsoft.com:8443/Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, "the port :8443 was" },
	{ "https://admin.microsoft.com./Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, "the host is spelled" },
	{ "https://%61dmin.microsoft.com/Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, "written as %XX" },
	{ "https://admin\xe3\x80\x82microsoft.com/Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, "the host is spelled" },
	{ "https://me@admin.microsoft.com/Adminportal/Home" RESELLER
	  CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, "a user name stands" },
	{ "admin.microsoft.com/Adminportal/Home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, "https:// is missing" },
	{ "https://admin.microsoft.com//Adminportal/Home" RESELLER CONTOSO_ID
	  "&msppId=0&DAP=true" OLD_PAGE, "the path is" },
	/* an earlier link, an earlier form, a page with nothing but the id */
	{ U1, "an earlier link of the account" },
	{ "https://portal.office.com/partner/partnersignup.aspx?type=Reseller"
	  "Relationship&id=" CONTOSO_ID "&msppid=0&csp=1",
	  "the host is portal.office.com instead of admin.microsoft.com" },
	{ "https://businessstore.microsoft.com/manage/partner-invitation"
	  RESELLER CONTOSO_ID "&msppId=0&DAP=true", "the host is business" },
	{ ADMIN "?x=" CONTOSO_ID, "parameter x was added" },
	/* behind another address */
	{ "https://click.example/?u=https%3A%2F%2Fadmin.microsoft.com%2FAdmin"
	  "portal%2FHome%3FinvType%3DResellerRelationship%26partnerId%3D"
	  CONTOSO_ID "%26msppId%3D0%26DAP%3Dtrue%23%2FBillingAccounts%2F"
	  "partner-invitation", "put behind another address, on click" },
	{ "https://click.example/to/" U4, "put behind another address" },
	{ "https://a.example/?u=https://b.example/?v=" U4, "on a.example" },
	{ SAFE_LINKS U4_ONCE "&data=05%7C02%7Cdana%40customer.example&x=0",
	  "wrapped by Microsoft Safe Links" },
	{ SAFE_LINKS U4_ONCE, "wrapped by Microsoft Safe Links" },
	{ SAFE_LINKS U4, "wrapped by Microsoft Safe Links" },
	{ SAFE_LINKS U3, "DAP is false instead of true; wrapped by" },
	{ SAFE_LINKS "https%3A%2F%2Fclick.example%2Fto%2F" U4, "wrapped by "
	  "Microsoft Safe Links; it was put behind another address, on "
	  "click.example" },
	{ "https://click.example/?u=https%3A%2F%2Flinkprotect.cudasvc.com%2F"
	  "url%3Fa%3D" U4_TWICE "%26c%3DE%2C1", "on click.example; wrapped "
	  "by Barracuda" },
};

START_TEST(each_class_of_damage_is_altered_and_told)
{
	struct facts f = facts_of(only_contoso, 1), two = facts_of(both, 2);

	for (size_t i = 0; i < COUNT(damages); i++) {
		check(damages[i][0], &f, LINK_ALTERED, &contoso,
		    damages[i][1]);
		/* With two of one provider, what is left must tell. */
		if (strstr(damages[i][0], "00c3"))
			check(damages[i][0], &two, LINK_ALTERED, &contoso,
			    damages[i][1]);
	}
}
END_TEST

START_TEST(another_account_is_foreign_and_its_owner_named)
{
	struct facts f = facts_of(only_contoso, 1);
	struct link_reading r;
	char *one_digit_off;

	check(FABRIKAM_LINK, &f, LINK_FOREIGN, NULL, "belongs to fabrikam");
	r = reading(FABRIKAM_LINK, &f);
	ck_assert_str_eq(r.owner, "fabrikam");
	check(U7, &f, LINK_FOREIGN, NULL, "the account " SCREEN_ID);
	check(FABRIKAM_LINK "&utm_source=x", &f, LINK_FOREIGN, NULL, "");
	one_digit_off = changed(U4, strcspn(U4, "&") + strlen("&partnerId="),
	    '4');
	check(one_digit_off, &f, LINK_FOREIGN, NULL, "none of this");
	free(one_digit_off);
	check("https://click.example/?u=" FABRIKAM_LINK, &f, LINK_FOREIGN,
	    NULL, "fabrikam");
	f.owner = NULL;
	check(FABRIKAM_LINK, &f, LINK_FOREIGN, NULL, FABRIKAM_ID);
}
END_TEST

START_TEST(what_gateways_wrapped_is_what_it_was)
{
	struct facts f = facts_of(only_contoso, 1);
	struct link_reading r;

	check(SAFE_LINKS FABRIKAM_LINK, &f, LINK_FOREIGN, NULL,
	    "wrapped by Microsoft Safe Links");
	check("https://urldefense.com/v3/__" FABRIKAM_LINK "__;!!x$", &f,
	    LINK_FOREIGN, NULL, "wrapped by Proofpoint");
	check(SAFE_LINKS "https%3A%2F%2Fadmin.microsoft.com.evil.example%2F",
	    &f, LINK_IMITATION, NULL, "wrapped by Microsoft Safe Links");
	check(SAFE_LINKS "https%3A%2F%2Fevil.example%2FAdminportal%2FHome%3F"
	    "invType%3DResellerRelationship%26partnerId%3D" CONTOSO_ID
	    "%26msppId%3D0", &f, LINK_IMITATION, NULL, "to another host; "
	    "wrapped by");
	check(SAFE_LINKS "https%3A%2F%2Fwww.contoso.example%2F", &f,
	    LINK_UNRELATED, NULL, "");
	r = reading(SAFE_LINKS U4_ONCE, &f);
	ck_assert_str_eq(r.gateway, "Microsoft Safe Links");
	ck_assert(!r.opaque);
	/* a name that a gateway's only resembles leads anywhere */
	check("https://safelinks.protection.outlook.com.evil.example/?url="
	    U4_ONCE, &f, LINK_ALTERED, &contoso, "put behind another");
	/* a session's proxy, of a page and of an invitation */
	check("https://admin.microsoft.com.mcas.ms/Adminportal/Home#/users",
	    &f, LINK_UNRELATED, NULL, "");
	check("https://admin.microsoft.com.mcas.ms/Adminportal/Home" RESELLER
	    CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, &f, LINK_ALTERED,
	    &contoso, "wrapped by Microsoft Defender for Cloud Apps");
}
END_TEST

START_TEST(portals_and_lost_schemes_show_whose_it_is)
{
#define PORTAL "https://vpn.contoso.example/Adminportal/,DanaInfo=admin." \
	"microsoft.com,SSL+Home"
#define BARE "https://click.example/?u=admin.microsoft.com/Adminportal/Home"
	struct facts f = facts_of(only_contoso, 1);

	check(PORTAL RESELLER CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, &f,
	    LINK_ALTERED, &contoso, "wrapped by Pulse Connect Secure");
	check(PORTAL RESELLER FABRIKAM_ID "&msppId=0&DAP=true" OLD_PAGE, &f,
	    LINK_FOREIGN, NULL, "wrapped by Pulse Connect Secure");
	check(PORTAL "#/users", &f, LINK_UNRELATED, NULL, "");
	check(BARE RESELLER CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, &f,
	    LINK_ALTERED, &contoso, "put behind another");
	check(BARE RESELLER FABRIKAM_ID "&msppId=0&DAP=true" OLD_PAGE, &f,
	    LINK_FOREIGN, NULL, "put behind another");
	check(BARE "#/users", &f, LINK_UNRELATED, NULL, "");
	/* a mark in the path makes no host a portal's */
	check("https://admin.microsoft.com.evil.example/,DanaInfo=www."
	    "contoso.example,SSL+x", &f, LINK_IMITATION, NULL, "");
}
END_TEST

#define TAIL "/Adminportal/Home" RESELLER CONTOSO_ID "&msppId=0&DAP=true" \
	OLD_PAGE

START_TEST(wide_characters_are_read_as_ascii)
{
	struct facts f = facts_of(only_contoso, 1);

	check("https：／／admin.microsoft.com／Adminportal／Home" RESELLER
	    CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE, &f, LINK_ALTERED,
	    &contoso, "full-width");
	check("https：／／admin.microsoft.com／Adminportal／Home" RESELLER
	    FABRIKAM_ID "&msppId=0&DAP=true" OLD_PAGE, &f, LINK_FOREIGN,
	    NULL, "fabrikam");
	check("https：／／admin.microsoft.com.evil.example／", &f,
	    LINK_IMITATION, NULL, "");
	check("https：／／www.contoso.example／", &f, LINK_UNRELATED, NULL,
	    "");
	/* what may be a host of somebody else's */
	check("https://admin.microsoft.com／.evil.example" TAIL, &f,
	    LINK_IMITATION, NULL, "");
	check("https://admin.microsoft.com\u2215evil.example" TAIL, &f,
	    LINK_IMITATION, NULL, "");
	check("https://admin.microsoft.com\u2215Adminportal\u2215Home.evil"
	    ".example" TAIL, &f, LINK_IMITATION, NULL, "");
}
END_TEST

/* As text has it that shows a redirect. */
START_TEST(an_address_that_is_escaped_as_a_whole_is_read)
{
	struct facts f = facts_of(only_contoso, 1);

	check("admin.microsoft.com.mcas.ms%2FAdminportal%2FHome%23%2Fusers",
	    &f, LINK_UNRELATED, NULL, "");
	check("admin.microsoft.com%252FAdminportal%252FHome", &f,
	    LINK_UNRELATED, NULL, "");
	check("admin.microsoft.com.evil.example%2FAdminportal%2FHome", &f,
	    LINK_IMITATION, NULL, "");
	check("https://admin.microsoft.com%2F.evil.example/Adminportal/Home"
	    RESELLER CONTOSO_ID "&msppId=0", &f, LINK_IMITATION, NULL, "");
}
END_TEST

START_TEST(only_the_gateway_knows_where_some_lead)
{
	struct facts f = facts_of(only_contoso, 1);
	struct link_reading r;

	r = reading("https://protect-eu.mimecast.com/s/x?domain=admin."
	    "microsoft.com", &f);
	ck_assert_int_eq(r.state, LINK_UNRELATED);
	ck_assert(r.opaque);
	ck_assert_str_eq(r.gateway, "Mimecast");
	ck_assert_ptr_nonnull(strstr(r.how, "Mimecast"));
}
END_TEST

/* U4 in so many layers of a gateway that escapes nothing. */
static struct link_reading
wrapped(int layers, const struct facts *f)
{
	struct link_reading r;
	struct buf b;

	buf_init(&b, LIMIT_URL);
	for (int i = 0; i < layers; i++)
		buf_add_str(&b, SAFE_LINKS);
	buf_add_str(&b, U4);
	ck_assert(buf_ok(&b));
	link_read(buf_span(&b), f, &r);
	buf_deinit(&b);
	return r;
}

START_TEST(so_many_layers_are_opened_and_no_more)
{
	struct facts f = facts_of(only_contoso, 1);
	struct link_reading r = wrapped(LIMIT_WRAPPER_LAYERS, &f);

	ck_assert_int_eq(r.state, LINK_ALTERED);
	/* Not looked at any more, so not an own link that could be restored. */
	r = wrapped(LIMIT_WRAPPER_LAYERS + 1, &f);
	ck_assert_int_eq(r.state, LINK_IMITATION);
}
END_TEST

/* U4 as the address number PLACE, from 0, of those that a redirect with three
 * redirects inside, each to four addresses, leads to. */
static struct link_reading
among(int place, const struct facts *f)
{
	struct link_reading r;
	struct buf b;

	buf_init(&b, LIMIT_URL);
	buf_add_str(&b, "https://a.example/?x=1");
	for (int i = 0; i < 3; i++) {
		buf_add_str(&b, "&u=https%3A//b.example/%3Fx");
		for (int k = 0; k < 4; k++)
			buf_printf(&b, "%%26u=%s", 5 + 4 * i + k == place ?
			    U4_TWICE : "https%253A//c.example");
	}
	buf_add_str(&b, "&u=https%3A//d.example");
	ck_assert(buf_ok(&b));
	link_read(buf_span(&b), f, &r);
	buf_deinit(&b);
	return r;
}

START_TEST(so_many_addresses_are_looked_at_and_no_more)
{
	struct facts f = facts_of(only_contoso, 1);

	ck_assert_int_eq(among(LIMIT_WRAPPER_ADDRESSES - 1, &f).state,
	    LINK_ALTERED);
	ck_assert_int_eq(among(LIMIT_WRAPPER_ADDRESSES, &f).state,
	    LINK_IMITATION);
}
END_TEST

START_TEST(a_kind_that_was_never_issued_is_foreign)
{
	struct facts f = facts_of(only_contoso, 1);

	check(ADMIN "?invType=Administration&partnerId=" CONTOSO_ID OLD_PAGE,
	    &f, LINK_FOREIGN, NULL, "kind Administration was never");
	check(ADMIN "?invType=Administration&partnerId=" CONTOSO_ID
	    "&utm_source=x" OLD_PAGE, &f, LINK_FOREIGN, NULL,
	    "kind Administration was never");
	check(ADMIN "?invType=Administration&partnerId=" CONTOSO_ID "&msppId=0"
	    "&DAP=true" OLD_PAGE, &f, LINK_FOREIGN, NULL,
	    "kind Administration was never");
	check(ADMIN INDIRECT CONTOSO_ID "&msppId=601089&DAP=true" OLD_PAGE,
	    &f, LINK_FOREIGN, NULL, "IndirectResellerRelationship");
	check(U9, &f, LINK_FOREIGN, NULL, "never issued for this sender");
	check(U9 "&utm_source=x", &f, LINK_FOREIGN, NULL, "never issued");
	check(U21V, &f, LINK_FOREIGN, NULL, CONTOSO_ID);
	f = facts_of(none_yet, 1);
	check(U7, &f, LINK_FOREIGN, NULL, "no link was issued for linkless");
}
END_TEST

START_TEST(an_earlier_link_without_a_current_one_is_foreign)
{
	static const char *const earlier[] = { U7 };
	struct reseller revoked = linkless;
	const struct reseller *const list[] = { &revoked };
	struct facts f = facts_of(list, 1);

	revoked.earlier = earlier;
	revoked.n_earlier = 1;
	check(U7, &f, LINK_FOREIGN, NULL, "which has no current one");
}
END_TEST

START_TEST(a_revoked_link_says_when_and_why)
{
	static const char *const earlier[] = { U7 };
	static const char *const why[] = { "2026-11-21 (the contract ended)" };
	struct reseller taken = linkless;
	const struct reseller *const list[] = { &taken };
	struct facts f = facts_of(list, 1);

	taken.earlier = earlier;
	taken.n_earlier = 1;
	taken.revoked = why;
	check(U7, &f, LINK_FOREIGN, NULL, "a link of linkless that was "
	    "revoked on 2026-11-21 (the contract ended); issue a new one");
	taken.link = U8;
	check(U7, &f, LINK_ALTERED, &taken, "a link of the account that was "
	    "revoked on 2026-11-21 (the contract ended); the current one "
	    "replaces it");
}
END_TEST

START_TEST(the_indirect_provider_must_be_the_resellers)
{
	struct facts f = facts_of(indirect, 1);

	check(U15, &f, LINK_ALTERED, &combined, "in another order");
	check(U5, &f, LINK_ALTERED, &combined, "indirectCSPId was dropped");
	check(U8, &f, LINK_ALTERED, &combined, "DAP was dropped");
	check(ADMIN INDIRECT INDIRECT_ID "&msppId=601089&DAP=true"
	    "&indirectCSPId=" FABRIKAM_ID OLD_PAGE, &f, LINK_FOREIGN, NULL,
	    "the indirect provider " FABRIKAM_ID);
	f = facts_of(only_contoso, 1);
	check(ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true&indirectCSPId="
	    PROVIDER_ID OLD_PAGE, &f, LINK_FOREIGN, NULL,
	    "the indirect provider");
}
END_TEST

START_TEST(who_sends_its_providers_link_sends_not_its_own)
{
	struct reseller sub = { .name = "sub",
		.provider = providers_find(&all, "partner-center-21vianet"),
		.account = CONTOSO_ID, .borrower = FABRIKAM_ID,
		.locale = "zh-CN", .link = U21V };
	const struct reseller *list[] = { &sub };
	struct facts f = facts_of(list, 1);

	check(U21V, &f, LINK_INTACT, &sub, "");
	check(U21V "1", &f, LINK_ALTERED, &sub, "msppid");
	check("https://portal.partner.microsoftonline.cn/partner/"
	    "partnersignup.aspx?type=ResellerRelationship&id=" FABRIKAM_ID
	    "&csp=1&msppid=0", &f, LINK_FOREIGN, NULL,
	    "sends that one's link, not its own");
}
END_TEST

START_TEST(what_can_be_anybodys_is_nobodys)
{
	struct facts f = facts_of(both, 2);

	/* two resellers, and nothing tells which */
	check(ADMIN "?invType=ResellerRelationship", &f, LINK_FOREIGN, NULL,
	    "never issued for this sender");
	/* another's id, damaged past reading */
	f = facts_of(only_contoso, 1);
	check(ADMIN "?invType=ResellerRelationship&partnerIdr60758d-876b-4da1"
	    "-b8aa-ae70122d886a&msppId=0&DAP=true" OLD_PAGE, &f,
	    LINK_FOREIGN, NULL, "never issued");
	check(ADMIN RESELLER "7260758d-876b&msppId=0&DAP=true" OLD_PAGE, &f,
	    LINK_FOREIGN, NULL, "never issued");
	check(ADMIN RESELLER "{{partnerId}}" OLD_PAGE, &f, LINK_FOREIGN, NULL,
	    "never issued");
	/* nobody's mail: every invitation is foreign */
	f = facts_of(NULL, 0);
	check(U4, &f, LINK_FOREIGN, NULL, CONTOSO_ID);
	check(U12, &f, LINK_UNRELATED, NULL, "");
}
END_TEST

START_TEST(what_is_no_invitation_is_unrelated)
{
	static const char *const urls[] = {
		U12, U13, "", "x", "mailto:support@contoso.example",
		"mailto:a@b.example?body=" U4,
		"https://www.contoso.example/", "https://admin.microsoft.com",
		ADMIN "#/homepage", ADMIN "?source=applauncher",
		ADMIN "#/users/:/UserDetails/" FABRIKAM_ID,
		"https://help.admin.microsoft.com/en-us/",
		"https://learn.microsoft.com/partner-center/request-a-relation"
		"ship-with-a-customer", "https://microsoft.com/",
		"https://portal.office.com/account/#home",
		"https://admin.microsoft.co/", "https://admin.microsoft.com.br",
		"https://www." OWN_HOST "/i/", "https://fabrikam.example/i/x",
		"https://u123.ct.sendgrid.net/ls/click?upn=abc",
		"https://a.example/?partnerId=" CONTOSO_ID,
		"https://login.example/?redirect_uri=https%3A%2F%2Fadmin."
		"microsoft.com%2F", "https://192.0.2.1/", "https://[::1]/",
		"https://b\xc3\xbc" "cher.example/", "https://\xff\xfe/",
		"https://" OWN_HOST "/", "https://" OWN_HOST "/about",
	};
	struct facts f = facts_of(both, 2);

	for (size_t i = 0; i < COUNT(urls); i++)
		check(urls[i], &f, LINK_UNRELATED, NULL, "");
}
END_TEST

START_TEST(what_stands_in_its_place_is_told_from_what_stands_anywhere)
{
	static const char home[] = "https://admin.microsoft.com/Adminportal/"
	    "Home";
	static const struct {
		const char *behind;
		bool placed;
	} rows[] = {
		{ "?partnerId=" CONTOSO_ID, true },
		{ "?invType=ResellerRelationship&msppId=0", true },
		{ "invType=x&partnerId=" CONTOSO_ID "&msppId=0"
		    "#/BillingAccounts/partner-invitation", true },
		{ CONTOSO_ID, false },
		{ "partnerId=" CONTOSO_ID "&msppId=0", false },
		{ "#/BillingAccounts/partner-invitation", false },
		{ ",invType=ResellerRelationship", false },
	};
	struct facts f = facts_of(only_contoso, 1);
	struct link_reading r;
	char url[300];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		snprintf(url, sizeof url, "%s%s", home, rows[i].behind);
		r = reading(url, &f);
		ck_assert_msg(r.state == LINK_ALTERED, "%s", url);
		ck_assert_msg(r.placed == rows[i].placed, "%s", url);
	}
	f = facts_of(own, 1);
	ck_assert(reading(own_link, &f).placed);
	ck_assert(reading(strange_link, &f).placed);
}
END_TEST

START_TEST(imitations_are_told_from_damage)
{
	static const char *const urls[] = {
		"https://admin.microsoft.com.evil.example" TAIL,
		"https://admin.microsoft.com.evil.example/",
		"https://login.admin.microsoft.com.evil.example/",
		"https://admin.microsoft.com-login.example/",
		"https://admin-microsoft-com.evil.example/",
		"https://admin.microsoft.com@evil.example" TAIL,
		"https://admin.microsoft.com@evil.example/",
		"https://admin.microsoft.com%2F@evil.example/",
		"https://admin.microsoft.com:x@evil.example/",
		"https://\xd0\xb0" "dmin.microsoft.com" TAIL,
		"https://\xd0\xb0" "dmin.microsoft.com/",
		"https://xn--dmin-43d.microsoft.com/",
		"https://admin.micr\xce\xbfsoft.com/",
		"https://admin.m\xc4\xb1" "crosoft.com/",
		"https://admin.micros\xc3\xb3" "ft.com/",
		"https://admin.microsft.com" TAIL,
		"https://admin.micorsoft.com" TAIL,
		"https://adminn.microsoft.com" TAIL,
		"https://admin.microsoft.co" TAIL,
		"https://admin.rnicrosoft.com" TAIL,
		"https://admin.micr0soft.com" TAIL,
		"https://admin.microsoft.com.br" TAIL,
		"https://192.0.2.1" TAIL, "https://[2001:db8::1]" TAIL,
		"https://0xc0000201" TAIL,
		"https://evil.example" TAIL,
		"https://evil.example/x" RESELLER CONTOSO_ID "&msppId=0",
		"https://evil.example/?u=1&amp;partnerId=" CONTOSO_ID OLD_PAGE,
		"https://evil.example\\@admin.microsoft.com" TAIL,
		"https://admin.microsoft.com.evil.example/?u=" U4,
		"https://portal.0ffice.com/partner/partnersignup.aspx",
		"https://partners.fabrlkam.example/i/abc",
	};
	struct facts f = facts_of(both, 2);

	for (size_t i = 0; i < COUNT(urls); i++)
		check(urls[i], &f, LINK_IMITATION, NULL, "");
	/* of two profiles with that host, the sender's is named */
	ck_assert_ptr_eq(reading(urls[0], &f).provider, contoso.provider);
}
END_TEST

START_TEST(a_signed_link_is_guarded_too)
{
	struct facts f = facts_of(own, 1);
	size_t last = strlen(own_link) - 1;
	struct buf b;
	char *s;

	s = changed(own_link, last, own_link[last] == 'a' ? 'b' : 'a');
	check(s, &f, LINK_ALTERED, &programme, "the path is");
	free(s);
	s = buf_dup(span_sub(span_str(own_link), 0, last - 20));
	check(s, &f, LINK_ALTERED, &programme, "the path was cut off");
	free(s);
	buf_init(&b, LIMIT_URL);
	buf_printf(&b, "%s?utm_source=x", own_link);
	check(buf_str(&b), &f, LINK_ALTERED, &programme, "utm_source was");
	buf_reset(&b);
	buf_printf(&b, "https://evil.example/i/%s", strrchr(own_link, '/') + 1);
	check(buf_str(&b), &f, LINK_IMITATION, NULL, "another host");
	buf_deinit(&b);
	check("https://" OWN_HOST "/i/", &f, LINK_ALTERED, &programme, "");
	check(own_next, &f, LINK_ALTERED, &programme, "another link of the");
	check(strange_link, &f, LINK_FOREIGN, NULL, "for another account");
	check("https://" OWN_HOST "/i/abc", &f, LINK_FOREIGN, NULL,
	    "not issued for this sender");
	f.keys = NULL;
	check(strange_link, &f, LINK_FOREIGN, NULL, "not issued");
	f = facts_of(only_contoso, 1);
	check(own_link, &f, LINK_FOREIGN, NULL, "for another account");
}
END_TEST

START_TEST(a_url_past_the_limit_is_judged_by_its_beginning)
{
	struct facts f = facts_of(only_contoso, 1);
	struct buf b;

	buf_init(&b, 3 * LIMIT_URL);
	buf_add_str(&b, U4 "?");
	while (b.n < 2 * LIMIT_URL)
		buf_add_byte(&b, 'a');
	check(buf_str(&b), &f, LINK_ALTERED, &contoso, "at its end");
	buf_deinit(&b);
}
END_TEST

/* U4 behind N other addresses. */
static struct link_reading
behind(int n, const struct facts *f)
{
	struct link_reading r;
	struct buf b;

	buf_init(&b, LIMIT_URL);
	for (int i = 0; i < n; i++)
		buf_printf(&b, "https://r%d.example/?u=", i);
	buf_add_str(&b, U4);
	link_read(buf_span(&b), f, &r);
	buf_deinit(&b);
	return r;
}

START_TEST(a_link_is_found_behind_so_many_redirects)
{
	struct facts f = facts_of(only_contoso, 1);

	ck_assert_int_eq(behind(LIMIT_WRAPPER_LAYERS, &f).state,
	    LINK_ALTERED);
	/* It can't be restored then, and must not pass. */
	ck_assert_int_eq(behind(LIMIT_WRAPPER_LAYERS + 1, &f).state,
	    LINK_IMITATION);
}
END_TEST

/* xorshift: the same changes on every run. */
static uint32_t
next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static void
mutate(struct buf *b, uint32_t *seed)
{
	static const char *const pieces[] = {
		"&", "#", "?", "%", "%25", "=", "@", "/", ":", "&amp;", "=3D",
		"\xe2\x80\x8b", "\xff", "https://", ".", "[", "{", "\\",
		CONTOSO_ID, "xn--", "partnerId=",
	};
	size_t at = next_random(seed) % (b->n + 1);
	size_t end = at + next_random(seed) % 4;
	const char *piece = pieces[next_random(seed) % COUNT(pieces)];
	struct span whole = buf_span(b);
	struct buf out;

	if (end > b->n)
		end = b->n;
	buf_init(&out, 4 * LIMIT_URL);
	buf_add(&out, span_sub(whole, 0, at));
	if (next_random(seed) % 3)
		buf_add_str(&out, piece);
	else
		buf_add_byte(&out, (unsigned char)next_random(seed));
	buf_add(&out, span_sub(whole, end, whole.n));
	buf_deinit(b);
	*b = out;
}

START_TEST(whatever_is_done_to_a_link_only_its_bytes_are_intact)
{
	static const char *const seeds[] = { U1, U4, U6, U9, U12, U21V };
	struct facts f = facts_of(both, 2);
	uint32_t seed = 20240229;
	struct link_reading r;

	for (int i = 0; i < 6000; i++) {
		struct buf b;

		buf_init(&b, 4 * LIMIT_URL);
		buf_add_str(&b, seeds[(size_t)i % COUNT(seeds)]);
		for (int k = i % 5; k >= 0; k--)
			mutate(&b, &seed);
		link_read(buf_span(&b), &f, &r);
		ck_assert_msg((r.state == LINK_INTACT) ==
		    (span_eq_str(buf_span(&b), U4) ||
		    span_eq_str(buf_span(&b), FABRIKAM_LINK)), "%s",
		    buf_str(&b));
		if (r.state == LINK_ALTERED)
			ck_assert(r.whose && r.whose->link && *r.how);
		buf_deinit(&b);
	}
}
END_TEST

static void
accepts(const char *url, const struct provider *p, const char *account,
    const char *indirect_id)
{
	struct err err = { 0 };

	ck_assert_msg(link_accept(span_str(url), p, account, indirect_id,
	    &err) == 0, "%s: %s", url, err.text);
}

static void
refuses(const char *url, const struct provider *p, const char *account,
    const char *indirect_id, const char *why)
{
	struct err err = { 0 };

	ck_assert_msg(link_accept(span_str(url), p, account, indirect_id,
	    &err) == -1, "%s", url);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_msg(strstr(err.text, why), "%s\n  %s", url, err.text);
}

START_TEST(what_the_provider_gives_is_accepted)
{
	const struct provider *p = contoso.provider;

	accepts(U1, p, CONTOSO_ID, NULL);
	accepts(U2, p, INDIRECT_ID, NULL);
	accepts(U3, p, CONTOSO_ID, NULL);
	accepts(U4, p, CONTOSO_ID, NULL);
	accepts(U5, p, INDIRECT_ID, NULL);
	accepts(U6, p, INDIRECT_ID, PROVIDER_ID);
	accepts(U7, p, SCREEN_ID, NULL);
	accepts(U8, p, INDIRECT_ID, PROVIDER_ID);
	accepts(U15, p, INDIRECT_ID, PROVIDER_ID);
	accepts(U9, providers_find(&all, "granular"), CONTOSO_ID, NULL);
	accepts(U21V, providers_find(&all, "partner-center-21vianet"),
	    CONTOSO_ID, NULL);
	accepts(own_link, programme.provider, "fabrikam-main", NULL);
}
END_TEST

START_TEST(what_may_be_no_link_is_refused_with_its_reason)
{
	const struct provider *p = contoso.provider;

	refuses(FABRIKAM_LINK, p, CONTOSO_ID, NULL,
	    "the account " FABRIKAM_ID);
	refuses(damages[0][0], p, CONTOSO_ID, NULL,
	    "from the page, not from its source");
	refuses(ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true&email=a" OLD_PAGE,
	    p, CONTOSO_ID, NULL, "holds no data of one");
	refuses(ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true", p,
	    CONTOSO_ID, NULL, "the fragment #/Bill");
	refuses("http" TAIL, p, CONTOSO_ID, NULL, "no host");
	refuses("http://admin.microsoft.com" TAIL, p, CONTOSO_ID, NULL,
	    "the scheme is http");
	refuses(U10, p, SCREEN_ID, NULL, "are never issued");
	refuses(U12, p, CONTOSO_ID, NULL, "no invitation");
	refuses(U21V, p, CONTOSO_ID, NULL, "is no host of Partner Center");
	refuses("https://admin.microsoft.com.evil.example" TAIL, p,
	    CONTOSO_ID, NULL, "is no host of");
	refuses(U4 " ", p, CONTOSO_ID, NULL, "is a blank");
	refuses(U4 "\xe8\xaf\xb7", p, CONTOSO_ID, NULL, "no ASCII");
	refuses("", p, CONTOSO_ID, NULL, "copy it as a whole");
	refuses(U6, p, INDIRECT_ID, NULL, "this reseller has none");
	refuses(U6, p, INDIRECT_ID, FABRIKAM_ID, "instead of");
	refuses(U5, p, INDIRECT_ID, PROVIDER_ID, "take the combined link");
	refuses("https://" OWN_HOST "/i/abc", programme.provider,
	    "fabrikam-main", NULL, "has 3 characters instead of 113");
}
END_TEST

/* U4 with its number grown so that the whole has N bytes. */
static int
accept_long(size_t n, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, 2 * LIMIT_LINK);
	buf_add_str(&b, ADMIN RESELLER CONTOSO_ID "&DAP=true&msppId=");
	while (b.n < n - strlen(OLD_PAGE))
		buf_add_byte(&b, '1');
	buf_add_str(&b, OLD_PAGE);
	rc = link_accept(buf_span(&b), contoso.provider, CONTOSO_ID, NULL,
	    err);
	buf_deinit(&b);
	return rc;
}

START_TEST(a_link_fits_in_a_line)
{
	struct err err = { 0 };

	ck_assert_int_eq(accept_long(LIMIT_LINK, &err), 0);
	ck_assert_int_eq(accept_long(LIMIT_LINK + 1, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
}
END_TEST

START_TEST(an_indirect_provider_is_put_before_the_fragment)
{
	static const char *const rows[][2] = {
		{ U5, U6 }, { U6, U6 }, { U15, U15 },
		{ U2, U2 "&indirectCSPId=" PROVIDER_ID },
		/* Of no shape, or of one without a place for it. */
		{ U1, U1 }, { U10, U10 }, { U12, U12 }, { U5 "x", U5 "x" },
		{ "", "" }, { "nonsense", "nonsense" },
	};
	const struct provider *p = providers_find(&all, "partner-center");

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct buf out;

		buf_init(&out, LIMIT_URL);
		link_combine(span_str(rows[i][0]), p, PROVIDER_ID, &out);
		ck_assert_str_eq(buf_str(&out), rows[i][1]);
		buf_deinit(&out);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_indirect_provider_is_put_before_the_fragment);
	tcase_add_test(tcase, the_issued_bytes_are_intact);
	tcase_add_test(tcase, a_link_that_lapsed_is_no_longer_what_was_issued);
	tcase_add_test(tcase, each_class_of_damage_is_altered_and_told);
	tcase_add_test(tcase, another_account_is_foreign_and_its_owner_named);
	tcase_add_test(tcase, what_gateways_wrapped_is_what_it_was);
	tcase_add_test(tcase, portals_and_lost_schemes_show_whose_it_is);
	tcase_add_test(tcase, wide_characters_are_read_as_ascii);
	tcase_add_test(tcase,
	    an_address_that_is_escaped_as_a_whole_is_read);
	tcase_add_test(tcase, only_the_gateway_knows_where_some_lead);
	tcase_add_test(tcase, so_many_layers_are_opened_and_no_more);
	tcase_add_test(tcase, so_many_addresses_are_looked_at_and_no_more);
	tcase_add_test(tcase, a_kind_that_was_never_issued_is_foreign);
	tcase_add_test(tcase,
	    an_earlier_link_without_a_current_one_is_foreign);
	tcase_add_test(tcase, a_revoked_link_says_when_and_why);
	tcase_add_test(tcase, the_indirect_provider_must_be_the_resellers);
	tcase_add_test(tcase, who_sends_its_providers_link_sends_not_its_own);
	tcase_add_test(tcase, what_can_be_anybodys_is_nobodys);
	tcase_add_test(tcase, what_is_no_invitation_is_unrelated);
	tcase_add_test(tcase,
	    what_stands_in_its_place_is_told_from_what_stands_anywhere);
	tcase_add_test(tcase, imitations_are_told_from_damage);
	tcase_add_test(tcase, a_signed_link_is_guarded_too);
	tcase_add_test(tcase, a_url_past_the_limit_is_judged_by_its_beginning);
	tcase_add_test(tcase, a_link_is_found_behind_so_many_redirects);
	tcase_add_test(tcase,
	    whatever_is_done_to_a_link_only_its_bytes_are_intact);
	tcase_add_test(tcase, what_the_provider_gives_is_accepted);
	tcase_add_test(tcase, what_may_be_no_link_is_refused_with_its_reason);
	tcase_add_test(tcase, a_link_fits_in_a_line);
}

UNIT_MAIN("link", add_tests)
