#include "registry/lapse.h"

#include <time.h>

#include "core/buf.h"
#include "unit.h"

static struct provider granular = { .title = (char *)"Granular",
	.lapses = 90 };
static struct provider for_ever = { .title = (char *)"For ever",
	.lapses = 0 };

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
	lapse_of(&p, text, NULL, &l);
	ck_assert_int_eq(l.at, t + 86400);
	return l;
}

START_TEST(it_is_so_many_days_after_the_issue)
{
	struct lapse l;

	lapse_of(&granular, "2026-01-01T23:30:00Z", NULL, &l);
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

	lapse_of(&for_ever, "2026-01-01T23:30:00Z", NULL, &l);
	ck_assert_int_eq(l.at, 0);
	ck_assert_str_eq(l.time, "");
	ck_assert_str_eq(l.day, "");
	ck_assert(!lapse_over(&l));
	lapse_of(NULL, "2026-01-01T23:30:00Z", NULL, &l);
	ck_assert(!lapse_over(&l));
	lapse_of(&granular, "yesterday", NULL, &l);
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

START_TEST(its_provider_knows_better)
{
	struct lapse l;

	lapse_of(&granular, "2026-01-01T23:30:00Z", "2026-02-01T10:00:00Z",
		&l);
	ck_assert_str_eq(l.time, "2026-02-01T10:00:00Z");
	lapse_of(NULL, "2026-01-01T23:30:00Z", "2026-02-01T10:00:00Z", &l);
	ck_assert_str_eq(l.day, "2026-02-01");
	lapse_of(&granular, "2026-01-01T23:30:00Z", "soon", &l);
	ck_assert_str_eq(l.day, "2026-04-01");
}
END_TEST

START_TEST(a_day_lasts_to_its_end)
{
	static const char *const wrong[] = { "", "2026-11-31", "2026-2-1",
		"2026-11-21T10:00", "2026-11-21T10:00:00", "21.11.2026",
		"2026-11-21T10:00:00Z ", "1969-01-01", "2026-11-21T25:00:00Z",
		"2026-11-2x" };
	char text[LAPSE_TIME];
	struct err err;

	ck_assert_int_eq(lapse_read("2028-02-29", text, &err), 0);
	ck_assert_str_eq(text, "2028-02-29T23:59:59Z");
	ck_assert_int_eq(lapse_read("2028-02-29T10:00:00Z", text, &err), 0);
	ck_assert_str_eq(text, "2028-02-29T10:00:00Z");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		ck_assert_msg(lapse_read(wrong[i], text, &err) < 0, "%s",
			wrong[i]);
		ck_assert_int_eq(err.kind, ERR_USAGE);
	}
}
END_TEST

START_TEST(nobody_makes_it_live_longer_than_its_profile)
{
	struct err err;

	ck_assert_int_eq(lapse_check(&granular, "2999-01-01T10:00:00Z",
		"2999-04-01T23:59:59Z", &err), 0);
	ck_assert_int_eq(lapse_check(&granular, "2999-01-01T10:00:00Z",
		"2999-04-02T00:00:00Z", &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_int_eq(lapse_check(&granular, NULL, "2999-04-01T23:59:59Z",
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_int_eq(lapse_check(&granular, "2026-01-01T10:00:00Z",
		"2026-02-01T23:59:59Z", &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_int_eq(lapse_check(&for_ever, "2999-01-01T10:00:00Z",
		"2999-02-01T23:59:59Z", &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_test(tc, its_provider_knows_better);
	tcase_add_test(tc, a_day_lasts_to_its_end);
	tcase_add_test(tc, nobody_makes_it_live_longer_than_its_profile);
	tcase_add_test(tc, it_is_so_many_days_after_the_issue);
	tcase_add_test(tc, nothing_lapses_of_which_nothing_is_known);
	tcase_add_test(tc, it_is_over_at_its_second_and_not_before);
}

UNIT_MAIN("lapse", add_tests)
