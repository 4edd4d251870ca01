#ifndef LS_LINKGEN_FETCH_H
#define LS_LINKGEN_FETCH_H

/* Asks the provider's REST API for a reseller's link. */

#include "core/buf.h"
#include "core/provider.h"
#include "registry/registry.h"
#include "sys/config.h"

/* Appends the link to URL: the account's own, with its indirect provider in it
 * where the programme wants that, and checked as a pasted one is. Says on
 * standard error what it waits for.
 * ERR_USAGE: the profile names no API; ERR_DATA: the link is not one that the
 * reseller may have; and those of cloud_open and cloud_invitation. */
int fetch_link(const struct config *c, const struct registry_reseller *s,
	const struct provider *p, struct buf *url, struct err *err)
	ERR_CHECKED;

#endif
