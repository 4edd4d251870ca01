#ifndef LS_MILTER_TALLY_H
#define LS_MILTER_TALLY_H

/*
 * What the filter has done since it started, in numbers. Counted by any
 * thread, without a lock; printed for Prometheus by metrics.h.
 */

#include <stdatomic.h>
#include <stddef.h>

#include "core/guard.h"

#define TALLY_VERDICTS (VERDICT_TEMPFAIL + 1)
#define TALLY_REASONS (REASON_ERROR + 1)
#define TALLY_LINKS (LINK_IMITATION + 1)
#define TALLY_KINDS (FINDING_UNEDITABLE + 1)
#define TALLY_TIMES 6

/* How a message ended that was never decided on. */
enum tally_end {
	TALLY_ABORTED,		/* the mail server took it back */
	TALLY_LOST,		/* the connection ended */
	TALLY_STOPPING,		/* refused: the filter was being stopped */
	TALLY_ENDS,
};

struct tally {
	atomic_ulong messages[TALLY_VERDICTS][TALLY_REASONS];
	atomic_ulong pretended[TALLY_VERDICTS];	/* what would have been */
	atomic_ulong unfinished[TALLY_ENDS];
	atomic_ulong not_applied;	/* the mail server took no edit */
	atomic_ulong bytes;		/* of messages decided on */
	atomic_ulong forged;	/* results from outside that were removed */
	atomic_ulong links[TALLY_LINKS];
	atomic_ulong kinds[TALLY_KINDS];	/* all findings but links */
	atomic_ulong judged[TALLY_TIMES + 1];	/* by time; the last: longer */
	atomic_ulong judged_us;		/* all of it */
	atomic_ulong connections;	/* so far */
	atomic_ulong connections_open;
	atomic_ulong reloads;
	atomic_ulong reloads_failed;
	atomic_ulong snapshots;		/* taken because the registry changed */
	atomic_ulong invited_recorded;	/* customers, see invited.h */
	atomic_ulong invited_dropped;
	atomic_ulong invited_waiting;	/* now */
};

/* The upper bounds of `judged`, in microseconds. */
extern const unsigned long tally_times[TALLY_TIMES];

/* All zero. Before other threads know of T. */
void tally_init(struct tally *t);

/* Mail that is nobody's, accepted at MAIL. */
void tally_nobody(struct tally *t);

/* A message of BYTES was judged in US microseconds. */
void tally_message(struct tally *t, const struct judgement *j, size_t bytes,
	unsigned long us);

#endif
