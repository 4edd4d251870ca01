#ifndef LS_MILTER_WATCH_H
#define LS_MILTER_WATCH_H

/*
 * What the worker's first thread does while libmilter's threads filter: has
 * the registry looked at and all reloaded (SIGUSR1), writes the numbers, tells
 * systemd that all is well, and stops in good order (SIGUSR2). It waits for
 * nothing and nobody else.
 */

#include <signal.h>
#include <stdatomic.h>
#include <sys/types.h>

#include "flight.h"
#include "invited.h"
#include "metrics.h"
#include "reader.h"
#include "tally.h"
#include "world.h"

struct watch {
	struct world *world;
	struct flight *flight;
	struct tally *tally;
	struct invited *invited;
	atomic_bool over;	/* libmilter has ended; then send USR1 */
	sigset_t signals;	/* USR1 and USR2, blocked in all threads */
	unsigned long watchdog;	/* milliseconds, or 0 */
	struct reader reader;	/* started */
	struct metrics metrics;
	long long written;	/* when the numbers were */
};

/* Signals and watchdog; SUPERVISOR is the process that systemd knows. */
void watch_init(struct watch *w, pid_t supervisor);

/* Returns when we were told to stop, and no message is under way or the time
 * for that is over; or when libmilter has ended. */
void watch_run(struct watch *w);

#endif
