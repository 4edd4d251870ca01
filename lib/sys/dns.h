#ifndef LS_SYS_DNS_H
#define LS_SYS_DNS_H

/*
 * Asking the DNS for TXT records: a thin cover over c-ares, which only dns.c
 * knows. What comes back is as true as the resolver and the way to it: a
 * resolver on this machine that validates (DNSSEC) is best.
 */

#include "core/err.h"
#include "core/span.h"

/* In all, however many servers and tries. */
#define DNS_SECONDS 20

/* Hands each TXT record of NAME to FN, its strings joined; the bytes live
 * until FN returns. RESOLVER: "ADDRESS[:PORT]", several joined by ','; NULL:
 * those of the system. ERR_NOT_FOUND: there is no such name or it has no TXT
 * record; ERR_TEMP: no answer that could be used; ERR_USAGE: RESOLVER is not
 * understood; ERR_DATA: NAME can be no name; ERR_PROTOCOL: the answer is
 * broken. */
int dns_txt(const char *name, const char *resolver,
	void (*fn)(void *ctx, struct span record), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
