#ifndef LS_SYS_CONFIG_PORTAL_H
#define LS_SYS_CONFIG_PORTAL_H

/* `portal { … }` of linkseal.conf. Part of sys/config.h. */

#include <stdbool.h>
#include <stddef.h>

#include "sys/network.h"

struct config_portal {
	char *listen;		/* ADDRESS:PORT, [ADDRESS]:PORT */
	char *user;		/* NULL: stay who we are */
	char *group;
	char **proxies;		/* networks of the proxies in front */
	size_t n_proxies;
	struct network *trusted;	/* the same, parsed */
	char *sso_header;	/* with the address of who is signed in, from
				   the proxies alone; NULL: none */
	bool webhooks;		/* events of providers are taken */
	unsigned session;	/* seconds */
	unsigned drain;		/* seconds */
	unsigned retention;	/* days that persons are remembered */
};

#endif
