#include "registry/lapse.h"

#include <time.h>

#include "core/buf.h"
#include "unit.h"

static struct provider granular = { .lapses = 90 };
static struct provider for_ever = { .lapses = 0 };

/* What was issued so many seconds ago, under a profile of one day. */
static struct lapse
issued_ago(int64_t seconds)
{
	struct provider p = { .lapses = 1 };
	time_t t = time(NULL) - seconds;
	char text[LAPSE_TIME];
	struct lapse l;
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	lapse_of(&p, text, &l);
	ck_assert_int_eq(l.at, t + 86400);
	return l;
}

START_TEST(it_is_so_many_days_after_the_issue)
{
	struct lapse l;

	lapse_of(&granular, "2026-01-01T23:30:00Z", &l);
	ck_assert_str_eq(l.time, "2026-04-01T23:30:00Z");
	ck_assert_str_eq(l.day, "2026-04-01");
	ck_assert_int_eq(l.at, 1775086200);
	ck_assert(lapse_over(&l));
	ck_assert_int_eq(lapse_days(&l), 0);
}
END_TEST

START_TEST(nothing_lapses_of_which_nothing_is_known)
{
	struct lapse l;

	lapse_of(&for_ever, "2026-01-01T23:30:00Z", &l);
	ck_assert_int_eq(l.at, 0);
	ck_assert_str_eq(l.time, "");
	ck_assert_str_eq(l.day, "");
	ck_assert(!lapse_over(&l));
	lapse_of(NULL, "2026-01-01T23:30:00Z", &l);
	ck_assert(!lapse_over(&l));
	lapse_of(&granular, "yesterday", &l);
	ck_assert(!lapse_over(&l));
}
END_TEST

START_TEST(it_is_over_at_its_second_and_not_before)
{
	struct lapse l = issued_ago(86400);

	ck_assert(lapse_over(&l));
	/* A minute, for a machine that has much else to do. */
	l = issued_ago(86400 - 60);
	ck_assert(!lapse_over(&l));
	ck_assert_int_eq(lapse_days(&l), 0);
	l = issued_ago(-60);
	ck_assert_int_eq(lapse_days(&l), 1);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_test(tc, it_is_so_many_days_after_the_issue);
	tcase_add_test(tc, nothing_lapses_of_which_nothing_is_known);
	tcase_add_test(tc, it_is_over_at_its_second_and_not_before);
}

UNIT_MAIN("lapse", add_tests)
