#ifndef LS_PORTAL_ASKER_H
#define LS_PORTAL_ASKER_H

/* Who asks by a link of our own programme, told from the path of its URL. */

#include "core/err.h"
#include "registry/lapse.h"
#include "registry/registry.h"
#include "sys/config.h"

enum asker_link {
	ASKER_NONE,		/* no path of a link */
	ASKER_GOOD,
	ASKER_DAMAGED,		/* characters are lost or changed */
	ASKER_FOREIGN,		/* signed with a key that nobody here has */
	ASKER_REVOKED,		/* itself, or its key */
	ASKER_LAPSED,		/* older than its profile allows */
	ASKER_UNKNOWN,		/* genuine, but its reseller is gone */
};

struct asker {
	enum asker_link link;
	struct registry_reseller who;	/* GOOD, LAPSED, perhaps REVOKED */
	struct lapse lapse;		/* the same */
};

/* The caller gives what it found to asker_deinit. */
int asker_find(struct registry *r, const struct config *c, const char *path,
	struct asker *a_r, struct err *err) ERR_CHECKED;
void asker_deinit(struct asker *a);

#endif
