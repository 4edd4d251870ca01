#include "milter/flight.h"

#include <unistd.h>

#include "unit.h"

static struct flight flight;

static void
set_up(void)
{
	flight_init(&flight);
}

START_TEST(an_idle_filter_has_landed)
{
	ck_assert(flight_landed(&flight));
	ck_assert(flight_decided_all(&flight));
	ck_assert(!flight_stalled(&flight, 0));
}
END_TEST

START_TEST(it_lands_when_the_last_answer_had_time_to_leave)
{
	flight_begin(&flight);
	flight_begin(&flight);
	flight_end(&flight);
	ck_assert(!flight_landed(&flight));
	flight_end(&flight);
	ck_assert(!flight_landed(&flight));
	usleep(600000);
	ck_assert(flight_landed(&flight));
}
END_TEST

START_TEST(what_is_being_decided_on_may_end_and_nothing_more)
{
	ck_assert(flight_decide(&flight));
	flight_halt(&flight);
	ck_assert(!flight_decide(&flight));
	ck_assert(!flight_decided_all(&flight));
	flight_decided(&flight);
	ck_assert_uint_eq(atomic_load(&flight.deciding), 0);
	usleep(600000);
	ck_assert(flight_decided_all(&flight));
}
END_TEST

START_TEST(a_guard_that_ends_with_nothing_is_seen)
{
	flight_judge(&flight);
	ck_assert(!flight_stalled(&flight, 1000));
	usleep(50000);
	ck_assert(flight_stalled(&flight, 20));
	flight_judge(&flight);
	flight_judged(&flight);
	ck_assert(!flight_stalled(&flight, 20));
	usleep(50000);
	ck_assert(flight_stalled(&flight, 20));
	flight_judged(&flight);
	ck_assert(!flight_stalled(&flight, 20));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, NULL);
	tcase_add_test(tcase, an_idle_filter_has_landed);
	tcase_add_test(tcase, it_lands_when_the_last_answer_had_time_to_leave);
	tcase_add_test(tcase,
		what_is_being_decided_on_may_end_and_nothing_more);
	tcase_add_test(tcase, a_guard_that_ends_with_nothing_is_seen);
}

UNIT_MAIN("flight", add_tests)
