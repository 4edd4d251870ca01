#ifndef LS_SYS_CONFIG_MILTER_H
#define LS_SYS_CONFIG_MILTER_H

/* Section milter of linkseal.conf; see config.h. What resellers may have of
 * their own is in struct settings (core/policy.h). */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "core/key_record.h"
#include "core/policy.h"
#include "sys/network.h"

struct config_milter {
	char *socket;		/* libmilter's syntax */
	mode_t socket_mode;
	char *socket_owner;	/* NULL: as it is made */
	char *socket_group;
	char *user;		/* NULL: stay who we are */
	char *group;
	char *pid_file;		/* NULL: none */
	char **networks;	/* "127.0.0.0/8", "::1" */
	size_t n_networks;
	struct network *trusted;	/* the same, parsed */
	unsigned timeout;	/* seconds */
	unsigned drain;		/* seconds */
	char *metrics;		/* a file; NULL: none */
	bool record;		/* tell the registry who was invited */
	bool inbound;		/* mail that comes in is told what it is */
	char *authserv_id;	/* who tells it; NULL: the machine's name */
	char *host;		/* the same, told */
	char *trusted_keys;	/* a file; NULL: none */
	struct key_records trusted_records;	/* what it holds */
	enum policy_action inbound_damaged;
	enum policy_action inbound_unknown;
	enum policy_action inbound_imitation;
};

#endif
