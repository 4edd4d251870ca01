#ifndef LS_MILTER_LISTEN_H
#define LS_MILTER_LISTEN_H

/* The socket on which mail servers find the filter. */

#include "core/buf.h"
#include "core/err.h"
#include "sys/config.h"

/* Registers the callbacks and opens the socket, with the mode, owner and group
 * that were asked for. Before privileges are dropped. A stale unix socket is
 * replaced. ERR_OS: what is in the way; ERR_CONFIG: no such owner or group. */
int listen_open(const struct config_milter *m, struct err *err) ERR_CHECKED;

/* Takes no more connections, in the process that filters, and without a word
 * to libmilter, which would take it for a failure. One that comes within the
 * five seconds that libmilter still looks at the old socket waits, and is
 * refused with it. */
void listen_close(void);

/* The supervisor's part: lets go of the socket, which is the worker's now. */
void listen_leave(void);

/* Removes a unix socket, if we still may. */
void listen_remove(const struct config_milter *m);

/* The line of Postfix's main.cf that fits the socket; Postfix writes addresses
 * the other way round, and paths below its queue directory from there. */
void listen_postfix_line(const char *socket, struct buf *out);

#endif
