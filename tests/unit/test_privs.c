#include "sys/privs.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "unit.h"

#define NOBODY "nobody"

START_TEST(names_become_numbers_or_a_cure)
{
	uid_t uid = 1;
	gid_t gid = 1;
	struct err err = { 0 };

	ck_assert_int_eq(privs_user("root", &uid, &gid, &err), 0);
	ck_assert_int_eq((int)uid, 0);
	ck_assert_int_eq(privs_group("root", &gid, &err), 0);
	ck_assert_int_eq((int)gid, 0);
	ck_assert_int_eq(privs_user("no-such-user", &uid, &gid, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(err.text, "adduser"));
	ck_assert_int_eq(privs_group("no-such-group", &gid, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "addgroup"));
}
END_TEST

START_TEST(an_unknown_user_or_group_changes_nothing)
{
	uid_t before = geteuid();
	struct err err = { 0 };

	ck_assert_int_eq(privs_drop("no-such-user", NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_int_eq(privs_drop(NOBODY, "no-such-group", &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_int_eq((int)geteuid(), (int)before);
}
END_TEST

/* As root it becomes nobody for good; others are told that they can't. */
START_TEST(what_is_dropped_stays_dropped)
{
	struct err err = { 0 };
	uid_t uid;
	gid_t gid;
	int rc = 0;

	ck_assert_int_eq(privs_user(NOBODY, &uid, &gid, &err), 0);
	if (geteuid() != 0 && geteuid() != uid) {
		ck_assert_int_eq(privs_drop(NOBODY, NULL, &err), -1);
		ck_assert_int_eq(err.kind, ERR_NO_PERM);
		return;
	}
	ck_assert_int_eq(privs_drop(NOBODY, NULL, &err), 0);
	ck_assert_int_eq((int)getuid(), (int)uid);
	ck_assert_int_eq((int)getegid(), (int)gid);
	rc = setuid(0);
	ck_assert_int_eq(rc, -1);
	/* Being that user already, there is nothing left to do. */
	ck_assert_int_eq(privs_drop(NOBODY, NULL, &err), 0);
	ck_assert_int_eq(privs_drop("root", NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_PERM);
}
END_TEST

START_TEST(a_named_group_is_the_only_one)
{
	struct err err;
	gid_t groups[64];
	gid_t gid;

	if (geteuid() != 0)
		return;
	ck_assert_int_eq(privs_group("daemon", &gid, &err), 0);
	ck_assert_int_eq(privs_drop(NOBODY, "daemon", &err), 0);
	ck_assert_int_eq((int)getegid(), (int)gid);
	ck_assert_int_eq(getgroups(64, groups), 1);
	ck_assert_int_eq((int)groups[0], (int)gid);
}
END_TEST

START_TEST(all_descriptors_that_the_system_gives_are_ours)
{
	struct rlimit r;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &r), 0);
	r.rlim_cur = 100;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &r), 0);
	privs_all_descriptors();
	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &r), 0);
	ck_assert_uint_eq(r.rlim_cur, r.rlim_max);
}
END_TEST

START_TEST(there_are_no_core_dumps)
{
	struct rlimit r;

	privs_no_core();
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &r), 0);
	ck_assert_uint_eq(r.rlim_cur, 0);
	ck_assert_uint_eq(r.rlim_max, 0);
	ck_assert_int_eq(prctl(PR_GET_DUMPABLE), 0);
	/* The leak checker looks into the process as a debugger would. */
	prctl(PR_SET_DUMPABLE, 1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, names_become_numbers_or_a_cure);
	tcase_add_test(tcase, an_unknown_user_or_group_changes_nothing);
	tcase_add_test(tcase, what_is_dropped_stays_dropped);
	tcase_add_test(tcase, a_named_group_is_the_only_one);
	tcase_add_test(tcase,
		all_descriptors_that_the_system_gives_are_ours);
	tcase_add_test(tcase, there_are_no_core_dumps);
}

UNIT_MAIN("privs", add_tests)
