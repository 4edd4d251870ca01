#include "mailer/schedule.h"

#include "unit.h"

static struct schedule *s;

static void
begin(unsigned tries, int64_t backoff, int64_t gap, int64_t domain_gap)
{
	struct schedule_settings settings = { tries, backoff, gap,
		domain_gap };

	s = schedule_new(&settings);
}

static void
ck_next(int64_t now, size_t want)
{
	size_t task;

	ck_assert_int_eq(schedule_wait(s, now), 0);
	ck_assert(schedule_next(s, now, &task));
	ck_assert_uint_eq(task, want);
}

static void
ck_none(int64_t now, int64_t wait)
{
	size_t task;

	ck_assert(!schedule_next(s, now, &task));
	ck_assert_int_eq(schedule_wait(s, now), wait);
}

START_TEST(mails_go_in_the_order_of_the_list)
{
	begin(3, 60, 0, 0);
	schedule_add(s, "a.example");
	schedule_add(s, "b.example");
	schedule_add(s, "a.example");
	ck_next(0, 0);
	ck_next(0, 1);
	ck_next(0, 2);
	ck_none(0, -1);
	schedule_free(&s);
	ck_assert_ptr_null(s);
}
END_TEST

START_TEST(a_deferred_mail_comes_again_twice_as_late_and_not_for_ever)
{
	begin(3, 100, 0, 0);
	schedule_add(s, "a.example");
	ck_next(0, 0);
	schedule_done(s, 0, SMTP_DEFERRED, "451 4.3.0 later", 10);
	ck_none(10, 100);
	ck_next(110, 0);
	schedule_done(s, 0, SMTP_DEFERRED, "451 4.3.0 later", 110);
	ck_none(110, 200);
	ck_next(310, 0);
	schedule_done(s, 0, SMTP_DEFERRED, "451 4.3.0 later", 310);
	ck_none(100000, -1);
	schedule_free(&s);
}
END_TEST

START_TEST(a_wait_has_a_longest_length)
{
	int i;
	int64_t now = 0;

	begin(40, 1000, 0, 0);
	schedule_add(s, "a.example");
	for (i = 0; i < 30; i++) {
		ck_next(now, 0);
		schedule_done(s, 0, SMTP_DEFERRED, "451 later", now);
		ck_assert_int_le(schedule_wait(s, now), SCHEDULE_WAIT_MAX);
		now += schedule_wait(s, now);
	}
	ck_next(now, 0);
	schedule_done(s, 0, SMTP_DEFERRED, "451 later", now);
	ck_none(now, SCHEDULE_WAIT_MAX);
	schedule_free(&s);
}
END_TEST

START_TEST(deferred_mails_do_not_all_come_back_at_once)
{
	int64_t wait;
	size_t task;

	begin(3, 1000, 0, 0);
	schedule_add(s, "a.example");
	schedule_add(s, "b.example");
	ck_next(0, 0);
	ck_next(0, 1);
	schedule_done(s, 0, SMTP_DEFERRED, "451 later", 0);
	schedule_done(s, 1, SMTP_DEFERRED, "451 later", 0);
	wait = schedule_wait(s, 0);
	ck_assert(schedule_next(s, wait, &task));
	ck_assert(!schedule_next(s, wait, &task));
	ck_assert_int_le(wait + schedule_wait(s, wait), 1100);
	schedule_free(&s);
}
END_TEST

START_TEST(a_rate_is_kept_and_caught_up_with_for_a_second_only)
{
	begin(3, 100, 500, 0);
	schedule_add(s, "a.example");
	schedule_add(s, "b.example");
	schedule_add(s, "c.example");
	schedule_add(s, "d.example");
	schedule_add(s, "e.example");
	ck_next(0, 0);
	ck_none(0, 500);
	ck_next(500, 1);
	ck_none(999, 1);
	ck_next(10000, 2);	/* held up: 9000 is the earliest that counts */
	ck_next(10000, 3);
	ck_next(10000, 4);
	schedule_add(s, "f.example");
	ck_none(10000, 500);
	schedule_free(&s);
}
END_TEST

START_TEST(a_domain_has_a_rate_of_its_own)
{
	begin(3, 100, 0, 500);
	schedule_add(s, "a.example");
	schedule_add(s, "a.example");
	schedule_add(s, "b.example");
	ck_next(0, 0);
	ck_next(0, 2);
	ck_none(0, 500);
	ck_next(500, 1);
	ck_none(500, -1);
	schedule_free(&s);
}
END_TEST

START_TEST(a_domain_that_complains_is_slowed_down_alone)
{
	int i;

	begin(3, 5000, 0, 0);
	for (i = 0; i < 4; i++)
		schedule_add(s, "a.example");
	schedule_add(s, "b.example");
	ck_next(0, 0);
	schedule_done(s, 0, SMTP_DEFERRED, "450 4.7.1 too fast", 0);
	ck_next(0, 4);
	ck_none(0, 1000);
	ck_next(1000, 1);
	schedule_done(s, 1, SMTP_DEFERRED, "450 4.2.1 full", 1000);
	ck_none(2000, 1000);
	ck_next(3000, 2);
	ck_none(3000, 2000);
	schedule_free(&s);
}
END_TEST

START_TEST(a_domain_that_takes_mail_again_is_fast_again)
{
	size_t i, task;
	int64_t now = 1000;

	begin(3, 1000000, 0, 0);
	for (i = 0; i < 30; i++)
		schedule_add(s, "a.example");
	ck_next(0, 0);
	schedule_done(s, 0, SMTP_DEFERRED, "421 4.7.0 too many", 0);
	for (i = 1; i <= 10; i++, now += 1000) {
		ck_next(now, i);
		schedule_done(s, i, SMTP_ACCEPTED, "250", now);
	}
	ck_next(now, 11);
	ck_assert(schedule_next(s, now, &task));
	schedule_free(&s);
}
END_TEST

START_TEST(a_mail_that_was_not_tried_keeps_its_place)
{
	begin(1, 100, 0, 0);
	schedule_add(s, "a.example");
	schedule_add(s, "a.example");
	ck_next(0, 0);
	schedule_done(s, 0, SMTP_NOT_TRIED, "", 0);
	ck_next(0, 0);
	ck_next(0, 1);
	ck_none(0, -1);
	schedule_free(&s);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, mails_go_in_the_order_of_the_list);
	tcase_add_test(tcase,
		a_deferred_mail_comes_again_twice_as_late_and_not_for_ever);
	tcase_add_test(tcase, a_wait_has_a_longest_length);
	tcase_add_test(tcase, deferred_mails_do_not_all_come_back_at_once);
	tcase_add_test(tcase,
		a_rate_is_kept_and_caught_up_with_for_a_second_only);
	tcase_add_test(tcase, a_domain_has_a_rate_of_its_own);
	tcase_add_test(tcase, a_domain_that_complains_is_slowed_down_alone);
	tcase_add_test(tcase, a_domain_that_takes_mail_again_is_fast_again);
	tcase_add_test(tcase, a_mail_that_was_not_tried_keeps_its_place);
}

UNIT_MAIN("schedule", add_tests)
