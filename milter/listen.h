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

/* Removes a unix socket, if we still may. */
void listen_remove(const struct config_milter *m);

/* The line of Postfix's main.cf that fits the socket; Postfix writes addresses
 * the other way round. */
void listen_postfix_line(const char *socket, struct buf *out);

#endif
