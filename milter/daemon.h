#ifndef LS_MILTER_DAEMON_H
#define LS_MILTER_DAEMON_H

/*
 * The filter as a service. Two processes, neither of them root:
 *
 *	supervisor   holds the signals; HUP and USR1 mean reload, TERM and
 *		     INT stop
 *	worker       libmilter and its threads; takes USR1 and USR2 instead
 *
 * Two, because libmilter takes HUP, TERM and INT for itself, and means by all
 * of them: stop now, and leave messages under way without an answer. No handler
 * or waiting thread in its own process can be sure to win.
 */

#include <stdbool.h>

#include "core/err.h"
#include "sys/config.h"

struct daemon_options {
	const char *file;	/* -c; or NULL */
	const char *registry;	/* -r; or NULL */
	bool foreground;	/* stay, log to stderr */
	bool verbose;
};

/* Starts, and in the foreground stays until the filter was told to stop.
 * Takes over C. The result is the exit status; errors were told. */
int daemon_run(const struct daemon_options *options, struct config *c);

#endif
