#ifndef LS_SYS_NOTIFY_H
#define LS_SYS_NOTIFY_H

/*
 * What a service tells systemd about itself, sd_notify(3), without systemd's
 * library: one datagram to the socket that systemd named in $NOTIFY_SOCKET.
 * Where nobody named one, telling does nothing and succeeds.
 */

#include <stdbool.h>
#include <sys/types.h>

/* STATE as in sd_notify(3), such as "READY=1". False: it could not be sent,
 * errno says why. Never blocks. */
bool notify_send(const char *state);

/* "RELOADING=1" with the time that systemd wants beside it; to be followed by
 * "READY=1". The same result. */
bool notify_reloading(void);

/* Milliseconds within which systemd wants to see "WATCHDOG=1"; 0: it does not
 * watch. MAIN: the process that systemd started, and watches. */
unsigned long notify_watchdog_ms(pid_t main);

#endif
