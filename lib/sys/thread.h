#ifndef LS_SYS_THREAD_H
#define LS_SYS_THREAD_H

/*
 * Threads that no signal comes to, and waits by the clock that nobody sets
 * (CLOCK_MONOTONIC).
 */

#include <pthread.h>
#include <time.h>

/* As pthread_create; signals stay with the threads that are there. 0, or the
 * number of an error (errno(3)). */
int thread_start(pthread_t *t_r, void *(*run)(void *), void *data);

/* A condition whose pthread_cond_timedwait takes what thread_in_ms returns. */
void thread_cond_init(pthread_cond_t *c);
/* The moment that is MS milliseconds from now; MS is not negative. */
struct timespec thread_in_ms(long ms);

#endif
