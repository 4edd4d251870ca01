#ifndef LS_MILTER_INVITED_H
#define LS_MILTER_INVITED_H

/*
 * Whom invitations went to, by setting `record`: a message that passed with its
 * link leaves the domains of its recipients here, and a thread tells them to
 * the registry (ledger_invited.h), about a second later. They wait in memory,
 * not in a file: no message waits for a disk, and a full one is no matter; what
 * a crash loses is a line of statistics of that second. A registry that is
 * locked, gone or full makes them wait, and when INVITED_MAX do, more are
 * dropped and counted.
 */

#include "core/guard.h"
#include "core/span.h"
#include "tally.h"
#include "world.h"

/* Customers that wait, each once a day and reseller: 3 MB with the longest
 * names. */
#define INVITED_MAX 10000

/* Domains of one message's recipients: Postfix takes 1,000 recipients. */
#define INVITED_DOMAINS_MAX 65536

struct invited;

/* Starts the thread, which goes on until the process ends; both are borrowed.
 * NULL: there is no thread to be had. */
struct invited *invited_start(struct world *w, struct tally *t);

/* The domain of RCPT's ARGUMENT, "<ann@townhall.example>", to DOMAINS, a line
 * each. False: there is no room for it. */
bool invited_take(const char *argument, struct buf *domains);

/* A message that J judged has left for DOMAINS at the time AT, seconds since
 * 1970. From any thread; waits for nothing. What did not go out as an
 * invitation with its link leaves nothing. */
void invited_pass(struct invited *q, const struct judgement *j,
	struct span domains, int64_t at);

/* We are stopping: tells what waits, once, and returns when that is done, or
 * after MS milliseconds. What is left then is logged. */
void invited_stop(struct invited *q, long ms);

#endif
