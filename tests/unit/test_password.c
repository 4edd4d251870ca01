#include "smtp/password.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

static int
get(const char *command, const char *file, char out[PASSWORD_MAX + 1],
	struct err *err)
{
	struct config_mailer c = { .login = (char *)"alice",
		.password_command = (char *)(uintptr_t)command,
		.password_file = (char *)(uintptr_t)file };
	struct password p;
	int rc = password_get(&c, &p, err);

	if (rc == 0) {
		strncpy(out, p.text, PASSWORD_MAX + 1);
		password_wipe(&p);
		ck_assert_uint_eq(strlen(p.text), 0);
	}
	return rc;
}

START_TEST(the_first_line_of_a_command_is_the_password)
{
	char text[PASSWORD_MAX + 1];
	struct err err;

	ck_assert_int_eq(get("printf 'secret\\r\\nmore\\n'", NULL, text, &err),
		0);
	ck_assert_str_eq(text, "secret");
	ck_assert_int_eq(get("printf secret", NULL, text, &err), 0);
	ck_assert_str_eq(text, "secret");
}
END_TEST

START_TEST(a_command_that_fails_gives_none)
{
	char text[PASSWORD_MAX + 1];
	struct err err;

	ck_assert_int_eq(get("echo secret; exit 3", NULL, text, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_ptr_nonnull(strstr(err.text, "status 3"));
	ck_assert_ptr_null(strstr(err.text, "secret"));
	ck_assert_int_eq(get("true", NULL, text, &err), -1);
}
END_TEST

static void
put_file(const char *path, const char *content, mode_t mode)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	fputs(content, f);
	fclose(f);
	chmod(path, mode);
}

START_TEST(a_file_is_used_when_nobody_else_can_read_it)
{
	char path[] = "/tmp/linkseal-password-XXXXXX", text[PASSWORD_MAX + 1];
	struct err err;
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	close(fd);
	put_file(path, "secret\n", 0600);
	ck_assert_int_eq(get(NULL, path, text, &err), 0);
	ck_assert_str_eq(text, "secret");
	put_file(path, "secret\n", 0640);
	ck_assert_int_eq(get(NULL, path, text, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	unlink(path);
	ck_assert_int_eq(get(NULL, path, text, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
}
END_TEST

START_TEST(a_name_alone_is_a_credential_where_there_are_some)
{
	char dir[] = "/tmp/linkseal-password-XXXXXX", path[60];
	char text[PASSWORD_MAX + 1];
	struct err err;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/smtp", dir);
	put_file(path, "secret\n", 0400);
	ck_assert_int_eq(setenv("CREDENTIALS_DIRECTORY", dir, 1), 0);
	ck_assert_int_eq(get(NULL, "smtp", text, &err), 0);
	ck_assert_str_eq(text, "secret");
	ck_assert_int_eq(get(NULL, "other", text, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, dir));
	ck_assert_int_eq(setenv("CREDENTIALS_DIRECTORY", "/nowhere", 1), 0);
	ck_assert_int_eq(get(NULL, path, text, &err), 0);
	unsetenv("CREDENTIALS_DIRECTORY");
	ck_assert_int_eq(get(NULL, "smtp", text, &err), -1);
	unlink(path);
	rmdir(dir);
}
END_TEST

START_TEST(a_password_has_a_longest_length)
{
	char command[100], text[PASSWORD_MAX + 1];
	struct err err;

	snprintf(command, sizeof(command), "head -c %d /dev/zero | tr '\\0' x",
		PASSWORD_MAX - 1);
	ck_assert_int_eq(get(command, NULL, text, &err), 0);
	ck_assert_uint_eq(strlen(text), PASSWORD_MAX - 1);
	snprintf(command, sizeof(command), "head -c %d /dev/zero | tr '\\0' x",
		PASSWORD_MAX + 1);
	ck_assert_int_eq(get(command, NULL, text, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "longer"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_first_line_of_a_command_is_the_password);
	tcase_add_test(tcase, a_command_that_fails_gives_none);
	tcase_add_test(tcase, a_file_is_used_when_nobody_else_can_read_it);
	tcase_add_test(tcase,
		a_name_alone_is_a_credential_where_there_are_some);
	tcase_add_test(tcase, a_password_has_a_longest_length);
}

UNIT_MAIN("password", add_tests)
