#include "registry/provider_news.h"

#include "ledger_place.h"

#define TENANT "484e548c-f5f3-4528-93a9-c16c6373cb59"
#define OTHER_TENANT "b01b1487-b36e-4e6d-9b5e-0b58974c4b28"
#define WEEK (7 * 86400)

/* The event I, told at AT; was it known? */
static bool
told(unsigned char i, const char *tenant, int64_t at)
{
	struct provider_news n = { "contoso", tenant, "an-event", at, 0 };
	unsigned char digest[PROVIDER_NEWS_DIGEST] = { i };
	bool known = false;

	ck_assert_msg(provider_news_add(registry, &n, digest, at - WEEK,
	    &known, &err) == 0, "%s", err.text);
	return known;
}

struct seen {
	int n;
	char tenant[40];
	int64_t count;
};

static int
take(void *ctx, const struct provider_news *n)
{
	struct seen *s = ctx;

	if (s->n++ == 0)
		snprintf(s->tenant, sizeof s->tenant, "%s", n->tenant);
	s->count = n->n;
	return 0;
}

static struct seen
waiting(void)
{
	struct seen s = { 0 };

	ck_assert_int_eq(provider_news_each(registry, "contoso", take, &s,
	    &err), 0);
	return s;
}

START_TEST(an_event_counts_once)
{
	ck_assert(!told(1, TENANT, 1000000));
	ck_assert(told(1, TENANT, 1000010));
	ck_assert(told(1, OTHER_TENANT, 1000020));
	ck_assert_int_eq(waiting().n, 1);
	ck_assert_int_eq(waiting().count, 1);
	ck_assert(!told(2, TENANT, 1000030));
	ck_assert_int_eq(waiting().n, 1);
	ck_assert_int_eq(waiting().count, 2);
}
END_TEST

/* The receiver refuses events that are older by their own, signed date. */
START_TEST(what_came_is_remembered_for_the_time_that_is_said)
{
	ck_assert(!told(1, TENANT, 1000000));
	ck_assert(told(1, TENANT, 1000000 + WEEK));
	ck_assert(!told(1, TENANT, 1000001 + WEEK));
	ck_assert_int_eq(number("SELECT count(*) FROM provider_events"), 1);
}
END_TEST

START_TEST(the_oldest_news_come_first)
{
	told(1, TENANT, 2000000);
	told(2, OTHER_TENANT, 1000000);
	ck_assert_int_eq(waiting().n, 2);
	ck_assert_str_eq(waiting().tenant, OTHER_TENANT);
}
END_TEST

START_TEST(news_that_come_meanwhile_stay)
{
	struct provider_news n = { "contoso", TENANT, "an-event", 0, 1 };

	told(1, TENANT, 1000000);
	told(2, TENANT, 1000001);
	ck_assert_int_eq(provider_news_done(registry, &n, &err), 0);
	ck_assert_int_eq(waiting().n, 1);
	n.n = 2;
	ck_assert_int_eq(provider_news_done(registry, &n, &err), 0);
	ck_assert_int_eq(waiting().n, 0);
	ck_assert(told(2, TENANT, 1000002));
}
END_TEST

START_TEST(news_are_of_a_reseller_that_is_known)
{
	struct provider_news n = { "nobody", TENANT, "an-event", 1, 0 };
	unsigned char digest[PROVIDER_NEWS_DIGEST] = { 0 };
	bool known;

	ck_assert_int_eq(provider_news_add(registry, &n, digest, 0, &known,
	    &err), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up_ledger, tear_down);
	tcase_add_test(tcase, an_event_counts_once);
	tcase_add_test(tcase,
	    what_came_is_remembered_for_the_time_that_is_said);
	tcase_add_test(tcase, the_oldest_news_come_first);
	tcase_add_test(tcase, news_that_come_meanwhile_stay);
	tcase_add_test(tcase, news_are_of_a_reseller_that_is_known);
}

UNIT_MAIN("provider_news", add_tests)
