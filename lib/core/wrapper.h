#ifndef LS_CORE_WRAPPER_H
#define LS_CORE_WRAPPER_H

/*
 * One layer of another address around an address: the mail gateways that
 * rewrite links, by a table of their forms, proxies, and what any redirect or
 * tracker shows of its target. String work only, nothing is ever fetched.
 * Knows neither providers nor resellers.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/url.h"

/* Of what one address holds, no more is looked at. */
#define WRAPPER_INNER 4

struct wrapper {
	const char *gateway;	/* the product's name; NULL: none we know */
	bool by_host;		/* told by its host, which imitates nobody */
	char *inner[WRAPPER_INNER];	/* the addresses it may lead to */
	size_t n;		/* 0 with a gateway: only it can tell */
};

/* Never fails; *w is to be given to wrapper_deinit. A host is a gateway's on
 * a border of its labels only, and never with a user name, another port or a
 * backslash: then it may lead elsewhere. What is taken out is decoded once,
 * as the gateway does, and begins with http:// or https://, which is put there
 * when it was lost. */
void wrapper_open(const struct url *u, struct wrapper *w);
void wrapper_deinit(struct wrapper *w);

#endif
