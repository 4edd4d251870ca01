#ifndef LS_SYS_PRIVS_H
#define LS_SYS_PRIVS_H

/* Who the process is. */

#include <sys/types.h>

#include "core/err.h"

/* The numbers of a name. ERR_CONFIG: there is none of that name. */
int privs_user(const char *user, uid_t *uid_r, gid_t *gid_r, struct err *err)
	ERR_CHECKED;
int privs_group(const char *group, gid_t *gid_r, struct err *err)
	ERR_CHECKED;

/* Becomes USER (and GROUP, or the user's own groups when NULL) for good; a
 * process that is not root and is USER already has nothing to do. Checks that
 * root can't be had again. ERR_CONFIG: no such user; ERR_NO_PERM: refused. */
int privs_drop(const char *user, const char *group, struct err *err)
	ERR_CHECKED;

/* As many descriptors as the system lets us have; the usual soft limit is
 * 1,024, and each connection takes one. */
void privs_all_descriptors(void);

/* No core dumps: memory holds other people's mail. */
void privs_no_core(void);

#endif
