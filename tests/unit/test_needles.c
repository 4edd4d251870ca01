#include "core/needles.h"

#include "mail.h"

static struct world w;
static struct needles *needles;

static void
setup(void)
{
	world_init(&w, 2);
	needles = needles_new(&w.facts);
}

static void
teardown(void)
{
	needles_free(&needles);
	world_deinit(&w);
}

static const struct needle *
needle(const struct needles *all, const char *what)
{
	for (size_t i = 0; i < all->n; i++)
		if (span_ieq_str(all->list[i].what, what))
			return &all->list[i];
	return NULL;
}

START_TEST(marks_hosts_and_own_accounts_are_looked_for)
{
	ck_assert_int_eq(needle(needles, "://")->kind, SEEK_SCHEME);
	ck_assert_int_eq(needle(needles, "www.")->kind, SEEK_HOST);
	ck_assert_int_eq(needle(needles, "[[")->kind, SEEK_PLACEHOLDER);
	ck_assert_int_eq(needle(needles, "admin.microsoft.com")->kind,
		SEEK_HOST);
	ck_assert_int_eq(needle(needles, "partnerId=")->kind, SEEK_NAME);
	ck_assert_int_eq(needle(needles, CONTOSO_ID)->kind, SEEK_PIECE);
	ck_assert_int_eq(needle(needles, FABRIKAM_ID)->kind, SEEK_PIECE);
	needles_free(&needles);
	ck_assert_ptr_null(needles);
}
END_TEST

START_TEST(what_stands_in_any_mail_tells_nothing)
{
	struct needles *telling = needles_new_telling(&w.facts);

	ck_assert_uint_eq(telling->n, needles->n - 4);
	ck_assert_ptr_null(needle(telling, "://"));
	ck_assert_ptr_null(needle(telling, "partnerId="));
	ck_assert_ptr_nonnull(needle(telling, CONTOSO_ID));
	needles_free(&telling);
}
END_TEST

START_TEST(a_group_holds_those_of_one_byte)
{
	size_t i, k, n = 0;

	for (i = 0; i < needles->n_groups; i++) {
		const struct needle_group *g = &needles->groups[i];

		n += g->n;
		ck_assert(g->anchored || g->n == 1);
		for (k = 0; k < g->n && g->anchored; k++) {
			const struct needle *one = &g->list[k];

			ck_assert_uint_eq(one->what.p[one->anchor], g->byte);
			ck_assert_uint_le(one->anchor, g->reach);
			ck_assert(k == 0 || one[-1].rank < one->rank);
		}
	}
	ck_assert_uint_eq(n, needles->n);
	ck_assert_uint_lt(needles->n_groups, needles->n);
}
END_TEST

START_TEST(a_link_without_account_has_a_piece_of_its_middle)
{
	struct span link = span_str("https://h.example/i/0123456789abcdefgh");

	ck_assert(span_eq_str(needles_piece(link, "fabrikam-main"),
		"xample/i/0123456"));
	ck_assert(span_eq_str(needles_piece(span_str(CONTOSO_LINK), CONTOSO_ID),
		CONTOSO_ID));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, marks_hosts_and_own_accounts_are_looked_for);
	tcase_add_test(tcase, what_stands_in_any_mail_tells_nothing);
	tcase_add_test(tcase, a_group_holds_those_of_one_byte);
	tcase_add_test(tcase, a_link_without_account_has_a_piece_of_its_middle);
}

UNIT_MAIN("needles", add_tests)
