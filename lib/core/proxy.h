#ifndef LS_CORE_PROXY_H
#define LS_CORE_PROXY_H

/*
 * Proxies that show a page under an address of their own, from which the
 * page's can be told: session proxies and translators, by the end of their
 * hosts, and portals of private networks, on any host, by a mark in the path.
 * An address that is copied from the browser is theirs.
 */

#include <stdbool.h>

#include "core/url.h"

/* The page's address, perhaps without its scheme; the caller frees. HOST:
 * url_host() of U. *NAME_R is the product, *BY_HOST_R whether its host told.
 * NULL and a name: the address does not say. NULL and no name: no proxy's. */
char *proxy_target(const struct url *u, const char *host,
	const char **name_r, bool *by_host_r);

/* A host, in small letters, ends as a proxy's. */
bool proxy_is_host(const char *host);

#endif
