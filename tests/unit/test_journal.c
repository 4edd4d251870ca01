#include "mailer/journal.h"
#include "mailer/journal_place.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/limits.h"
#include "unit.h"

static char dir[] = "/tmp/linkseal-journal-XXXXXX";
static char *path;
static struct err err;

static void
begin(void)
{
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(journal_place(dir, "spring", JOURNAL_SUFFIX,
		&path, &err), 0);
}

static void
end(void)
{
	unlink(path);
	rmdir(dir);
	free(path);
}

static struct journal *
must_open(void)
{
	struct journal *j = NULL;

	ck_assert_msg(journal_open(path, "contoso", &j, &err) == 0, "%s",
		err.text);
	return j;
}

static enum state
state_of(const struct journal *j, const char *key)
{
	const struct state_entry *e = states_find(journal_states(j), key);

	ck_assert_ptr_nonnull(e);
	return e->state;
}

START_TEST(what_was_noted_is_found_again)
{
	struct journal *j;

	begin();
	j = must_open();
	ck_assert_int_eq(journal_add(j, STATE_PREPARED, "a@x", "", &err), 0);
	ck_assert_int_eq(journal_add(j, STATE_ACCEPTED, "a@x", "250", &err),
		0);
	ck_assert_int_eq(journal_sync(j, &err), 0);
	journal_free(&j);
	j = must_open();
	ck_assert_int_eq(state_of(j, "a@x"), STATE_ACCEPTED);
	journal_free(&j);
	end();
}
END_TEST

START_TEST(handed_without_an_answer_is_unknown_for_good)
{
	struct journal *j;
	int i;

	begin();
	j = must_open();
	ck_assert_int_eq(journal_add(j, STATE_HANDED, "a@x", "", &err), 0);
	journal_free(&j);
	ck_assert_int_eq(journal_read(path, &j, &err), 0);
	ck_assert_int_eq(state_of(j, "a@x"), STATE_UNKNOWN);
	journal_free(&j);
	for (i = 0; i < 2; i++) {
		j = must_open();
		ck_assert_int_eq(state_of(j, "a@x"), STATE_UNKNOWN);
		journal_free(&j);
	}
	end();
}
END_TEST

START_TEST(a_torn_end_is_mended_before_more_is_written)
{
	struct journal *j;
	FILE *f;

	begin();
	j = must_open();
	ck_assert_int_eq(journal_add(j, STATE_ACCEPTED, "a@x", "", &err), 0);
	journal_free(&j);
	f = fopen(path, "a");
	fputs("refused\t2026", f);
	fclose(f);
	j = must_open();
	ck_assert_int_eq(journal_add(j, STATE_REFUSED, "b@x", "", &err), 0);
	journal_free(&j);
	j = must_open();
	ck_assert_int_eq(state_of(j, "a@x"), STATE_ACCEPTED);
	ck_assert_int_eq(state_of(j, "b@x"), STATE_REFUSED);
	journal_free(&j);
	end();
}
END_TEST

START_TEST(claimed_means_not_sent_unless_the_machine_went_down)
{
	const char *keys[] = { "a@x", "b@x" };
	struct journal *j;
	FILE *f;

	begin();
	j = must_open();
	ck_assert_int_eq(journal_prepare(j, keys, 2, &err), 0);
	ck_assert_int_eq(journal_claim(j, keys, 2, &err), 0);
	journal_free(&j);
	j = must_open();
	ck_assert_int_eq(state_of(j, "a@x"), STATE_PREPARED);
	journal_free(&j);
	f = fopen(path, "w");
	fputs("linkseal-campaign 1\tcontoso\nrun\tt\tanother\t\n"
		"prepared\tt\ta@x\t\nprepared\tt\tb@x\t\n"
		"claimed\tt\ta@x\t\n", f);
	fclose(f);
	j = must_open();
	ck_assert_int_eq(state_of(j, "a@x"), STATE_UNKNOWN);
	ck_assert_int_eq(state_of(j, "b@x"), STATE_PREPARED);
	journal_free(&j);
	end();
}
END_TEST

START_TEST(two_runs_can_not_have_it_and_handed_is_seen_meanwhile)
{
	struct journal *j, *k = NULL;

	begin();
	j = must_open();
	ck_assert_int_eq(journal_add(j, STATE_HANDED, "a@x", "", &err), 0);
	ck_assert_int_eq(journal_open(path, "contoso", &k, &err), -1);
	ck_assert_int_eq(err.kind, ERR_TEMP);
	ck_assert_int_eq(journal_read(path, &k, &err), 0);
	ck_assert_int_eq(state_of(k, "a@x"), STATE_HANDED);
	journal_free(&k);
	journal_free(&j);
	end();
}
END_TEST

START_TEST(a_campaign_belongs_to_one_reseller)
{
	struct journal *j;

	begin();
	j = must_open();
	journal_free(&j);
	ck_assert_int_eq(journal_open(path, "fabrikam", &j, &err), -1);
	ck_assert_int_eq(err.kind, ERR_EXISTS);
	end();
}
END_TEST

START_TEST(a_name_can_not_lead_out_of_the_folder)
{
	char *p, name[LIMIT_CAMPAIGN + 2];

	ck_assert_int_eq(journal_place("/d", "../x", ".x", &p, &err), -1);
	ck_assert_int_eq(journal_place("/d", "", ".x", &p, &err), -1);
	ck_assert_int_eq(journal_place("/d", ".x", ".x", &p, &err), -1);
	ck_assert_int_eq(journal_place("/d", "a b", ".x", &p, &err), -1);
	ck_assert_int_eq(journal_place("/d", "a.b-c_1", ".x", &p, &err), 0);
	free(p);
	memset(name, 'a', sizeof(name));
	name[LIMIT_CAMPAIGN] = '\0';
	ck_assert_int_eq(journal_place("/d", name, ".x", &p, &err), 0);
	free(p);
	name[LIMIT_CAMPAIGN] = 'a';
	name[LIMIT_CAMPAIGN + 1] = '\0';
	ck_assert_int_eq(journal_place("/d", name, ".x", &p, &err), -1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_was_noted_is_found_again);
	tcase_add_test(tcase, handed_without_an_answer_is_unknown_for_good);
	tcase_add_test(tcase, a_torn_end_is_mended_before_more_is_written);
	tcase_add_test(tcase,
		claimed_means_not_sent_unless_the_machine_went_down);
	tcase_add_test(tcase,
		two_runs_can_not_have_it_and_handed_is_seen_meanwhile);
	tcase_add_test(tcase, a_campaign_belongs_to_one_reseller);
	tcase_add_test(tcase, a_name_can_not_lead_out_of_the_folder);
}

UNIT_MAIN("journal", add_tests)
