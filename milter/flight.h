#ifndef LS_MILTER_FLIGHT_H
#define LS_MILTER_FLIGHT_H

/*
 * The messages under way, counted, so that a filter that is told to stop can
 * let them end. libmilter has no help for it: Debian's pool, once told to
 * stop, hands no further command to anybody, and a message between two of its
 * commands is never answered.
 *
 * Any thread; no lock.
 */

#include <stdatomic.h>
#include <stdbool.h>

struct flight {
	atomic_uint n;		/* begun, not ended */
	atomic_uint deciding;	/* of these, at their end: edits may leave */
	atomic_uint judging;	/* of these, in the guard */
	atomic_llong progress;	/* ms: when judging last began or ended */
	atomic_llong answered;	/* ms: when the last message ended */
	atomic_bool closed;	/* no message may begin */
	atomic_bool halted;	/* none may be decided on either */
};

/* No message under way, none refused. Before other threads know of F. */
void flight_init(struct flight *f);

/* A message begins, and ends. */
void flight_begin(struct flight *f);
void flight_end(struct flight *f);

/* From its last byte to our answer. False: we are stopping, and it is too late
 * for an answer to be sure to arrive. flight_decided only behind true. */
bool flight_decide(struct flight *f);
void flight_decided(struct flight *f);

/* The guard begins and ends with a message. */
void flight_judge(struct flight *f);
void flight_judged(struct flight *f);

/* From now on flight_closed(): ask behind flight_begin, not before. */
void flight_close(struct flight *f);
bool flight_closed(const struct flight *f);

/* From now on flight_decide() says no. */
void flight_halt(struct flight *f);

/* No message is under way (is being decided on), and the last answer is old
 * enough to have left: libmilter sends it behind our back. */
bool flight_landed(const struct flight *f);
bool flight_decided_all(const struct flight *f);

/* The guard has worked for MS milliseconds and ended with no message. */
bool flight_stalled(const struct flight *f, unsigned long ms);

/* Milliseconds of the monotonic clock. */
long long flight_now(void);

#endif
