#include "core/link_memo.h"

#include <stdlib.h>

#include "core/limits.h"
#include "links.h"

#define STRANGER ADMIN RESELLER "736ee76b-2635-4b33-a942-25ed067%05zu" \
	"&msppId=0&DAP=true" OLD_PAGE

static struct reseller contoso = {
	.name = "contoso", .account = CONTOSO_ID, .link = U4, .locale = "en",
};
static const struct reseller *const resellers[] = { &contoso };
static unsigned asked;

/* Is asked once for each reading of a stranger's link. */
static const char *
owner(void *ctx, const struct provider *p, const char *account)
{
	(void)ctx;
	(void)p;
	(void)account;
	asked++;
	return NULL;
}

static struct facts
facts(const struct providers *all)
{
	contoso.provider = providers_find(all, "partner-center");
	return (struct facts){
		.resellers = resellers, .n_resellers = 1,
		.providers = (const struct provider *const *)all->list,
		.n_providers = all->n, .owner = owner,
	};
}

static void
check_same(struct link_memo *m, const struct facts *f, const char *url)
{
	struct link_reading alone, r;
	char *copy = buf_dup(span_str(url));

	link_read(span_str(url), f, &alone);
	link_memo_read(m, span_str(copy), f, &r);
	free(copy);
	ck_assert_int_eq(r.state, alone.state);
	ck_assert_ptr_eq(r.whose, alone.whose);
	ck_assert_ptr_eq(r.provider, alone.provider);
	ck_assert_str_eq(r.how, alone.how);
}

START_TEST(the_answer_is_that_of_link_read_each_time)
{
	static const char *const urls[] = {
		U4, U4 "&utm_source=x", U1, "https://www.contoso.example/",
		"", "https://admin.micros0ft.com/Adminportal/Home", U3,
	};
	struct providers all = shipped_profiles(NULL);
	struct facts f = facts(&all);
	struct link_memo *m = link_memo_new(&f);

	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < sizeof urls / sizeof urls[0]; k++) {
			check_same(m, &f, urls[k]);
			check_same(NULL, &f, urls[k]);
		}
	link_memo_free(&m);
	ck_assert_ptr_null(m);
	link_memo_free(&m);
	providers_deinit(&all);
}
END_TEST

/* How often the link of N strangers, read twice, is looked at. */
static unsigned
looks(const struct facts *f, const struct facts *other, size_t n)
{
	struct link_memo *m = link_memo_new(f);
	struct link_reading r;
	char url[200];

	asked = 0;
	for (size_t i = 0; i < 2 * n; i++) {
		snprintf(url, sizeof url, STRANGER, i % n);
		link_memo_read(m, span_str(url), other, &r);
		ck_assert_int_eq(r.state, LINK_FOREIGN);
	}
	link_memo_free(&m);
	return asked;
}

START_TEST(so_many_addresses_are_remembered_and_no_more)
{
	struct providers all = shipped_profiles(NULL);
	struct facts f = facts(&all);
	unsigned once = looks(&f, &f, 1);

	ck_assert_uint_gt(once, 0);
	ck_assert_uint_eq(looks(&f, &f, LIMIT_LINK_MEMO),
		once * LIMIT_LINK_MEMO);
	/* and the last one */
	ck_assert_uint_eq(looks(&f, &f, LIMIT_LINK_MEMO + 1),
		once * (LIMIT_LINK_MEMO + 1));
	ck_assert_uint_eq(looks(&f, &f, LIMIT_LINK_MEMO + 2),
		once * (LIMIT_LINK_MEMO + 4));
	providers_deinit(&all);
}
END_TEST

START_TEST(what_was_read_by_other_facts_is_read_anew)
{
	struct providers all = shipped_profiles(NULL);
	struct facts f = facts(&all), other = f;

	ck_assert_uint_eq(looks(&f, &other, 1), 2 * looks(&f, &f, 1));
	providers_deinit(&all);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_answer_is_that_of_link_read_each_time);
	tcase_add_test(tcase, so_many_addresses_are_remembered_and_no_more);
	tcase_add_test(tcase, what_was_read_by_other_facts_is_read_anew);
}

UNIT_MAIN("link_memo", add_tests)
