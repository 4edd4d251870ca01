#include "sys/scanner.h"

#include <pthread.h>

#include "links.h"

#define THREADS 4
#define ROUNDS 10

/* libconfuse's scanner has one state: without the lock this reads half of one
 * file and half of another. */
static void *
read_profiles(void *out)
{
	static const char *const dirs[] = { TOP_SRCDIR "/providers" };
	size_t *read = out;

	for (int i = 0; i < ROUNDS; i++) {
		struct providers all;
		struct err err = { 0 };

		if (providers_load(dirs, 1, OWN_HOST, &all, &err) == 0)
			*read += all.n;
		providers_deinit(&all);
	}
	return NULL;
}

START_TEST(files_may_be_read_by_several_threads_at_once)
{
	struct providers all = shipped_profiles(OWN_HOST);
	size_t read[THREADS] = { 0 };
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL,
		    read_profiles, &read[i]), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < THREADS; i++)
		ck_assert_uint_eq(read[i], ROUNDS * all.n);
	providers_deinit(&all);
}
END_TEST

static void *
take_lock(void *taken)
{
	scanner_lock();
	*(int *)taken = 1;
	scanner_unlock();
	return NULL;
}

START_TEST(who_holds_the_lock_is_alone)
{
	int taken = 0;
	pthread_t other;

	scanner_lock();
	ck_assert_int_eq(pthread_create(&other, NULL, take_lock, &taken), 0);
	ck_assert_int_eq(taken, 0);
	scanner_unlock();
	pthread_join(other, NULL);
	ck_assert_int_eq(taken, 1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, files_may_be_read_by_several_threads_at_once);
	tcase_add_test(tcase, who_holds_the_lock_is_alone);
}

UNIT_MAIN("scanner", add_tests)
