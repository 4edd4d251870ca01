#include "cloud/retry.h"

#include "unit.h"

/* 2026-11-21T10:00:00Z */
#define NOW 1795255200

static struct http_answer
answer(unsigned status, const char *headers)
{
	struct http_answer a;

	http_answer_init(&a);
	a.status = status;
	buf_add_str(&a.headers, headers);
	return a;
}

/* Seconds until the next try; -1: there is none. */
static int
next(struct retry *r, const char *headers)
{
	struct http_answer a = answer(429, headers);
	unsigned seconds;
	bool again = retry_next(r, &a, NOW, &seconds);

	http_answer_deinit(&a);
	return again ? (int)seconds : -1;
}

START_TEST(faults_of_the_server_are_worth_a_try)
{
	static const unsigned worth[] = { 408, 429, 500, 502, 503, 504, 599 };
	static const unsigned not[] = { 200, 301, 400, 401, 403, 404, 409,
		428, 430, 499, 501, 600, 0 };

	for (size_t i = 0; i < sizeof worth / sizeof *worth; i++)
		ck_assert_msg(retry_is_worth(worth[i]), "%u", worth[i]);
	for (size_t i = 0; i < sizeof not / sizeof *not; i++)
		ck_assert_msg(!retry_is_worth(not[i]), "%u", not[i]);
}
END_TEST

START_TEST(waits_double_until_patience_ends)
{
	struct retry r = { .patience = 15 };
	unsigned seconds;

	ck_assert_int_eq(next(&r, ""), 1);
	ck_assert(retry_next(&r, NULL, NOW, &seconds));
	ck_assert_uint_eq(seconds, 2);
	ck_assert_int_eq(next(&r, ""), 4);
	ck_assert_int_eq(next(&r, ""), 8);
	ck_assert_int_eq(next(&r, ""), -1);
	ck_assert_uint_eq(r.tries, 5);
	ck_assert_uint_eq(r.waited, 15);
}
END_TEST

START_TEST(steps_stop_growing)
{
	struct retry r = { .patience = 100000, .tries = 6 };

	ck_assert_int_eq(next(&r, ""), 64);
	ck_assert_int_eq(next(&r, ""), 64);
}
END_TEST

START_TEST(what_the_server_asks_for_is_kept_and_doubled)
{
	struct retry r = { .patience = 171 };

	ck_assert_int_eq(next(&r, "HTTP/1.1 429 x\r\nRetry-After: 57\r\n"),
	    57);
	ck_assert_int_eq(next(&r, "retry-after:57\r\n"), 114);
	ck_assert_int_eq(next(&r, "Retry-After: 57\r\n"), -1);
	ck_assert_uint_eq(r.asked, 57);
}
END_TEST

START_TEST(patience_is_kept_to_the_second)
{
	struct retry r = { .patience = 57 }, s = { .patience = 56 };

	ck_assert_int_eq(next(&r, "Retry-After: 57\r\n"), 57);
	ck_assert_int_eq(next(&s, "Retry-After: 57\r\n"), -1);
}
END_TEST

START_TEST(a_date_is_a_wait_too)
{
	struct retry r = { .patience = 1000 };

	ck_assert_int_eq(next(&r,
	    "Retry-After: Sat, 21 Nov 2026 10:01:30 GMT\r\n"), 90);
	r.tries = 0;
	ck_assert_int_eq(next(&r,
	    "Retry-After: Sat, 21 Nov 2026 09:00:00 GMT\r\n"), 1);
}
END_TEST

START_TEST(what_is_no_wait_counts_as_none)
{
	static const char *const rows[] = { "Retry-After: \r\n",
		"Retry-After: -5\r\n", "Retry-After: soon\r\n",
		"Retry-After: 0\r\n", "Retry-After: 5.5\r\n",
		"X-Retry-After: 50\r\n", "Retry-After 50\r\n",
		"Retry-After: 1000000000000000000000000000000000000000000000"
		"0000000000000000000000000000000\r\n" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct retry r = { .patience = 10 };

		ck_assert_msg(next(&r, rows[i]) == 1, "%s", rows[i]);
	}
}
END_TEST

START_TEST(a_wait_without_measure_is_a_week)
{
	struct retry r = { .patience = 10 };

	ck_assert_int_eq(next(&r, "Retry-After: 99999999999999999999\r\n"),
	    -1);
	ck_assert(r.asked >= 7 * 24 * 3600);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, faults_of_the_server_are_worth_a_try);
	tcase_add_test(tcase, waits_double_until_patience_ends);
	tcase_add_test(tcase, steps_stop_growing);
	tcase_add_test(tcase, what_the_server_asks_for_is_kept_and_doubled);
	tcase_add_test(tcase, patience_is_kept_to_the_second);
	tcase_add_test(tcase, a_date_is_a_wait_too);
	tcase_add_test(tcase, what_is_no_wait_counts_as_none);
	tcase_add_test(tcase, a_wait_without_measure_is_a_week);
}

UNIT_MAIN("retry", add_tests)
