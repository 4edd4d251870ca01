#ifndef LS_PORTAL_ASKER_H
#define LS_PORTAL_ASKER_H

/* Who asks by a link of our own programme, told from the path of its URL. */

#include "core/err.h"
#include "registry/registry.h"
#include "sys/config.h"

enum asker_link {
	ASKER_NONE,		/* no path of a link */
	ASKER_GOOD,
	ASKER_DAMAGED,		/* characters are lost or changed */
	ASKER_FOREIGN,		/* signed with a key that nobody here has */
	ASKER_REVOKED,		/* or lapsed */
	ASKER_UNKNOWN,		/* genuine, but its reseller is gone */
};

/* GOOD and REVOKED fill in *who_r, which the caller then gives to
 * registry_reseller_deinit. */
int asker_find(struct registry *r, const struct config *c, const char *path,
	enum asker_link *link_r, struct registry_reseller *who_r,
	struct err *err) ERR_CHECKED;

#endif
