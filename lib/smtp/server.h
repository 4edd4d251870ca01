#ifndef LS_SMTP_SERVER_H
#define LS_SMTP_SERVER_H

/*
 * "HOST:PORT" taken apart, and a first look whether anybody listens there:
 * with a time limit, which libesmtp does not have for connecting.
 */

#include <stdbool.h>

#include "core/err.h"

struct server {
	char *host;	/* without brackets */
	char *port;
	bool implicit_tls;	/* smtps:// */
	char *address;	/* for the transport; see resolve.h */
	char *literal;	/* our own address as RFC 5321 4.1.3 writes it */
};

/* "mail.example:587", "192.0.2.1:25", "[::1]:25", "smtps://mail.example";
 * without a port: 25, or 465 for smtps.
 * ERR_CONFIG. The caller calls server_deinit. */
int server_parse(const char *s, struct server *r, struct err *err) ERR_CHECKED;
void server_deinit(struct server *s);

/* Connects, notes what was reached in address and literal, and hangs up.
 * ERR_UNAVAILABLE. */
int server_reach(struct server *s, struct err *err) ERR_CHECKED;

/* Is it this machine? For what must not cross a network in the clear. */
bool server_is_loopback(const struct server *s);

#endif
