#include "registry/schema.h"

#include "registry_place.h"

START_TEST(the_history_cannot_be_rewritten)
{
	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(raw("UPDATE history SET who = 'nobody'"),
		SQLITE_CONSTRAINT);
	ck_assert_int_eq(raw("DELETE FROM history"), SQLITE_CONSTRAINT);
	ck_assert_int_eq(raw("INSERT OR REPLACE INTO history SELECT id, at,"
		" 'nobody', command, action, reseller, detail FROM history"),
		SQLITE_CONSTRAINT);
	ck_assert_int_eq(number("SELECT count(*) FROM history"
		" WHERE who = 'nobody'"), 0);
}
END_TEST

START_TEST(the_tables_keep_their_own_rules)
{
	static const char *const bad[] = {
		"INSERT INTO resellers (name, display, provider, account,"
		" locale, added) VALUES ('contoso', 'x', 'p', 'a', 'en',"
		" '2026-11-21T10:00:00Z')",	/* name */
		"INSERT INTO resellers (name, display, provider, account,"
		" locale, added) VALUES ('x', 'x', 'partner-center', '"
		ACCOUNT_1 "', 'en', '2026-11-21T10:00:00Z')",
		"INSERT INTO resellers (name, display, provider, account,"
		" locale, added) VALUES ('x', 'x', 'p', 'a', 'en', 'now')",
		"INSERT INTO resellers (name, display, provider, account,"
		" locale, added) VALUES ('x', 'a' || char(10), 'p', 'a', 'en',"
		" '2026-11-21T10:00:00Z')",
		"UPDATE resellers SET name = 'Contoso'",
		"UPDATE resellers SET name = NULL",
		"UPDATE resellers SET name = 'con toso'",
		"UPDATE links SET current = 2",
		"UPDATE links SET revoked = '2026-11-21T10:00:00Z'",
		"UPDATE links SET serial = 0",
		"UPDATE links SET source = 'dreamt'",
		"UPDATE links SET url = 'http://contoso.example/'",
		"UPDATE links SET url = 'https://contoso.example/a b'",
		"UPDATE links SET reseller = 99",
		"INSERT INTO links (reseller, url, source, issued, current,"
		" serial) SELECT reseller, 'https://contoso.example/2',"
		" source, issued, 1, 2 FROM links",	/* two current */
		"UPDATE senders SET kind = 'name'",
		"UPDATE senders SET value = 'Alice@contoso.example'",
		"UPDATE senders SET value = ''",
		"UPDATE senders SET kind = 'domain'",
		"INSERT INTO senders VALUES (99, 'login', 'alice',"
		" '2026-11-21T10:00:00Z')",
		"INSERT INTO keys (id, state, public, created)"
		" VALUES (1, 'active', zeroblob(31),"
		" '2026-11-21T10:00:00Z')",
		"INSERT INTO keys (id, state, public, created)"
		" VALUES (1, 'active', zeroblob(32),"
		" '2026-11-21T10:00:00Z')",	/* two active */
		"UPDATE keys SET state = 'lost'",
	};
	struct token_key key = { .id = 7 };
	size_t i;

	memset(key.public, 7, sizeof key.public);
	add(registry, "contoso", ACCOUNT_1);
	ck_assert_int_eq(sender("contoso", "address", "alice@contoso.example"),
		0);
	ck_assert_int_eq(registry_link_set(registry, "contoso",
		LINK(ACCOUNT_1), "pasted", NULL, &err), 0);
	ck_assert_int_eq(registry_key_add(registry, &key, &err), 0);
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(raw(bad[i]) == SQLITE_CONSTRAINT,
			"taken: %s", bad[i]);
}
END_TEST

START_TEST(several_processes_may_make_the_file_at_once)
{
	pid_t pids[6];
	char name[8];
	int i;

	registry_close(&registry);
	ck_assert_int_eq(unlink(path), 0);
	for (i = 0; i < 6; i++) {
		snprintf(name, sizeof name, "p%d", i);
		pids[i] = start_writer(name, 1);
	}
	for (i = 0; i < 6; i++)
		wait_for(pids[i]);
	ck_assert_int_eq(number("SELECT count(*) FROM resellers"), 6);
	ck_assert_int_eq(number("SELECT count(*) FROM migrations"),
		number("PRAGMA user_version"));
	ck_assert_int_eq(registry_open(url, false, &registry, &err), 0);
}
END_TEST

START_TEST(a_newer_registry_is_refused_in_words)
{
	struct registry *r;

	ck_assert_int_eq(raw("PRAGMA user_version = 99"), SQLITE_OK);
	ck_assert_int_eq(registry_open(url, true, &r, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_ptr_nonnull(strstr(err.text, "newer Linkseal"));
}
END_TEST

START_TEST(the_database_of_another_program_is_left_alone)
{
	struct registry *r;
	FILE *f;

	registry_close(&registry);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(raw("CREATE TABLE t (a)"), SQLITE_OK);
	ck_assert_int_eq(registry_open(url, true, &r, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_ptr_nonnull(strstr(err.text, "another program"));
	ck_assert_int_eq(number("SELECT count(*) FROM sqlite_master"), 1);
	f = fopen(path, "w");
	fputs("this is a text file, long enough to be looked at as one of "
		"SQLite's, which it is not by any means, whatever anybody "
		"may say about its name\n", f);
	fclose(f);
	ck_assert_int_eq(registry_open(url, true, &r, &err), -1);
	ck_assert_int_eq(err.kind, ERR_DATA);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_history_cannot_be_rewritten);
	tcase_add_test(tcase, the_tables_keep_their_own_rules);
	tcase_add_test(tcase, several_processes_may_make_the_file_at_once);
	tcase_add_test(tcase, a_newer_registry_is_refused_in_words);
	tcase_add_test(tcase, the_database_of_another_program_is_left_alone);
}

UNIT_MAIN("schema", add_tests)
