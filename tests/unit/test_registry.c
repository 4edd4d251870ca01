#include "core/limits.h"
#include "registry/registry.h"

#include <signal.h>
#include <sys/stat.h>

#include "registry_place.h"
#include "registry/signin.h"

START_TEST(a_reseller_comes_back_as_it_was_added)
{
	struct registry_reseller s = fixture("contoso", ACCOUNT_1), got;

	s.indirect = (char *)"b01b1487-b36e-4e6d-9b5e-0b58974c4b28";
	s.contact = (char *)"alice@contoso.example";
	s.website = (char *)"https://www.contoso.example/";
	ck_assert_int_eq(registry_reseller_add(registry, &s, &err), 0);
	ck_assert_int_eq(registry_reseller_get(registry, "contoso", &got,
		&err), 0);
	ck_assert_str_eq(got.display, "Contoso Ltd");
	ck_assert_str_eq(got.account, ACCOUNT_1);
	ck_assert_str_eq(got.indirect, s.indirect);
	ck_assert_str_eq(got.contact, s.contact);
	ck_assert_str_eq(got.website, s.website);
	ck_assert_ptr_null(got.phone);
	ck_assert_uint_eq(strlen(got.added), 20);
	registry_reseller_deinit(&got);
}
END_TEST

START_TEST(a_name_or_account_that_is_taken_is_named)
{
	struct registry_reseller s = fixture("contoso", ACCOUNT_2);

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(registry_reseller_add(registry, &s, &err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_ptr_nonnull(strstr(err.text, "contoso"));
	s = fixture("fabrikam", ACCOUNT_1);
	ck_assert_int_eq(registry_reseller_add(registry, &s, &err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_ptr_nonnull(strstr(err.text, ACCOUNT_1));
}
END_TEST

START_TEST(a_name_may_have_64_characters_and_not_65)
{
	char name[66];
	struct registry_reseller s = fixture(name, ACCOUNT_2);

	memset(name, 'a', 65);
	name[65] = '\0';
	ck_assert_int_eq(registry_reseller_add(registry, &s, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	name[64] = '\0';
	ck_assert_int_eq(registry_reseller_add(registry, &s, &err), 0);
}
END_TEST

START_TEST(values_that_cannot_be_are_refused)
{
	static const struct {
		const char *name, *display, *locale, *contact, *website;
	} bad[] = {
		{ "Contoso", "x", "en", NULL, NULL },
		{ "", "x", "en", NULL, NULL },
		{ "-c", "x", "en", NULL, NULL },
		{ "con toso", "x", "en", NULL, NULL },
		{ "contoso\n", "x", "en", NULL, NULL },
		{ "contoso", "", "en", NULL, NULL },
		{ "contoso", "two\nlines", "en", NULL, NULL },
		{ "contoso", "\xff\xfe", "en", NULL, NULL },
		{ "contoso", "x", "e", NULL, NULL },
		{ "contoso", "x", "en_US", NULL, NULL },
		{ "contoso", "x", "en", "alice", NULL },
		{ "contoso", "x", "en", NULL, "ftp://x.example/" },
	};
	struct registry_reseller s;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		s = fixture(bad[i].name, ACCOUNT_1);
		s.display = (char *)bad[i].display;
		s.locale = (char *)bad[i].locale;
		s.contact = (char *)bad[i].contact;
		s.website = (char *)bad[i].website;
		ck_assert_msg(registry_reseller_add(registry, &s, &err) == -1,
			"row %zu was taken", i);
		ck_assert_int_eq(err.kind, ERR_DATA);
	}
	ck_assert_int_eq(number("SELECT count(*) FROM resellers"), 0);
}
END_TEST

START_TEST(a_reseller_that_is_not_there_is_not_found)
{
	struct registry_reseller got;

	ck_assert_int_eq(registry_reseller_get(registry, "contoso", &got,
		&err), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
	ck_assert_int_eq(registry_reseller_remove(registry, "contoso", &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
	ck_assert_int_eq(sender("contoso", "login", "alice"), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
}
END_TEST

START_TEST(removing_takes_links_and_senders_along_but_not_the_history)
{
	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(sender("contoso", "login", "alice"), 0);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(registry_reseller_remove(registry, "contoso", &err),
		0);
	ck_assert_int_eq(number("SELECT count(*) FROM senders"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM links"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM history"), 4);
}
END_TEST

START_TEST(the_history_tells_who_did_what_by_which_command)
{
	registry_command(registry, "linkseal-linkgen reseller add");
	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(number("SELECT count(*) FROM history WHERE"
		" command = 'linkseal-linkgen reseller add' AND"
		" action = 'reseller add' AND reseller = 'contoso' AND"
		" who <> '' AND detail LIKE '%" ACCOUNT_1 "%'"), 1);
}
END_TEST

START_TEST(senders_are_folded_and_added_all_or_none)
{
	struct registry_sender two[] = {
		{ (char *)"contoso", (char *)"address",
			(char *)"Alice@Contoso.Example." },
		{ (char *)"contoso", (char *)"domain",
			(char *)"INVITE.contoso.example" },
	};

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(registry_sender_add(registry, two, 2, &err), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM senders WHERE value IN"
		" ('alice@contoso.example', 'invite.contoso.example')"), 2);
	two[0].value = (char *)"dora@contoso.example";
	ck_assert_int_eq(registry_sender_add(registry, two, 2, &err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_ptr_nonnull(strstr(err.text, "invite.contoso.example"));
	ck_assert_int_eq(number("SELECT count(*) FROM senders"), 2);
	ck_assert_int_eq(registry_sender_remove(registry, two, 2, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
	ck_assert_int_eq(number("SELECT count(*) FROM senders"), 2);
	ck_assert_int_eq(registry_sender_remove(registry, two + 1, 1, &err),
		0);
	ck_assert_int_eq(number("SELECT count(*) FROM senders"), 1);
}
END_TEST

START_TEST(the_same_link_again_changes_nothing)
{
	uint64_t before, after;

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(registry_version(registry, &before, &err), 0);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(registry_version(registry, &after, &err), 0);
	ck_assert_uint_eq(before, after);
	ck_assert_int_eq(number("SELECT count(*) FROM links"), 1);
}
END_TEST

START_TEST(an_earlier_link_stays_known_and_a_link_has_one_reseller)
{
	add(registry, "contoso", ACCOUNT_1);
	add(registry, "fabrikam", ACCOUNT_2);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		OWN "2", "pasted", NULL, &err), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM links"), 2);
	ck_assert_int_eq(number("SELECT count(*) FROM links"
		" WHERE current = 1 AND serial = 2"), 1);
	ck_assert_int_eq(registry_link_set(registry, "fabrikam", OWN "2",
		"pasted", NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(number("SELECT serial FROM links WHERE current = 1"),
		1);
}
END_TEST

START_TEST(a_link_may_have_900_bytes_and_not_901)
{
	char long_url[902];

	add(registry, "contoso", ACCOUNT_1);
	memset(long_url, 'a', sizeof long_url);
	memcpy(long_url, "https://", 8);
	long_url[901] = '\0';
	ck_assert_int_eq(registry_link_set(registry, "contoso", long_url,
		"pasted", NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	long_url[900] = '\0';
	ck_assert_int_eq(registry_link_set(registry, "contoso", long_url,
		"pasted", NULL, &err), 0);
}
END_TEST

START_TEST(a_revoked_signed_link_never_comes_back)
{
	uint32_t serial;

	add(registry, "fabrikam-programme", "fabrikam-main");
	ck_assert_int_eq(registry_link_next(registry, "fabrikam-programme",
		&serial, &err), 0);
	ck_assert_uint_eq(serial, 1);
	ck_assert_int_eq(registry_link_sign(registry, "fabrikam-programme",
		OWN "1", 1, &err), 0);
	ck_assert_int_eq(registry_link_revoke(registry, "fabrikam-programme",
		NULL, NULL, &err), 0);
	ck_assert_int_eq(registry_link_sign(registry, "fabrikam-programme",
		OWN "1", 1, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_int_eq(registry_link_revoke(registry, "fabrikam-programme",
		NULL, NULL, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
	ck_assert_int_eq(registry_link_next(registry, "fabrikam-programme",
		&serial, &err), 0);
	ck_assert_uint_eq(serial, 2);
}
END_TEST

/* Revokes contoso's link with a reason of N letters. */
static int
revoke_for(size_t n)
{
	char reason[LIMIT_REASON + 2];

	memset(reason, 'a', n);
	reason[n] = '\0';
	return registry_link_revoke(registry, "contoso", NULL, reason, &err);
}

START_TEST(a_reason_is_kept_until_the_link_is_issued_again)
{
	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(revoke_for(LIMIT_REASON + 1), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_int_eq(registry_link_revoke(registry, "contoso", NULL,
		"two\nlines", &err), -1);
	ck_assert_int_eq(revoke_for(0), -1);
	ck_assert_int_eq(number("SELECT current FROM links"), 1);
	ck_assert_int_eq(revoke_for(LIMIT_REASON), 0);
	ck_assert_int_eq(number("SELECT length(reason) FROM links"),
		LIMIT_REASON);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(number("SELECT reason IS NULL FROM links"), 1);
}
END_TEST

START_TEST(a_removed_reseller_does_not_get_revoked_serials_again)
{
	uint32_t serial;

	add(registry, "fabrikam-programme", "fabrikam-main");
	ck_assert_int_eq(registry_link_sign(registry, "fabrikam-programme",
		OWN "1", 1, &err), 0);
	ck_assert_int_eq(registry_link_revoke(registry, "fabrikam-programme",
		OWN "1", NULL, &err), 0);
	ck_assert_int_eq(registry_reseller_remove(registry,
		"fabrikam-programme", &err), 0);
	add(registry, "fabrikam-programme", "fabrikam-main");
	ck_assert_int_eq(registry_link_next(registry, "fabrikam-programme",
		&serial, &err), 0);
	ck_assert_uint_eq(serial, 2);
}
END_TEST

START_TEST(a_serial_that_somebody_else_used_meanwhile_is_refused)
{
	add(registry, "fabrikam-programme", "fabrikam-main");
	ck_assert_int_eq(registry_link_sign(registry, "fabrikam-programme",
		OWN "1", 1, &err), 0);
	ck_assert_int_eq(registry_link_sign(registry, "fabrikam-programme",
		OWN "other", 1, &err), -1);
	ck_assert_int_eq(err.kind, ERR_TEMP);
	ck_assert_int_eq(number("SELECT count(*) FROM links"
		" WHERE current = 1"), 1);
}
END_TEST

START_TEST(a_new_key_is_active_and_the_old_one_verifies)
{
	struct token_key a = { .id = 1 }, b = { .id = 0xffffffff };

	memset(b.public, 2, sizeof b.public);
	ck_assert_int_eq(registry_key_add(registry, &a, &err), 0);
	ck_assert_int_eq(registry_key_add(registry, &a, &err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	ck_assert_int_eq(registry_key_add(registry, &b, &err), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM keys"
		" WHERE (id = 1 AND state = 'verify')"
		" OR (id = 4294967295 AND state = 'active')"), 2);
	ck_assert_int_eq(registry_key_revoke(registry, 1, &err), 0);
	ck_assert_int_eq(registry_key_revoke(registry, 1, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NOT_FOUND);
}
END_TEST

static int
stop_at_first(void *ctx, const struct registry_reseller *s)
{
	(void)s;
	++*(int *)ctx;
	return 42;
}

START_TEST(a_row_function_can_stop_the_rows)
{
	int calls = 0;

	add(registry, "a", "1");
	add(registry, "b", "2");
	ck_assert_int_eq(registry_resellers(registry, stop_at_first, &calls,
		&err), 42);
	ck_assert_int_eq(calls, 1);
}
END_TEST

START_TEST(the_version_sees_other_processes_and_itself)
{
	struct registry *other;
	uint64_t v[5];

	ck_assert_int_eq(registry_open(url, false, &other, &err), 0);
	ck_assert_int_eq(registry_version(registry, &v[0], &err), 0);
	ck_assert_int_eq(registry_version(registry, &v[1], &err), 0);
	ck_assert_uint_eq(v[0], v[1]);
	add(other, "contoso", ACCOUNT_1);
	ck_assert_int_eq(registry_version(registry, &v[2], &err), 0);
	ck_assert_uint_ne(v[1], v[2]);
	add(registry, "fabrikam", ACCOUNT_2);
	ck_assert_int_eq(registry_version(registry, &v[3], &err), 0);
	ck_assert_uint_ne(v[2], v[3]);
	ck_assert_int_eq(registry_version(registry, &v[4], &err), 0);
	ck_assert_uint_eq(v[3], v[4]);
	registry_close(&other);
}
END_TEST

START_TEST(the_version_stays_when_no_snapshot_would_change)
{
	struct registry *other;
	uint64_t before, after;
	char code[SIGNIN_DIGITS + 1];

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(registry_open(url, false, &other, &err), 0);
	ck_assert_int_eq(registry_version(registry, &before, &err), 0);
	ck_assert_int_eq(signin_code(other, "ann@townhall.example",
		"customer", 1000, code, &err), 0);
	ck_assert_int_eq(signin_code(registry, "bob@townhall.example",
		"customer", 1000, code, &err), 0);
	ck_assert_int_eq(registry_scrub(other, &err), 0);
	ck_assert_int_eq(registry_version(registry, &after, &err), 0);
	ck_assert_uint_eq(before, after);
	ck_assert_int_eq(raw("DELETE FROM resellers"), SQLITE_OK);
	ck_assert_int_eq(registry_version(registry, &after, &err), 0);
	ck_assert_uint_ne(before, after);
	registry_close(&other);
}
END_TEST

START_TEST(who_cannot_wait_is_told_soon)
{
	struct registry *hasty;
	sqlite3 *db;

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(registry_open_within(url, 1, &hasty, &err), 0);
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL,
		NULL), SQLITE_OK);
	ck_assert_int_eq(registry_reseller_remove(hasty, "contoso", &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_TEMP);
	sqlite3_close(db);
	ck_assert_int_eq(registry_reseller_remove(hasty, "contoso", &err), 0);
	registry_close(&hasty);
	ck_assert_int_eq(registry_open_within("sqlite:/nowhere/r.db", 1,
		&hasty, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
}
END_TEST

/* Makes another registry with one reseller and puts it at PATH. */
static void
replace_file(void)
{
	char fresh_path[sizeof path + 8], fresh_url[sizeof url + 8];
	struct registry *fresh;

	snprintf(fresh_path, sizeof fresh_path, "%s.new", path);
	snprintf(fresh_url, sizeof fresh_url, "sqlite:%s", fresh_path);
	ck_assert_int_eq(registry_open(fresh_url, true, &fresh, &err), 0);
	add(fresh, "fabrikam", ACCOUNT_2);
	registry_close(&fresh);
	ck_assert_int_eq(rename(fresh_path, path), 0);
}

START_TEST(a_file_put_in_its_place_is_taken_up)
{
	struct registry_reseller got;
	char name[sizeof path + 8];
	uint64_t before, after;

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(raw("PRAGMA wal_checkpoint(TRUNCATE)"), SQLITE_OK);
	ck_assert_int_eq(registry_version(registry, &before, &err), 0);
	snprintf(name, sizeof name, "%s-wal", path);
	unlink(name);
	snprintf(name, sizeof name, "%s-shm", path);
	unlink(name);
	replace_file();
	ck_assert_int_eq(registry_version(registry, &after, &err), 0);
	ck_assert_uint_ne(before, after);
	ck_assert_int_eq(registry_reseller_get(registry, "fabrikam", &got,
		&err), 0);
	registry_reseller_deinit(&got);
	ck_assert_int_eq(registry_reseller_get(registry, "contoso", &got,
		&err), -1);
}
END_TEST

START_TEST(a_file_that_is_gone_is_an_error_and_the_data_stay_readable)
{
	struct registry_reseller got;
	char old[sizeof path + 8];
	uint64_t version;

	add(registry, "contoso", ACCOUNT_1);
	snprintf(old, sizeof old, "%s.old", path);
	ck_assert_int_eq(rename(path, old), 0);
	ck_assert_int_eq(registry_version(registry, &version, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
	ck_assert_int_eq(registry_reseller_get(registry, "contoso", &got,
		&err), 0);
	registry_reseller_deinit(&got);
}
END_TEST

START_TEST(two_writers_at_once_lose_nothing)
{
	pid_t a = start_writer("a", 20), b = start_writer("b", 20);

	wait_for(a);
	wait_for(b);
	ck_assert_int_eq(number("SELECT count(*) FROM resellers"), 40);
	ck_assert_int_eq(number("SELECT count(*) FROM history"), 40);
}
END_TEST

/* The child tells through a pipe when it has written inside an open
 * transaction, and then waits to be killed. */
static void
write_and_hang(int fd)
{
	sqlite3 *db;

	sqlite3_open(path, &db);
	sqlite3_exec(db, "PRAGMA cache_size = 1; BEGIN IMMEDIATE;"
		" UPDATE resellers SET display = 'half';"
		" WITH RECURSIVE c(n) AS (VALUES (1) UNION ALL"
		" SELECT n + 1 FROM c WHERE n < 5000) INSERT INTO history"
		" (at, who, command, action, detail) SELECT"
		" '2026-11-21T10:00:00Z', 'x', 'x', 'x', 'x' FROM c",
		NULL, NULL, NULL);
	if (write(fd, sqlite3_changes(db) ? "+" : "-", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

START_TEST(a_writer_killed_in_the_middle_leaves_nothing_behind)
{
	struct registry *r;
	int fds[2];
	char c = 0;
	pid_t pid;

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(pipe(fds), 0);
	pid = fork();
	if (pid == 0)
		write_and_hang(fds[1]);
	ck_assert_int_eq(read(fds[0], &c, 1), 1);
	ck_assert_int_eq(c, '+');
	ck_assert_int_eq(kill(pid, SIGKILL), 0);
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
	close(fds[0]);
	close(fds[1]);
	ck_assert_int_eq(registry_open(url, false, &r, &err), 0);
	add(r, "fabrikam", ACCOUNT_2);
	registry_close(&r);
	ck_assert_int_eq(number("SELECT count(*) FROM resellers"
		" WHERE display = 'half'"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM history"), 2);
}
END_TEST

START_TEST(a_missing_file_or_directory_is_named_with_its_cure)
{
	struct registry *r;
	char none[sizeof url + 20];

	snprintf(none, sizeof none, "sqlite:%s/none.db", directory);
	ck_assert_int_eq(registry_open(none, false, &r, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
	snprintf(none, sizeof none, "sqlite:%s/none/a.db", directory);
	ck_assert_int_eq(registry_open(none, true, &r, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "install -d"));
}
END_TEST

START_TEST(a_url_that_is_not_understood_is_a_configuration_error)
{
	static const char *const bad[] = { "", "sqlite:", "/var/lib/x.db",
		"postgresql://localhost/linkseal", "SQLITE:/x" };
	struct registry *r;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		ck_assert_int_eq(registry_open(bad[i], true, &r, &err), -1);
		ck_assert_int_eq(err.kind, ERR_CONFIG);
	}
}
END_TEST

START_TEST(the_file_is_made_with_mode_0640_whatever_the_umask)
{
	struct stat st;

	registry_close(&registry);
	ck_assert_int_eq(unlink(path), 0);
	umask(0);
	ck_assert_int_eq(registry_open(url, true, &registry, &err), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0640);
}
END_TEST

START_TEST(what_root_makes_belongs_to_the_owner_of_the_directory)
{
	struct stat st;

	if (getuid() != 0)
		return;
	registry_close(&registry);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(chown(directory, 65534, 65534), 0);
	ck_assert_int_eq(registry_open(url, true, &registry, &err), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_uid, 65534);
	ck_assert_uint_eq(st.st_gid, 65534);
}
END_TEST

/* Root may write anything, so a child becomes somebody else first. */
static int
as_nobody(void)
{
	struct registry_reseller s = fixture("fabrikam", ACCOUNT_2), got;
	struct registry *r;

	if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		return 1;
	if (registry_open(url, false, &r, &err) != 0)
		return 2;
	if (registry_reseller_get(r, "contoso", &got, &err) != 0)
		return 3;
	registry_reseller_deinit(&got);
	if (registry_reseller_add(r, &s, &err) == 0 || err.kind != ERR_NO_PERM)
		return 4;
	registry_close(&r);
	return 0;
}

START_TEST(a_read_only_file_is_read_and_a_write_refused_in_words)
{
	int status;
	pid_t pid;

	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(chmod(directory, 0777), 0);
	ck_assert_int_eq(chmod(path, 0444), 0);
	registry_close(&registry);
	pid = fork();
	if (pid == 0)
		_exit(as_nobody());
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_reseller_comes_back_as_it_was_added);
	tcase_add_test(tcase, a_name_or_account_that_is_taken_is_named);
	tcase_add_test(tcase, a_name_may_have_64_characters_and_not_65);
	tcase_add_test(tcase, values_that_cannot_be_are_refused);
	tcase_add_test(tcase, a_reseller_that_is_not_there_is_not_found);
	tcase_add_test(tcase,
		removing_takes_links_and_senders_along_but_not_the_history);
	tcase_add_test(tcase, the_history_tells_who_did_what_by_which_command);
	tcase_add_test(tcase, senders_are_folded_and_added_all_or_none);
	tcase_add_test(tcase, the_same_link_again_changes_nothing);
	tcase_add_test(tcase,
		an_earlier_link_stays_known_and_a_link_has_one_reseller);
	tcase_add_test(tcase, a_link_may_have_900_bytes_and_not_901);
	tcase_add_test(tcase, a_revoked_signed_link_never_comes_back);
	tcase_add_test(tcase, a_reason_is_kept_until_the_link_is_issued_again);
	tcase_add_test(tcase,
		a_removed_reseller_does_not_get_revoked_serials_again);
	tcase_add_test(tcase,
		a_serial_that_somebody_else_used_meanwhile_is_refused);
	tcase_add_test(tcase, a_new_key_is_active_and_the_old_one_verifies);
	tcase_add_test(tcase, a_row_function_can_stop_the_rows);
	tcase_add_test(tcase, the_version_sees_other_processes_and_itself);
	tcase_add_test(tcase,
		the_version_stays_when_no_snapshot_would_change);
	tcase_add_test(tcase, who_cannot_wait_is_told_soon);
	tcase_add_test(tcase, a_file_put_in_its_place_is_taken_up);
	tcase_add_test(tcase,
		a_file_that_is_gone_is_an_error_and_the_data_stay_readable);
	tcase_add_test(tcase, two_writers_at_once_lose_nothing);
	tcase_add_test(tcase,
		a_writer_killed_in_the_middle_leaves_nothing_behind);
	tcase_add_test(tcase,
		a_missing_file_or_directory_is_named_with_its_cure);
	tcase_add_test(tcase,
		a_url_that_is_not_understood_is_a_configuration_error);
	tcase_add_test(tcase,
		the_file_is_made_with_mode_0640_whatever_the_umask);
	tcase_add_test(tcase,
		what_root_makes_belongs_to_the_owner_of_the_directory);
	tcase_add_test(tcase,
		a_read_only_file_is_read_and_a_write_refused_in_words);
}

UNIT_MAIN("registry", add_tests)
