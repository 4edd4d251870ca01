#ifndef LS_LINKGEN_OWN_LINK_H
#define LS_LINKGEN_OWN_LINK_H

/* Signs the link of a reseller in one's own programme, with the active key. */

#include "core/buf.h"
#include "core/provider.h"
#include "registry/registry.h"

/* Appends the link, current from now on, to URL. The same bytes as before
 * unless the key, the host or the path changed or the link was revoked.
 * ERR_CONFIG: no own_host; ERR_NOT_FOUND: no active key; and those of
 * keyfile_read and registry_link_sign. */
int own_link_issue(struct registry *r, const char *keys,
	const struct registry_reseller *s, const struct provider *p,
	struct buf *url, struct err *err) ERR_CHECKED;

#endif
