#include "sys/key_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

#define RECORD "v=LINKSEAL1; k=ed25519; kid=0a1b2c3d; " \
	"h=partners.fabrikam.example; " \
	"p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"

static char path[64];
static struct key_records keys;

static void
set_up(void)
{
	snprintf(path, sizeof path, "/tmp/linkseal-keys-XXXXXX");
	ck_assert_int_ge(mkstemp(path), 0);
}

static void
tear_down(void)
{
	key_records_deinit(&keys);
	unlink(path);
}

static int
read_text(const char *text, struct err *err)
{
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
	return key_file_read(path, &keys, err);
}

START_TEST(keys_of_several_programmes_are_read)
{
	struct err err;

	ck_assert_int_eq(read_text("# Fabrikam\n" RECORD "\n" RECORD, &err),
		0);
	ck_assert_uint_eq(keys.n, 2);
	ck_assert_str_eq(keys.list[1].host, "partners.fabrikam.example");
	ck_assert_uint_eq(keys.list[1].key.id, 0x0a1b2c3d);
}
END_TEST

START_TEST(a_bad_line_is_told_by_its_number)
{
	struct err err;

	ck_assert_int_eq(read_text(RECORD "v=LINKSEAL1; p=!\n", &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_msg(strncmp(err.text, path, strlen(path)) == 0 &&
		strncmp(err.text + strlen(path), ":2:", 3) == 0, "%s",
		err.text);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_told)
{
	struct err err;

	ck_assert_int_eq(key_file_read("/nowhere/keys", &keys, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, keys_of_several_programmes_are_read);
	tcase_add_test(tcase, a_bad_line_is_told_by_its_number);
	tcase_add_test(tcase, a_file_that_is_not_there_is_told);
}

UNIT_MAIN("key_file", add_tests)
