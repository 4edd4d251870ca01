#include "core/nearest.h"

#include "links.h"

#define REST "&msppId=0&DAP=true" OLD_PAGE
#define FABRIKAM_LINK ADMIN RESELLER FABRIKAM_ID REST

static struct providers all;
static struct reseller contoso = {
	.name = "contoso", .account = CONTOSO_ID, .link = U4,
};
static struct reseller fabrikam = {
	.name = "fabrikam", .account = FABRIKAM_ID, .link = FABRIKAM_LINK,
};
static const struct reseller *const both[] = { &contoso, &fabrikam };

static void
setup(void)
{
	all = shipped_profiles(OWN_HOST);
	contoso.provider = fabrikam.provider =
	    providers_find(&all, "partner-center");
}

static void
teardown(void)
{
	providers_deinit(&all);
}

static const struct reseller *
whose(const char *s, size_t n_resellers)
{
	struct facts f = { .resellers = both, .n_resellers = n_resellers };
	struct provider_reading rd;
	const struct reseller *found;
	struct err err = { 0 };
	struct url u;

	ck_assert_int_eq(url_parse(span_str(s), &u, &err), 0);
	provider_read(contoso.provider, &u, &rd);
	ck_assert_int_eq(rd.match, PROVIDER_LIKE);
	ck_assert_ptr_null(rd.account);
	found = nearest(span_str(s), contoso.provider, &rd, &f);
	provider_reading_deinit(&rd);
	return found;
}

START_TEST(what_is_left_of_an_id_tells_whose_it_was)
{
	static const char *const contosos[] = {
		ADMIN RESELLER "3b33e682-00c3-41ee-9dd2-a548adf5643" REST,
		ADMIN RESELLER "3b33e682-00c3" REST, ADMIN RESELLER "3",
		ADMIN RESELLER "33e682-00c3-41ee-9dd2-a548adf56438" REST,
		ADMIN RESELLER "3b33e682-00c3-41ee--9dd2-a548adf56438" REST,
		ADMIN RESELLER "3b33e68200c3-41ee-9dd2-a548adf56438" REST,
		ADMIN "?invType=ResellerRelationship&partnerId;33e682-00c3-"
		"41ee-9dd2-a548adf56438" REST,
	};

	for (size_t i = 0; i < sizeof contosos / sizeof contosos[0]; i++)
		ck_assert_msg(whose(contosos[i], 2) == &contoso, "%s",
		    contosos[i]);
	ck_assert_ptr_eq(whose(ADMIN RESELLER "7260758d" REST, 2), &fabrikam);
}
END_TEST

START_TEST(where_nothing_is_left_only_a_single_one_is_claimed)
{
	ck_assert_ptr_eq(whose(ADMIN OLD_PAGE, 1), &contoso);
	ck_assert_ptr_null(whose(ADMIN OLD_PAGE, 2));
	ck_assert_ptr_null(whose(ADMIN OLD_PAGE, 0));
}
END_TEST

START_TEST(what_is_left_of_a_strangers_id_is_not_claimed)
{
	static const char *const strange[] = {
		ADMIN RESELLER "736ee76b-2635-4b33" REST,
		ADMIN RESELLER "7260758d-876b" REST,
		ADMIN RESELLER "4" REST, ADMIN RESELLER "x" REST,
		ADMIN RESELLER "{{partnerId}}" REST,
		ADMIN "?invType=ResellerRelationship&partnerIdr60758d-876b-"
		"4da1-b8aa-ae70122d886a" REST,
	};

	for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++)
		ck_assert_msg(whose(strange[i], 1) == NULL, "%s", strange[i]);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_is_left_of_an_id_tells_whose_it_was);
	tcase_add_test(tcase,
	    where_nothing_is_left_only_a_single_one_is_claimed);
	tcase_add_test(tcase, what_is_left_of_a_strangers_id_is_not_claimed);
}

UNIT_MAIN("nearest", add_tests)
