#include "sys/thread.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>

#include "unit.h"

static void *
read_mask(void *mask)
{
	pthread_sigmask(SIG_SETMASK, NULL, mask);
	return NULL;
}

START_TEST(signals_stay_with_who_starts_a_thread)
{
	sigset_t inside, outside;
	pthread_t thread;

	ck_assert_int_eq(thread_start(&thread, read_mask, &inside), 0);
	pthread_join(thread, NULL);
	pthread_sigmask(SIG_SETMASK, NULL, &outside);
	ck_assert(sigismember(&inside, SIGINT));
	ck_assert(sigismember(&inside, SIGTERM));
	ck_assert(!sigismember(&outside, SIGINT));
	ck_assert(!sigismember(&outside, SIGTERM));
}
END_TEST

static bool
is_over(const struct timespec *t)
{
	struct timespec now = thread_in_ms(0);

	return now.tv_sec != t->tv_sec ? now.tv_sec > t->tv_sec :
		now.tv_nsec >= t->tv_nsec;
}

START_TEST(a_wait_lasts_until_its_moment)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	struct timespec until;
	pthread_cond_t change;
	int rc;

	thread_cond_init(&change);
	pthread_mutex_lock(&lock);
	until = thread_in_ms(20);
	ck_assert_int_lt(until.tv_nsec, 1000000000);
	while ((rc = pthread_cond_timedwait(&change, &lock, &until)) == 0)
		continue;
	pthread_mutex_unlock(&lock);
	ck_assert_int_eq(rc, ETIMEDOUT);
	ck_assert(is_over(&until));
	pthread_cond_destroy(&change);
}
END_TEST

START_TEST(a_moment_has_less_than_a_second_of_nanoseconds)
{
	for (long ms = 0; ms < 2000; ms++) {
		struct timespec before = thread_in_ms(0);
		struct timespec t = thread_in_ms(ms);

		ck_assert_int_ge(t.tv_nsec, 0);
		ck_assert_int_lt(t.tv_nsec, 1000000000);
		ck_assert_int_ge((t.tv_sec - before.tv_sec) * 1000000000 +
			t.tv_nsec - before.tv_nsec, ms * 1000000);
	}
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_test(tc, signals_stay_with_who_starts_a_thread);
	tcase_add_test(tc, a_wait_lasts_until_its_moment);
	tcase_add_test(tc, a_moment_has_less_than_a_second_of_nanoseconds);
}

UNIT_MAIN("thread", add_tests)
