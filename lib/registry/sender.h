#ifndef LS_REGISTRY_SENDER_H
#define LS_REGISTRY_SENDER_H

/*
 * How a sender is written and in which one spelling it is kept and looked up:
 * letters of addresses and domains in lower case (ASCII), domains as A-labels
 * without a final dot. Logins stay as they are. Knows no store.
 */

#include "core/err.h"
#include "core/span.h"
#include "registry/registry.h"

/* WHO as on a command line: "alice@x" an address, "@x" a domain, "login:x" a
 * login. ERR_USAGE: what is wrong with it. *out goes to
 * registry_sender_deinit; its reseller is NULL. */
int sender_parse(const char *who, struct registry_sender *out,
	struct err *err) ERR_CHECKED;

/* What sender_parse() wants before a value of that kind: "login:", "@", "". */
const char *sender_prefix(const char *kind);

/* One spelling of an address, with or without angle brackets, or of a domain.
 * NULL when it can be none. The caller frees. */
char *sender_fold_address(struct span address);
char *sender_fold_domain(struct span domain);

#endif
