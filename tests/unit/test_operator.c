#include "registry/operator.h"

#include <stdio.h>
#include <unistd.h>

#include "unit.h"

static const char *
said(void (*fn)(struct buf *out))
{
	static struct buf b;

	buf_deinit(&b);
	buf_init(&b, 8192);
	fn(&b);
	return buf_str(&b);
}

START_TEST(sudo_counts_for_root_alone)
{
	char name[300], both[400];

	unsetenv("SUDO_USER");
	snprintf(name, sizeof name, "%s", said(operator_name));
	ck_assert_str_ne(name, "");
	ck_assert_str_eq(said(operator_text), name);
	setenv("SUDO_USER", "alice", 1);
	snprintf(both, sizeof both, "%s (sudo by alice)", name);
	ck_assert_str_eq(said(operator_name), getuid() ? name : "alice");
	ck_assert_str_eq(said(operator_text), getuid() ? name : both);
	setenv("SUDO_USER", "", 1);
	ck_assert_str_eq(said(operator_name), name);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, sudo_counts_for_root_alone);
}

UNIT_MAIN("operator", add_tests)
