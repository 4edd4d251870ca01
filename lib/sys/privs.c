#include "sys/privs.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int
privs_user(const char *user, uid_t *uid_r, gid_t *gid_r, struct err *err)
{
	struct passwd *pw = getpwnam(user);

	if (pw == NULL)
		return err_set(err, ERR_CONFIG,
			"there is no user %s: make it (adduser --system %s) "
			"or name another", user, user);
	*uid_r = pw->pw_uid;
	*gid_r = pw->pw_gid;
	return 0;
}

int
privs_group(const char *group, gid_t *gid_r, struct err *err)
{
	struct group *gr = getgrnam(group);

	if (gr == NULL)
		return err_set(err, ERR_CONFIG,
			"there is no group %s: make it (addgroup --system %s) "
			"or name another", group, group);
	*gid_r = gr->gr_gid;
	return 0;
}

static int
refused(struct err *err, const char *user)
{
	return err_set(err, ERR_NO_PERM, "can't become user %s: %s", user,
		errno ? strerror(errno) : "root could be had again");
}

int
privs_drop(const char *user, const char *group, struct err *err)
{
	uid_t uid = 0;
	gid_t gid = 0;

	if (privs_user(user, &uid, &gid, err) < 0)
		return -1;
	if (group && privs_group(group, &gid, err) < 0)
		return -1;
	if (geteuid() == uid && uid != 0)
		return 0;
	/* With GROUP named the user's other groups stay away. */
	errno = 0;
	if (group ? setgroups(1, &gid) < 0 : initgroups(user, gid) < 0)
		return refused(err, user);
	if (setresgid(gid, gid, gid) < 0 || setresuid(uid, uid, uid) < 0)
		return refused(err, user);
	if (uid != 0 && (setuid(0) == 0 || seteuid(0) == 0)) {
		errno = 0;
		return refused(err, user);
	}
	return 0;
}

void
privs_all_descriptors(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
		r.rlim_cur = r.rlim_max;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

void
privs_no_core(void)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
}
