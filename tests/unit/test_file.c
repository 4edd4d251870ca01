#include "sys/file.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

static char dir[64];
static char path[128];

static void
make_dir(void)
{
	snprintf(dir, sizeof dir, "/tmp/linkseal-file-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/file", dir);
}

static int
entries(void)
{
	DIR *d = opendir(dir);
	int n = 0;

	ck_assert_ptr_nonnull(d);
	for (struct dirent *e; (e = readdir(d)) != NULL; )
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

static void
remove_dir(void)
{
	unlink(path);
	ck_assert_int_eq(rmdir(dir), 0);
}

static const struct span bytes = { (const unsigned char *)"a\0\r\nb", 5 };

START_TEST(what_is_written_is_read_byte_for_byte)
{
	struct buf b;
	struct err err;
	struct stat st;

	ck_assert_int_eq(file_write(path, bytes, 0640, &err), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0640);
	buf_init(&b, 5);
	ck_assert_int_eq(file_read(path, &b, &err), 0);
	ck_assert(span_eq(buf_span(&b), bytes));
	ck_assert_int_eq(entries(), 1);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_file_one_byte_too_large_is_refused)
{
	struct buf b;
	struct err err = { 0 };

	ck_assert_int_eq(file_write(path, bytes, 0600, &err), 0);
	buf_init(&b, 4);
	ck_assert_int_eq(file_read(path, &b, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_missing_file_and_a_directory_are_no_input)
{
	struct buf b;
	struct err err = { 0 };

	buf_init(&b, 4);
	ck_assert_int_eq(file_read(path, &b, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, path));
	ck_assert_int_eq(file_read(dir, &b, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_failed_write_leaves_nothing_behind)
{
	struct err err = { 0 };

	ck_assert_int_eq(mkdir(path, 0700), 0);
	ck_assert_int_eq(file_write(path, bytes, 0600, &err), -1);
	ck_assert_int_eq(err.kind, ERR_IO);
	ck_assert_int_eq(entries(), 1);
	ck_assert_int_eq(rmdir(path), 0);
	ck_assert_int_eq(file_write("/nowhere/at/all", bytes, 0600, &err), -1);
}
END_TEST

START_TEST(a_write_replaces_the_whole_file)
{
	struct buf b;
	struct err err;

	ck_assert_int_eq(file_write(path, bytes, 0600, &err), 0);
	ck_assert_int_eq(file_write(path, span_str("x"), 0600, &err), 0);
	buf_init(&b, 100);
	ck_assert_int_eq(file_read(path, &b, &err), 0);
	ck_assert_str_eq(buf_str(&b), "x");
	buf_deinit(&b);
}
END_TEST

/* Only root can have another owner's file; anybody replaces his own. */
START_TEST(a_replaced_file_keeps_its_owner)
{
	uid_t owner = geteuid() == 0 ? 65534 : geteuid();
	struct err err;
	struct stat st;

	ck_assert_int_eq(file_replace(path, bytes, 0600, &err), -1);
	ck_assert_int_eq(err.kind, ERR_IO);
	ck_assert_int_eq(entries(), 0);
	ck_assert_int_eq(file_write(path, bytes, 0644, &err), 0);
	if (geteuid() == 0)
		ck_assert_int_eq(chown(path, owner, 65534), 0);
	ck_assert_int_eq(file_replace(path, span_str("x"), 0600, &err), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(st.st_uid, owner);
	ck_assert_int_eq(st.st_size, 1);
	ck_assert_int_eq(entries(), 1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, make_dir, remove_dir);
	tcase_add_test(tcase, what_is_written_is_read_byte_for_byte);
	tcase_add_test(tcase, a_file_one_byte_too_large_is_refused);
	tcase_add_test(tcase, a_missing_file_and_a_directory_are_no_input);
	tcase_add_test(tcase, a_failed_write_leaves_nothing_behind);
	tcase_add_test(tcase, a_write_replaces_the_whole_file);
	tcase_add_test(tcase, a_replaced_file_keeps_its_owner);
}

UNIT_MAIN("file", add_tests)
