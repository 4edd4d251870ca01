#include "sys/thread.h"

#include <signal.h>

int
thread_start(pthread_t *t_r, void *(*run)(void *), void *data)
{
	sigset_t all, before;
	int rc;

	/* A thread begins with the mask of who makes it. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(t_r, NULL, run, data);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return rc;
}

void
thread_cond_init(pthread_cond_t *c)
{
	pthread_condattr_t clock;

	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(c, &clock);
	pthread_condattr_destroy(&clock);
}

struct timespec
thread_in_ms(long ms)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += ms / 1000;
	t.tv_nsec += ms % 1000 * 1000000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000;
	}
	return t;
}
