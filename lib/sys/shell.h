#ifndef LS_SYS_SHELL_H
#define LS_SYS_SHELL_H

/*
 * Commands of the configuration, run by /bin/sh: those that print a secret and
 * those that keep one. What passes goes through pipes, never through arguments
 * or the environment.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

/* Appends what COMMAND prints to OUT, which bounds it. Its standard input is
 * ours, so that it may ask a person. KEY names the setting, for messages.
 * ERR_CONFIG: it failed; ERR_LIMIT: it prints more than OUT holds; ERR_OS. */
int shell_read(const char *key, const char *command, struct buf *out,
	struct err *err) ERR_CHECKED;

/* Runs COMMAND with INPUT on its standard input; what it prints goes to our
 * standard error. ERR_CONFIG: it failed; ERR_OS. */
int shell_write(const char *key, const char *command, struct span input,
	struct err *err) ERR_CHECKED;

#endif
