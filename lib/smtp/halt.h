#ifndef LS_SMTP_HALT_H
#define LS_SMTP_HALT_H

/*
 * A word from another thread to one that waits for a mail server: give up.
 * Neither library has a call for it, and a server that is mute may be waited
 * for ten minutes. To the thread that heeds it, it is as if the server had
 * hung up: by the poll(2) and connect(2) of cork.h. Not ended is the wait for
 * a name that DNS is silent about.
 */

#include <poll.h>
#include <stdbool.h>
#include <sys/socket.h>

#include "core/err.h"

struct halt;

/* ERR_OS: no descriptor is left. */
int halt_new(struct halt **h_r, struct err *err) ERR_CHECKED;
/* Nobody heeds it any more. */
void halt_free(struct halt **h);

/* For good. From any thread. */
void halt_call(struct halt *h);
bool halt_is_called(const struct halt *h);

/* What the calling thread heeds from now on; NULL: nothing. */
void halt_heed(const struct halt *h);
bool halt_heeded(void);
/* The one that is heeded was called. */
bool halt_now(void);

/* As poll(2), for a thread that heeds. Called, it first shuts CONNECTION, one
 * of LIST, down. More than HALT_SOCKETS: EINVAL. */
#define HALT_SOCKETS 8
int halt_poll(struct pollfd *list, nfds_t n, int ms, int connection);
/* As connect(2), which is NEXT. Called: ECANCELED. */
int halt_connect(int fd, const struct sockaddr *address, socklen_t n,
	int (*next)(int, const struct sockaddr *, socklen_t));

#endif
