#ifndef LS_PORTAL_HTTP_H
#define LS_PORTAL_HTTP_H

/*
 * HTTP on a socket: reads requests within the limits, hands them to the site,
 * sends the answers with the headers that keep browsers safe. The only file
 * that knows libmicrohttpd.
 */

#include "site.h"
#include "webhooks.h"

struct http;

/* Serves on FD, a listening socket, which it takes over. HOOKS: NULL, when no
 * events of providers are taken. */
int http_start(int fd, struct site *site, struct webhooks *hooks,
	const struct config_portal *c, struct http **h_r, struct err *err)
	ERR_CHECKED;

/* Takes no new connection, lets requests under way end, for DRAIN seconds at
 * most, then stops, and the webhooks with it. */
void http_stop(struct http **h, unsigned drain);

#endif
