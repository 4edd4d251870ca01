#ifndef LS_MILTER_READER_H
#define LS_MILTER_READER_H

/*
 * The thread that reads configuration and registry. A registry that is locked,
 * or whose server does not answer, can take its time; who watches over the
 * filter must not wait for it.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "tally.h"
#include "world.h"

struct reader {
	struct world *world;
	struct tally *tally;
	pthread_mutex_t lock;	/* of the next three */
	pthread_cond_t asked;
	bool reload, refresh;	/* what is asked for */
	atomic_bool reloaded;	/* since reader_reloaded() asked */
};

/* Starts the thread, which goes on until the process ends; both are borrowed.
 * -1: there is no thread to be had. */
int reader_start(struct reader *r, struct world *w, struct tally *t);

/* Ask it to read all anew, or to look whether the registry has changed, and
 * don't wait; what is asked for twice is done once. From one thread. */
void reader_reload(struct reader *r);
void reader_refresh(struct reader *r);

/* Has a reload ended since this was asked last? */
bool reader_reloaded(struct reader *r);

#endif
