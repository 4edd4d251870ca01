#ifndef LS_MILTER_WORKER_H
#define LS_MILTER_WORKER_H

/* The process that filters: libmilter's threads, and one of ours that watches
 * (watch.h). */

#include <stdbool.h>
#include <sys/types.h>

#include "launch.h"
#include "sys/config.h"

struct worker_options {
	const char *file;	/* -c; or NULL */
	const char *registry;	/* -r; or NULL */
	struct launch *launch;
	bool to_syslog;
	bool verbose;
	pid_t supervisor;	/* the worker ends with it */
};

/* The socket is open and privileges are dropped. Takes over C. Returns the
 * exit status once the filter was told to stop. */
int worker_run(const struct worker_options *options, struct config *c);

#endif
