#include "registry/sqlite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "registry/statement.h"
#include "unit.h"

static char path[40];
static struct sqlite *db;
static struct err err;

static void
set_up(void)
{
	int fd;

	snprintf(path, sizeof path, "%s",
		"/tmp/linkseal-sqlite-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_int_eq(sqlite_open(path, 0, &db, &err), 0);
	ck_assert_int_eq(sqlite_run(db, "CREATE TABLE t (n INTEGER NOT NULL);"
		" INSERT INTO t VALUES (1), (2), (3)", &err), 0);
}

static void
tear_down(void)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char name[sizeof path + 8];

	sqlite_close(&db);
	ck_assert_ptr_null(db);
	sqlite_close(&db);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(name, sizeof name, "%s%s", path, ends[i]);
		unlink(name);
	}
}

static int64_t
sum(void)
{
	int64_t n = 0;

	ck_assert_int_eq(sqlite_number(db, "SELECT sum(n) FROM t", &n, &err),
		0);
	return n;
}

START_TEST(what_is_rolled_back_has_not_happened)
{
	ck_assert_int_eq(sqlite_begin(db, true, &err), 0);
	ck_assert_int_eq(sqlite_run(db, "DELETE FROM t", &err), 0);
	sqlite_rollback(db);
	ck_assert_int_eq(sum(), 6);
	ck_assert_int_eq(sqlite_begin(db, true, &err), 0);
	ck_assert_int_eq(sqlite_run(db, "DELETE FROM t WHERE n = 3", &err),
		0);
	ck_assert_int_eq(sqlite_commit(db, &err), 0);
	sqlite_rollback(db);
	ck_assert_int_eq(sum(), 3);
}
END_TEST

START_TEST(a_second_writer_is_told_to_try_again)
{
	struct sqlite *other;

	ck_assert_int_eq(sqlite_open(path, 0, &other, &err), 0);
	ck_assert_int_eq(sqlite_begin(db, true, &err), 0);
	ck_assert_int_eq(sqlite_begin(other, true, &err), -1);
	ck_assert_int_eq(err.kind, ERR_TEMP);
	ck_assert_ptr_nonnull(strstr(err.text, "try again"));
	ck_assert_int_eq(sqlite_begin(other, false, &err), 0);
	sqlite_rollback(other);
	sqlite_rollback(db);
	sqlite_close(&other);
}
END_TEST

START_TEST(a_file_that_is_none_of_sqlites_is_refused_in_words)
{
	FILE *f;

	sqlite_close(&db);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	for (int i = 0; i < 100; i++)
		fputs("plain words, and enough of them\n", f);
	fclose(f);
	ck_assert_int_eq(sqlite_open(path, 0, &db, &err), -1);
	ck_assert_ptr_null(db);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_ptr_nonnull(strstr(err.text, path));
}
END_TEST

START_TEST(no_row_leaves_the_number_alone)
{
	int64_t n = 17;

	ck_assert_int_eq(sqlite_number(db, "SELECT n FROM t WHERE n > 3", &n,
		&err), 0);
	ck_assert_int_eq(n, 17);
}
END_TEST

START_TEST(changes_are_counted_whoever_made_them_here)
{
	int64_t before = sqlite_changes(db);

	ck_assert_int_eq(sqlite_run(db, "UPDATE t SET n = n + 1", &err), 0);
	ck_assert_int_eq(sqlite_changes(db) - before, 3);
}
END_TEST

static int
take_value(void *ctx, const struct store_value *columns)
{
	*(struct store_value *)ctx = columns[0];
	return columns[0].type == STORE_NULL ? 0 : 7;
}

START_TEST(arguments_go_in_and_come_out_as_they_are)
{
	const struct store_value one = store_number(-5), none = { 0 };
	struct store_value got = one;

	ck_assert_int_eq(sqlite_query(db, "SELECT ?1", &one, 1, take_value,
		&got, &err), 7);
	ck_assert_int_eq(got.type, STORE_NUMBER);
	ck_assert_int_eq(got.number, -5);
	ck_assert_int_eq(sqlite_query(db, "SELECT ?1", &none, 1, take_value,
		&got, &err), 0);
	ck_assert_int_eq(got.type, STORE_NULL);
	/* An argument of the last time is none of this time's. */
	got = one;
	ck_assert_int_eq(sqlite_query(db, "SELECT ?1", NULL, 0, take_value,
		&got, &err), 0);
	ck_assert_int_eq(got.type, STORE_NULL);
}
END_TEST

struct nested {
	unsigned depth, rows;
};

/* For its first row, as often as there is depth left, the same again. */
static int
go_deeper(void *ctx, const struct store_value *columns)
{
	struct nested *n = ctx;

	n->rows++;
	if (columns[0].number > 1 || n->depth == 0)
		return 0;
	n->depth--;
	return sqlite_query(db, "SELECT n FROM t ORDER BY n", NULL, 0,
		go_deeper, n, &err);
}

/* At the limit of those that are kept, and past it. */
START_TEST(a_statement_may_be_in_use_many_times_at_once)
{
	static const unsigned depths[] = { 0, STATEMENTS - 1, STATEMENTS,
		2 * STATEMENTS };

	for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
		struct nested n = { .depth = depths[i] };

		ck_assert_int_eq(sqlite_query(db,
			"SELECT n FROM t ORDER BY n", NULL, 0, go_deeper, &n,
			&err), 0);
		ck_assert_uint_eq(n.rows, 3 * (depths[i] + 1));
	}
}
END_TEST

START_TEST(statements_that_are_not_kept_any_more_are_made_again)
{
	char sql[40];
	int64_t n;

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < STATEMENTS + 2; i++) {
			snprintf(sql, sizeof sql, "SELECT %d", i);
			ck_assert_int_eq(sqlite_number(db, sql, &n, &err), 0);
			ck_assert_int_eq(n, i);
		}
}
END_TEST

START_TEST(a_statement_that_is_wrong_is_our_own_fault)
{
	ck_assert_int_eq(sqlite_query(db, "SELECT x FROM t", NULL, 0, NULL,
		NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_BUG);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, what_is_rolled_back_has_not_happened);
	tcase_add_test(tcase, a_second_writer_is_told_to_try_again);
	tcase_add_test(tcase,
		a_file_that_is_none_of_sqlites_is_refused_in_words);
	tcase_add_test(tcase, no_row_leaves_the_number_alone);
	tcase_add_test(tcase, changes_are_counted_whoever_made_them_here);
	tcase_add_test(tcase, arguments_go_in_and_come_out_as_they_are);
	tcase_add_test(tcase, a_statement_may_be_in_use_many_times_at_once);
	tcase_add_test(tcase,
		statements_that_are_not_kept_any_more_are_made_again);
	tcase_add_test(tcase, a_statement_that_is_wrong_is_our_own_fault);
}

UNIT_MAIN("sqlite", add_tests)
