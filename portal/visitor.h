#ifndef LS_PORTAL_VISITOR_H
#define LS_PORTAL_VISITOR_H

/* Whose requests are counted together: the address a request came from or, when
 * that is a proxy of ours, the nearest one before it that is not. Pure. */

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "sys/network.h"

/* FORWARDED: X-Forwarded-For, or NULL. Of IPv6 addresses the first half, which
 * is one customer's. True: PEER is one of the N PROXIES. */
bool visitor_find(const struct network *proxies, size_t n,
	const struct sockaddr *peer, const char *forwarded, char *out,
	size_t max);

#endif
