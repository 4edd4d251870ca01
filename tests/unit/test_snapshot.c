#include "registry/snapshot.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sys/file.h"
#include "unit.h"

#define ACCOUNT_1 "3b33e682-00c3-41ee-9dd2-a548adf56438"
#define ACCOUNT_2 "7260758d-876b-4da1-b8aa-ae70122d886a"
#define ACCOUNT_3 "736ee76b-2635-4b33-a942-25ed0673f31e"
#define LINK(account, dap) "https://admin.microsoft.com/Adminportal/Home" \
	"?invType=ResellerRelationship&partnerId=" account \
	"&msppId=0&DAP=" dap "#/BillingAccounts/partner-invitation"
#define GRANULAR "https://admin.microsoft.com/AdminPortal/Home#/partners/" \
	"invitation/granularAdminRelationships/" ACCOUNT_3 "-" ACCOUNT_1
#define CONFIG "providers = { \"" TOP_SRCDIR "/providers\" }\n" \
	"own_host = \"partners.fabrikam.example\"\n" \
	"reseller fabrikam { mode = pretend }\n"

static char directory[] = "/tmp/linkseal-snapshot-XXXXXX";
static char path[sizeof directory + 20];
static char config_path[sizeof directory + 20];
static struct registry *registry;
static struct config *config;
static struct snapshot *snapshot;
static struct buf warnings;
static struct facts facts;
static struct err err;

static void
add(const char *name, const char *provider, const char *account)
{
	struct registry_reseller s = {
		.name = (char *)name, .display = (char *)name,
		.provider = (char *)provider, .account = (char *)account,
		.locale = (char *)"en",
	};

	ck_assert_msg(registry_reseller_add(registry, &s, &err) == 0, "%s",
		err.text);
}

static void
allow(const char *name, const char *kind, const char *value)
{
	struct registry_sender s = { (char *)name, (char *)kind,
		(char *)value };

	ck_assert_msg(registry_sender_add(registry, &s, 1, &err) == 0, "%s",
		err.text);
}

static void
link_set(const char *name, const char *url)
{
	ck_assert_msg(registry_link_set(registry, name, url, "pasted",
		NULL, &err) == 0, "%s", err.text);
}

static void
load(void)
{
	snapshot_unref(&snapshot);
	buf_reset(&warnings);
	ck_assert_msg(snapshot_load(registry, config, &snapshot, &warnings,
		&err) == 0, "%s", err.text);
}

/* The registry that all tests share. */
static void
fill(void)
{
	add("contoso", "partner-center", ACCOUNT_1);
	add("fabrikam", "partner-center", ACCOUNT_2);
	link_set("contoso", LINK(ACCOUNT_1, "true"));
	link_set("fabrikam", LINK(ACCOUNT_2, "true"));
	allow("contoso", "address", "alice@contoso.example");
	allow("contoso", "domain", "invite.contoso.example");
	allow("contoso", "login", "alice");
	allow("fabrikam", "address", "bob@fabrikam.example");
	allow("fabrikam", "login", "bob");
	allow("contoso", "address", "carol@contoso.example");
	allow("fabrikam", "address", "carol@contoso.example");
}

static void
set_up(void)
{
	char url[sizeof path + 8];

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/registry.db", directory);
	snprintf(url, sizeof url, "sqlite:%s", path);
	snprintf(config_path, sizeof config_path, "%s/a.conf", directory);
	ck_assert_int_eq(file_write(config_path, span_str(CONFIG), 0600,
		&err), 0);
	ck_assert_msg(config_load(config_path, url, &config, &err) == 0, "%s",
		err.text);
	ck_assert_int_eq(registry_open(url, true, &registry, &err), 0);
	buf_init(&warnings, 10000);
	fill();
	load();
}

static void
tear_down(void)
{
	snapshot_unref(&snapshot);
	registry_close(&registry);
	config_unref(&config);
	buf_deinit(&warnings);
	unlink(path);
	unlink(config_path);
	ck_assert_int_eq(rmdir(directory), 0);
}

/* The names of who may send, with spaces between. */
static const char *
who(const char *login, const char *from, bool trusted)
{
	static char out[200];
	size_t i;

	snapshot_sender(snapshot, login, from, trusted, &facts);
	*out = '\0';
	for (i = 0; i < facts.n_resellers; i++)
		snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s",
			i ? " " : "", facts.resellers[i]->name);
	return out;
}

START_TEST(an_address_is_found_whatever_its_case)
{
	ck_assert_str_eq(who(NULL, "alice@contoso.example", true), "contoso");
	ck_assert_str_eq(who(NULL, "<Alice@CONTOSO.example.>", true),
		"contoso");
	ck_assert_str_eq(who(NULL, "alice@contoso.example.evil.example",
		true), "");
	ck_assert_str_eq(who(NULL, "malice@contoso.example", true), "");
}
END_TEST

START_TEST(a_domain_speaks_for_itself_and_not_for_its_sub_domains)
{
	ck_assert_str_eq(who(NULL, "x@invite.contoso.example", true),
		"contoso");
	ck_assert_str_eq(who(NULL, "x@a.invite.contoso.example", true), "");
	ck_assert_str_eq(who(NULL, "x@contoso.example", true), "");
	ck_assert_str_eq(who(NULL, "x@xinvite.contoso.example", true), "");
}
END_TEST

START_TEST(an_address_decides_before_its_domain)
{
	allow("fabrikam", "domain", "contoso.example");
	load();
	ck_assert_str_eq(who(NULL, "alice@contoso.example", true), "contoso");
	ck_assert_str_eq(who(NULL, "x@contoso.example", true), "fabrikam");
}
END_TEST

START_TEST(a_login_wins_over_the_envelope)
{
	ck_assert_str_eq(who("bob", "alice@contoso.example", true),
		"fabrikam");
	ck_assert_str_eq(who("bob", "alice@contoso.example", false),
		"fabrikam");
	ck_assert_str_eq(who("stranger", "alice@contoso.example", true), "");
	ck_assert_str_eq(who("BOB", NULL, false), "");
}
END_TEST

START_TEST(an_untrusted_envelope_is_not_believed)
{
	ck_assert_str_eq(who(NULL, "alice@contoso.example", false), "");
	ck_assert_str_eq(who(NULL, "x@invite.contoso.example", false), "");
}
END_TEST

START_TEST(a_sender_may_have_several_resellers)
{
	ck_assert_str_eq(who(NULL, "carol@contoso.example", true),
		"contoso fabrikam");
}
END_TEST

START_TEST(nobody_and_nonsense_are_nobody)
{
	ck_assert_str_eq(who(NULL, NULL, true), "");
	ck_assert_str_eq(who(NULL, "", true), "");
	ck_assert_str_eq(who(NULL, "<>", true), "");
	ck_assert_str_eq(who("", "", true), "");
	ck_assert_uint_gt(facts.n_providers, 0);
	ck_assert_ptr_nonnull(facts.settings);
}
END_TEST

START_TEST(facts_hold_what_the_registry_and_the_configuration_know)
{
	const struct reseller *r;

	who("bob", NULL, false);
	r = facts.resellers[0];
	ck_assert_str_eq(r->account, ACCOUNT_2);
	ck_assert_str_eq(r->provider->name, "partner-center");
	ck_assert_str_eq(r->link, LINK(ACCOUNT_2, "true"));
	ck_assert_str_eq(r->locale, "en");
	ck_assert(r->settings->pretend);
	ck_assert(!facts.settings->pretend);
	ck_assert_str_eq(facts.owner(facts.owner_ctx, r->provider, ACCOUNT_1),
		"contoso");
	ck_assert_ptr_null(facts.owner(facts.owner_ctx, r->provider,
		ACCOUNT_3));
}
END_TEST

START_TEST(one_reseller_can_be_asked_for_by_name)
{
	ck_assert(snapshot_reseller(snapshot, "contoso", &facts));
	ck_assert_uint_eq(facts.n_resellers, 1);
	ck_assert_str_eq(facts.resellers[0]->name, "contoso");
	ck_assert(!snapshot_reseller(snapshot, "Contoso", &facts));
	ck_assert_uint_eq(facts.n_resellers, 0);
	ck_assert_uint_gt(facts.n_providers, 0);
}
END_TEST

START_TEST(earlier_and_revoked_links_stay_known)
{
	const struct reseller *r;
	const char *why;

	link_set("contoso", LINK(ACCOUNT_1, "false"));
	ck_assert_int_eq(registry_link_revoke(registry, "fabrikam", NULL,
		"the contract ended", &err), 0);
	load();
	r = snapshot_link(snapshot, LINK(ACCOUNT_1, "true"));
	ck_assert_ptr_nonnull(r);
	ck_assert_str_eq(r->link, LINK(ACCOUNT_1, "false"));
	ck_assert_uint_eq(r->n_earlier, 1);
	ck_assert_str_eq(r->earlier[0], LINK(ACCOUNT_1, "true"));
	ck_assert_ptr_null(snapshot_revoked(snapshot,
		LINK(ACCOUNT_1, "true")));
	ck_assert_ptr_null(r->revoked[0]);
	r = snapshot_link(snapshot, LINK(ACCOUNT_2, "true"));
	ck_assert_str_eq(r->name, "fabrikam");
	ck_assert_ptr_null(r->link);
	ck_assert_uint_eq(r->n_earlier, 1);
	ck_assert_str_eq(r->earlier[0], LINK(ACCOUNT_2, "true"));
	why = snapshot_revoked(snapshot, LINK(ACCOUNT_2, "true"));
	ck_assert_ptr_nonnull(why);
	ck_assert_str_eq(why + strlen("2026-11-21"), " (the contract ended)");
	ck_assert_str_eq(r->revoked[0], why);
	ck_assert_ptr_null(snapshot_link(snapshot, LINK(ACCOUNT_3, "true")));
}
END_TEST

START_TEST(a_link_that_lapses_says_when)
{
	const struct reseller *r;

	add("mayfly", "granular", ACCOUNT_3);
	link_set("mayfly", GRANULAR);
	load();
	ck_assert(snapshot_reseller(snapshot, "mayfly", &facts));
	r = facts.resellers[0];
	ck_assert_int_gt(facts.now, 0);
	ck_assert_int_gt(r->lapses, facts.now + 89 * 86400);
	ck_assert_int_le(r->lapses, facts.now + 90 * 86400);
	ck_assert_uint_eq(strlen(r->lapse_time), 20);
	ck_assert(snapshot_reseller(snapshot, "contoso", &facts));
	ck_assert_int_eq(facts.resellers[0]->lapses, 0);
	ck_assert_ptr_null(facts.resellers[0]->lapse_time);
}
END_TEST

START_TEST(a_reseller_without_a_profile_is_unfit_with_a_warning)
{
	add("lost", "no-such-provider", "1");
	allow("lost", "login", "lost");
	link_set("lost", "https://contoso.example/lost");
	load();
	ck_assert_ptr_nonnull(strstr(buf_str(&warnings), "lost"));
	ck_assert_uint_eq(snapshot_count(snapshot), 2);
	ck_assert_str_eq(who("lost", NULL, false), "lost");
	ck_assert_ptr_nonnull(strstr(facts.resellers[0]->unfit, "profile"));
	ck_assert(!snapshot_reseller(snapshot, "lost", &facts));
	ck_assert_ptr_null(snapshot_link(snapshot,
		"https://contoso.example/lost"));
}
END_TEST

START_TEST(a_reseller_whose_link_no_longer_fits_is_unfit)
{
	allow("contoso", "address", "both@contoso.example");
	allow("fabrikam", "address", "both@contoso.example");
	link_set("contoso", "https://contoso.example/elsewhere");
	load();
	ck_assert_ptr_nonnull(strstr(buf_str(&warnings), "contoso"));
	ck_assert_uint_eq(snapshot_count(snapshot), 1);
	ck_assert_str_eq(who("alice", NULL, false), "contoso");
	ck_assert_ptr_nonnull(strstr(facts.resellers[0]->unfit, "anew"));
	ck_assert_str_eq(who("bob", NULL, false), "fabrikam");
	ck_assert_ptr_null(facts.resellers[0]->unfit);
	ck_assert(!snapshot_reseller(snapshot, "contoso", &facts));
	ck_assert_ptr_null(snapshot_account(snapshot, providers_find(
		&config->providers, "partner-center"), ACCOUNT_1));
}
END_TEST

#define CHINA "partner-center-21vianet"
#define CHINA_LINK(account) "https://portal.partner.microsoftonline.cn/" \
	"partner/partnersignup.aspx?type=ResellerRelationship&id=" account \
	"&csp=1&msppid=0"

/* A reseller under ACCOUNT_2, the distributor's. */
static void
add_under(const char *name, const char *account)
{
	struct registry_reseller s = {
		.name = (char *)name, .display = (char *)name,
		.provider = (char *)CHINA, .account = (char *)account,
		.indirect = (char *)ACCOUNT_2, .locale = (char *)"zh-CN",
	};

	ck_assert_msg(registry_reseller_add(registry, &s, &err) == 0, "%s",
		err.text);
}

static const struct reseller *
named(const char *name)
{
	ck_assert(snapshot_reseller(snapshot, name, &facts));
	return facts.resellers[0];
}

START_TEST(a_reseller_under_a_provider_sends_that_ones_link)
{
	const struct reseller *sub;
	struct providers *p = &config->providers;

	add_under("sub", ACCOUNT_1);
	add("distributor", CHINA, ACCOUNT_2);
	link_set("distributor", CHINA_LINK(ACCOUNT_2) "0");
	link_set("distributor", CHINA_LINK(ACCOUNT_2));
	load();
	ck_assert_uint_eq(warnings.n, 0);
	sub = named("sub");
	ck_assert_str_eq(sub->link, CHINA_LINK(ACCOUNT_2));
	ck_assert_uint_eq(sub->n_earlier, 1);
	ck_assert_str_eq(sub->account, ACCOUNT_2);
	ck_assert_str_eq(sub->borrower, ACCOUNT_1);
	ck_assert_ptr_null(sub->indirect);
	ck_assert_str_eq(sub->display, "distributor");
	ck_assert_str_eq(sub->locale, "zh-CN");
	ck_assert_ptr_null(named("distributor")->borrower);
	ck_assert_str_eq(snapshot_link(snapshot, CHINA_LINK(ACCOUNT_2))->name,
		"distributor");
	ck_assert_str_eq(snapshot_account(snapshot, providers_find(p, CHINA),
		ACCOUNT_2)->name, "distributor");
	ck_assert_str_eq(snapshot_account(snapshot, providers_find(p, CHINA),
		ACCOUNT_1)->name, "sub");
}
END_TEST

START_TEST(a_reseller_whose_provider_is_not_here_has_no_link)
{
	add_under("sub", ACCOUNT_1);
	/* One from before it came under the provider. */
	link_set("sub", CHINA_LINK(ACCOUNT_1));
	load();
	ck_assert_uint_eq(warnings.n, 0);
	ck_assert_ptr_null(named("sub")->link);
	ck_assert_uint_eq(named("sub")->n_earlier, 0);
	add_under("distributor", ACCOUNT_2);
	load();
	ck_assert_ptr_null(named("sub")->link);
	ck_assert_ptr_null(named("distributor")->link);
}
END_TEST

START_TEST(keys_are_in_it_with_their_states)
{
	struct token_key a = { .id = 1 }, b = { .id = 2 };

	memset(b.public, 2, sizeof b.public);
	ck_assert_int_eq(registry_key_add(registry, &a, &err), 0);
	ck_assert_int_eq(registry_key_add(registry, &b, &err), 0);
	ck_assert_int_eq(registry_key_revoke(registry, 1, &err), 0);
	load();
	snapshot_sender(snapshot, NULL, NULL, false, &facts);
	ck_assert_uint_eq(facts.keys->n, 2);
	ck_assert_int_eq(facts.keys->keys[0].state, TOKEN_KEY_REVOKED);
	ck_assert_int_eq(facts.keys->keys[1].state, TOKEN_KEY_ACTIVE);
	ck_assert_uint_eq(facts.keys->keys[1].public[31], 2);
}
END_TEST

START_TEST(a_snapshot_does_not_change_with_the_registry)
{
	struct snapshot *old = snapshot_ref(snapshot);

	ck_assert_int_eq(registry_reseller_remove(registry, "contoso", &err),
		0);
	ck_assert_str_eq(who("alice", NULL, false), "contoso");
	load();
	ck_assert_str_eq(who("alice", NULL, false), "");
	snapshot_sender(old, "alice", NULL, false, &facts);
	ck_assert_uint_eq(facts.n_resellers, 1);
	snapshot_unref(&old);
	ck_assert_ptr_null(old);
	snapshot_unref(&old);
}
END_TEST

START_TEST(a_snapshot_outlives_who_gave_it_its_configuration)
{
	config_unref(&config);
	ck_assert_str_eq(who("alice", NULL, false), "contoso");
	ck_assert_str_eq(facts.resellers[0]->provider->name,
		"partner-center");
}
END_TEST

START_TEST(without_a_registry_it_knows_the_profiles_and_nobody)
{
	snapshot_unref(&snapshot);
	ck_assert_int_eq(snapshot_load(NULL, config, &snapshot, &warnings,
		&err), 0);
	ck_assert_str_eq(who("alice", NULL, false), "");
	ck_assert_uint_gt(facts.n_providers, 0);
	ck_assert_uint_eq(snapshot_count(snapshot), 0);
}
END_TEST

static void *
take_and_give(void *ctx)
{
	struct snapshot *s;
	struct facts f;
	int i;

	for (i = 0; i < 20000; i++) {
		s = snapshot_ref(ctx);
		snapshot_sender(s, "alice", NULL, false, &f);
		if (f.n_resellers != 1)
			return ctx;
		snapshot_unref(&s);
	}
	return NULL;
}

START_TEST(threads_share_it_by_reference_count)
{
	pthread_t threads[4];
	void *wrong;
	int i;

	for (i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL,
			take_and_give, snapshot), 0);
	for (i = 0; i < 4; i++) {
		ck_assert_int_eq(pthread_join(threads[i], &wrong), 0);
		ck_assert_ptr_null(wrong);
	}
	ck_assert_str_eq(who("alice", NULL, false), "contoso");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, an_address_is_found_whatever_its_case);
	tcase_add_test(tcase,
		a_domain_speaks_for_itself_and_not_for_its_sub_domains);
	tcase_add_test(tcase, an_address_decides_before_its_domain);
	tcase_add_test(tcase, a_login_wins_over_the_envelope);
	tcase_add_test(tcase, an_untrusted_envelope_is_not_believed);
	tcase_add_test(tcase, a_sender_may_have_several_resellers);
	tcase_add_test(tcase, nobody_and_nonsense_are_nobody);
	tcase_add_test(tcase,
		facts_hold_what_the_registry_and_the_configuration_know);
	tcase_add_test(tcase, one_reseller_can_be_asked_for_by_name);
	tcase_add_test(tcase, earlier_and_revoked_links_stay_known);
	tcase_add_test(tcase, a_link_that_lapses_says_when);
	tcase_add_test(tcase,
		a_reseller_without_a_profile_is_unfit_with_a_warning);
	tcase_add_test(tcase,
		a_reseller_whose_link_no_longer_fits_is_unfit);
	tcase_add_test(tcase,
		a_reseller_under_a_provider_sends_that_ones_link);
	tcase_add_test(tcase,
		a_reseller_whose_provider_is_not_here_has_no_link);
	tcase_add_test(tcase, keys_are_in_it_with_their_states);
	tcase_add_test(tcase, a_snapshot_does_not_change_with_the_registry);
	tcase_add_test(tcase,
		a_snapshot_outlives_who_gave_it_its_configuration);
	tcase_add_test(tcase,
		without_a_registry_it_knows_the_profiles_and_nobody);
	tcase_add_test(tcase, threads_share_it_by_reference_count);
}

UNIT_MAIN("snapshot", add_tests)
