#include "registry/roster.h"

#include <string.h>

#include "registry/roster_merge.h"
#include "registry_place.h"

#define KEY "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="
#define HEAD "# resellers, senders, links and public keys of Linkseal;\n" \
	"# linkseal-linkgen import reads this\nformat 1\n"
#define CONTOSO "reseller contoso\n\tdisplay Contoso Ltd\n" \
	"\tprovider partner-center\n\taccount " ACCOUNT_1 "\n"
#define LINK_1 "\tlink " LINK(ACCOUNT_1) "\n"
#define LINK_2 "\tlink https://contoso.example/2\n"

static const char full[] = HEAD
"\nkey 0a1b2c3d\n"
"\tpublic " KEY "\n"
"\tstate active\n"
"\tcreated 2026-11-21T10:00:00Z\n"
"\nspent own\n"
"\taccount fabrikam-main\n"
"\tnext 3\n"
"\nreseller contoso\n"
"\tdisplay \" Contoso \\\"Ltd\\\\ \"\n"
"\tprovider partner-center\n"
"\taccount " ACCOUNT_1 "\n"
"\tlocale pt-BR\n"
"\tphone +44 1632 960000\n"
"\tlegal_name Contoso #1 \xe9\x82\x80\n"
"\tadded 2026-11-20T10:00:00Z\n"
"\tsender \"\\\"a b\\\"@contoso.example\"\n"
"\tsender @invite.contoso.example\n"
"\tsender login:alice\n"
"\tlink https://contoso.example/1\n"
"\t\tstate revoked\n"
"\t\tsource pasted\n"
"\t\tissued 2026-11-21T10:00:00Z\n"
"\t\tserial 1\n"
"\t\trevoked 2026-11-22T10:00:00Z\n"
"\t\treason printed wrong\n"
"\tlink https://contoso.example/2\n"
"\t\tstate current\n"
"\t\tsource fetched\n"
"\t\tissued 2026-11-21T10:00:00Z\n"
"\t\texpires 2999-11-21T10:00:00Z\n"
"\t\tserial 2\n"
"\nreseller fabrikam\n"
"\tdisplay Fabrikam Inc\n"
"\tprovider partner-center\n"
"\taccount " ACCOUNT_2 "\n"
"\tlocale en\n"
"\tadded 2026-11-20T10:00:00Z\n";

static struct faults faults;

static struct roster *
read_text(struct span text)
{
	faults_deinit(&faults);
	faults_init(&faults);
	return roster_read(text, "f", &faults);
}

static char *
written(const struct roster *r)
{
	struct buf out;

	buf_init(&out, 1024 * 1024);
	roster_write(r, &out);
	return buf_take(&out);
}

/* What is read from TEXT is written as WANTED. */
static void
becomes(const char *text, const char *wanted)
{
	struct roster *r = read_text(span_str(text));
	char *out = written(r);

	ck_assert_msg(faults.n == 0, "%s", buf_str(&faults.text));
	ck_assert_str_eq(out, wanted);
	free(out);
	roster_free(&r);
}

/* Behind `format 1`, which is line 1. */
static void
refuse(const char *body, const char *words)
{
	struct buf text;
	struct roster *r;

	buf_init(&text, 1024 * 1024);
	buf_printf(&text, "format 1\n%s", body);
	r = read_text(buf_span(&text));
	ck_assert_msg(strstr(buf_str(&faults.text), words) != NULL,
		"%s\n%s\nwanted %s", body, buf_str(&faults.text), words);
	roster_free(&r);
	buf_deinit(&text);
}

START_TEST(what_was_written_is_read_and_written_the_same)
{
	becomes(full, full);
}
END_TEST

START_TEST(order_blanks_comments_and_line_ends_do_not_matter)
{
	becomes("\xef\xbb\xbf# mine\r\n\r\n  format   1\r\n"
		"reseller fabrikam\r\n# more\r\naccount " ACCOUNT_2 " \r\n"
		"\t provider\tpartner-center\r\n"
		"display \"Fabrikam Inc\"\r\nsender login:bob\r\n"
		"sender bob@Fabrikam.EXAMPLE\r\n" CONTOSO,
		HEAD "\nreseller contoso\n\tdisplay Contoso Ltd\n"
		"\tprovider partner-center\n\taccount " ACCOUNT_1 "\n"
		"\tlocale en\n\nreseller fabrikam\n\tdisplay Fabrikam Inc\n"
		"\tprovider partner-center\n\taccount " ACCOUNT_2 "\n"
		"\tlocale en\n\tsender bob@fabrikam.example\n"
		"\tsender login:bob\n");
}
END_TEST

START_TEST(a_link_alone_is_the_current_one)
{
	becomes("format 1\n" CONTOSO LINK_1, HEAD "\n" CONTOSO
		"\tlocale en\n" LINK_1 "\t\tstate current\n");
}
END_TEST

START_TEST(faults_of_a_line_are_told_with_their_place)
{
	refuse("display x\n", "f:2:1: \"display\" stands before any");
	refuse("reseller\n", "f:2:1: \"reseller\" says nothing");
	refuse("reseller Contoso\n\tnonsense x\n", "f:2:10: reseller");
	refuse(CONTOSO "\tcolour red\n", "f:6:2: \"colour\" is nothing that a "
		"reseller has");
	refuse(CONTOSO "\tlocale x y\n", "f:6:9: locale");
	refuse(CONTOSO "\tdisplay x\n", "f:6:2: display stands there twice");
	refuse(CONTOSO "\tphone \"1\n", "f:6:8: the '\"' that ends");
	refuse(CONTOSO "\tphone \"1\" 2\n", "f:6:8: the '\"' that ends");
	refuse(CONTOSO "\tphone \"\"\n", "f:6:8: the phone number is empty");
	refuse(CONTOSO "\tphone caf\xe9 1\n", "f:6:11: this is no character");
	refuse(CONTOSO "\tphone \xe9\x82\x80\x01\n", "f:6:9: this is no");
	refuse(CONTOSO "\tadded yesterday\n", "f:6:8: write a time");
	refuse(CONTOSO "\tsender nobody\n", "f:6:9: sender \"nobody\"");
	refuse(CONTOSO "\tlink http://x\n", "f:6:7: the link does not begin");
	refuse("format 2\n", "f:2:8: only format 1");
}
END_TEST

START_TEST(faults_of_links_are_told_with_their_place)
{
	refuse(CONTOSO LINK_1 "\t\tstate gone\n", "f:7:9: a link is current");
	refuse(CONTOSO LINK_1 "\t\tstate earlier\n\t\tstate earlier\n",
		"f:8:3: state stands there twice");
	refuse(CONTOSO LINK_1 "\t\tsource guessed\n", "f:7:10: a link was");
	refuse(CONTOSO LINK_1 "\t\tissued 2026-11-21\n", "f:7:10: write a");
	refuse(CONTOSO LINK_1 "\t\texpires 2026-11-21\n", "f:7:11: write a");
	refuse(CONTOSO LINK_1 "\t\tserial 0\n", "f:7:10: write a number");
	refuse(CONTOSO LINK_1 "\t\tserial 01\n", "f:7:10: write a number");
	refuse(CONTOSO LINK_1 "\t\tserial 4294967296\n", "f:7:10: write a");
	refuse(CONTOSO LINK_1 "\t\tserial -1\n", "f:7:10: write a number");
	refuse(CONTOSO LINK_1 "\t\tstate revoked\n", "f:6:7: a revoked link");
	refuse(CONTOSO LINK_1 "\t\trevoked 2026-11-21T10:00:00Z\n",
		"f:6:7: a revoked link");
	refuse(CONTOSO LINK_1 "\t\treason x\n", "f:6:7: a reason belongs");
	refuse(CONTOSO LINK_1 LINK_1, "f:7:7: this link stands there twice");
	refuse(CONTOSO LINK_1 LINK_2, "f:7:7: a reseller has one current");
	refuse(CONTOSO LINK_1 "\t\tserial 1\n" LINK_2 "\t\tstate earlier\n"
		"\t\tserial 1\n", "f:8:7: another link of the reseller");
}
END_TEST

START_TEST(faults_of_keys_are_told_with_their_place)
{
	refuse("key 1\n\tpublic x\n", "f:2:5: the id of a key");
	refuse("key 0000000A\n", "f:2:5: the id of a key");
	refuse("key 00000001\n", "f:2:5: a key wants a line public");
	refuse("key 00000001\n\tpublic AAAA\n", "f:3:9: a public key is");
	refuse("key 00000001\n\tstate lost\n", "f:3:8: a key is active");
	refuse("key 00000001\n\tcolour x\n", "f:3:2: \"colour\" is nothing");
	refuse("key 00000001\n\tpublic " KEY "\n\tstate active\n"
		"key 00000002\n\tpublic " KEY "\n\tstate active\n",
		"f:5:5: there is one active key");
	refuse("key 00000001\n\tpublic " KEY "\nkey 00000001\n\tpublic " KEY
		"\n", "f:4:5: this key stands there twice");
	refuse("spent own\n", "f:2:7: here belong the lines");
	refuse("spent own\nspent own\n", "f:3:7: here belong the lines");
	refuse("spent own\n\tfoo 1\n", "f:3:2: \"foo\" does not belong");
}
END_TEST

START_TEST(what_stands_there_twice_is_told_at_the_second_place)
{
	refuse(CONTOSO CONTOSO, "f:6:10: this reseller stands there twice");
	refuse(CONTOSO "reseller other\n\tdisplay x\n\tprovider "
		"partner-center\n\taccount " ACCOUNT_1 "\n",
		"f:6:10: another reseller has that account");
	refuse(CONTOSO "\tsender login:a\n\tsender @x.example\n"
		"\tsender login:a\n", "f:8:9: this sender stands there twice");
	refuse("reseller a\n", "f:2:10: this reseller has no display");
}
END_TEST

START_TEST(all_faults_are_told_at_once)
{
	refuse("reseller A\nreseller B\nreseller C\n", "f:4:10: ");
	ck_assert_uint_eq(faults.n, 3);
}
END_TEST

START_TEST(a_text_needs_its_format)
{
	struct roster *r = read_text(span_str(CONTOSO));

	ck_assert_uint_eq(faults.n, 1);
	ck_assert_ptr_nonnull(strstr(buf_str(&faults.text), "f:1:1: a line "
		"`format 1`"));
	roster_free(&r);
}
END_TEST

/* A display name behind enough blanks for a line of N bytes. */
static struct roster *
read_long(size_t n)
{
	static const char word[] = "display";
	struct buf text;
	struct roster *r;
	size_t i;

	buf_init(&text, 64 * 1024);
	buf_add_str(&text, "format 1\nreseller a\nprovider p\naccount 1\n");
	buf_add_str(&text, word);
	for (i = strlen(word); i < n - 1; i++)
		buf_add_byte(&text, ' ');
	buf_add_str(&text, "x\n");
	r = read_text(buf_span(&text));
	buf_deinit(&text);
	return r;
}

START_TEST(a_line_has_a_limit)
{
	struct roster *r = read_long(ROSTER_LINE_MAX);

	ck_assert_uint_eq(faults.n, 0);
	roster_free(&r);
	r = read_long(ROSTER_LINE_MAX + 1);
	ck_assert_ptr_nonnull(strstr(buf_str(&faults.text), "f:5:1: no line"));
	roster_free(&r);
}
END_TEST

/* One import, kept unless DRY. */
struct import {
	const char *text;
	bool replace, dry;
	struct roster_counts counts;
	struct buf told;
};

static int
work(struct registry *r, void *ctx, struct err *e)
{
	struct import *m = ctx;
	struct roster *want = read_text(span_str(m->text));
	int rc;

	ck_assert_msg(faults.n == 0, "%s", buf_str(&faults.text));
	rc = roster_merge(r, want, "f", m->replace, &m->counts, &m->told,
		&faults, e);
	roster_free(&want);
	if (rc == 0 && faults.n > 0)
		return 2;
	return rc == 0 && m->dry ? 1 : rc;
}

static int
import(struct import *m, const char *text)
{
	buf_deinit(&m->told);
	buf_init(&m->told, 1024 * 1024);
	m->text = text;
	return registry_batch(registry, work, m, &err);
}

static void
imported(struct import *m, const char *text)
{
	int rc = import(m, text);

	ck_assert_msg(rc == 0, "%d: %s%s", rc, buf_str(&faults.text),
		rc < 0 ? err.text : "");
}

static void
not_imported(struct import *m, const char *text, const char *words)
{
	ck_assert_int_eq(import(m, text), 2);
	ck_assert_msg(strstr(buf_str(&faults.text), words) != NULL, "%s",
		buf_str(&faults.text));
}

static void
holds(const char *wanted)
{
	struct roster *r;
	char *out;

	ck_assert_int_eq(roster_load(registry, &r, &err), 0);
	out = written(r);
	ck_assert_str_eq(out, wanted);
	free(out);
	roster_free(&r);
}

START_TEST(an_empty_registry_takes_all_and_a_second_time_nothing)
{
	struct import m = { .dry = true };
	int64_t notes;

	ck_assert_int_eq(import(&m, full), 1);
	ck_assert_uint_eq(m.counts.resellers.added, 2);
	holds(HEAD);
	m.dry = false;
	imported(&m, full);
	ck_assert_uint_eq(m.counts.senders.added, 3);
	ck_assert_uint_eq(m.counts.links.added, 2);
	ck_assert_uint_eq(m.counts.keys.added, 1);
	holds(full);
	notes = number("SELECT count(*) FROM history");
	imported(&m, full);
	ck_assert_uint_eq(m.told.n, 0);
	ck_assert_int_eq(number("SELECT count(*) FROM history"), notes);
	holds(full);
	buf_deinit(&m.told);
}
END_TEST

START_TEST(a_reseller_gets_exactly_its_values_and_senders)
{
	struct import m = { .dry = false };

	imported(&m, full);
	imported(&m, "format 1\n" CONTOSO "\tsender login:alice\n"
		"\tsender login:ann\n");
	ck_assert_uint_eq(m.counts.resellers.changed, 1);
	ck_assert_uint_eq(m.counts.senders.added, 1);
	ck_assert_uint_eq(m.counts.senders.removed, 2);
	ck_assert_ptr_nonnull(strstr(buf_str(&m.told), "~ reseller contoso "
		"phone: +44 1632 960000 -> none\n"));
	ck_assert_int_eq(number("SELECT count(*) FROM links"), 2);
	ck_assert_int_eq(number("SELECT count(*) FROM resellers"), 2);
	ck_assert_int_eq(number("SELECT count(*) FROM history"
		" WHERE action = 'import' AND reseller = 'contoso'"), 13);
	buf_deinit(&m.told);
}
END_TEST

START_TEST(replace_removes_those_that_are_not_named)
{
	struct import m = { .replace = true };

	imported(&m, full);
	imported(&m, "format 1\nreseller new\n\tdisplay New\n"
		"\tprovider partner-center\n\taccount " ACCOUNT_1 "\n"
		LINK_2);
	ck_assert_uint_eq(m.counts.resellers.removed, 2);
	ck_assert_uint_eq(m.counts.resellers.added, 1);
	ck_assert_int_eq(number("SELECT count(*) FROM resellers"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM links"), 1);
	buf_deinit(&m.told);
}
END_TEST

START_TEST(an_account_stays_with_its_reseller)
{
	struct import m = { .dry = false };

	imported(&m, full);
	not_imported(&m, "format 1\nreseller new\n\tdisplay New\n"
		"\tprovider partner-center\n\taccount " ACCOUNT_1 "\n",
		"f:5:10: the account belongs to reseller contoso");
	not_imported(&m, "format 1\nreseller contoso\n\tdisplay New\n"
		"\tprovider own\n\taccount new\n",
		"f:4:11: provider of contoso is partner-center, and stays");
	ck_assert_uint_eq(faults.n, 2);
	holds(full);
	buf_deinit(&m.told);
}
END_TEST

START_TEST(links_are_issued_and_taken_back_but_never_forgotten)
{
	struct import m = { .dry = false };

	imported(&m, "format 1\n" CONTOSO LINK_1);
	imported(&m, "format 1\n" CONTOSO LINK_2);
	ck_assert_int_eq(number("SELECT count(*) FROM links"), 2);
	ck_assert_int_eq(number("SELECT serial FROM links WHERE current = 1"),
		2);
	imported(&m, "format 1\n" CONTOSO LINK_2 "\t\tstate revoked\n"
		"\t\trevoked 2026-11-21T10:00:00Z\n\t\treason wrong\n" LINK_1);
	ck_assert_int_eq(number("SELECT serial FROM links WHERE current = 1"),
		1);
	ck_assert_int_eq(number("SELECT serial FROM links"
		" WHERE reason = 'wrong'"), 2);
	imported(&m, "format 1\n" CONTOSO LINK_2);
	ck_assert_int_eq(number("SELECT serial FROM links WHERE current = 1"),
		2);
	not_imported(&m, "format 1\n" CONTOSO LINK_2 "\t\tserial 7\n",
		"f:6:7: the registry has this link as serial 2, pasted");
	not_imported(&m, "format 1\nreseller other\n\tdisplay x\n"
		"\tprovider partner-center\n\taccount " ACCOUNT_2 "\n" LINK_2,
		"f:6:7: this link was issued for contoso");
	buf_deinit(&m.told);
}
END_TEST

#define SIGNED "format 1\nreseller f\n\tdisplay F\n\tprovider own\n" \
	"\taccount f\n\tlink " OWN "1\n\t\tsource signed\n\t\tserial 1\n"

START_TEST(a_signed_link_that_was_revoked_never_comes_back)
{
	struct import m = { .dry = false };

	imported(&m, SIGNED "\t\tstate revoked\n"
		"\t\trevoked 2026-11-21T10:00:00Z\n");
	not_imported(&m, SIGNED, "f:6:7: a signed link that was revoked never");
	imported(&m, "format 1\nspent own\n\taccount f\n\tnext 9\n");
	imported(&m, "format 1\nspent own\n\taccount f\n\tnext 2\n");
	ck_assert_int_eq(number("SELECT next FROM serials"), 9);
	buf_deinit(&m.told);
}
END_TEST

#define KEY_1 "format 1\nkey 00000001\n\tpublic " KEY "\n"
#define KEY_2 "key 00000002\n\tpublic CAgICAgICAgICAgICAgICAgICAgICAgICAgI" \
	"CAgICAg=\n"

START_TEST(a_key_goes_one_way)
{
	struct import m = { .dry = false };

	imported(&m, KEY_1 "\tstate active\n");
	imported(&m, "format 1\n" KEY_2 "\tstate active\n");
	ck_assert_int_eq(number("SELECT id FROM keys WHERE state = 'active'"),
		2);
	not_imported(&m, KEY_1 "\tstate active\n", "f:2:5: this key is verify");
	imported(&m, KEY_1 "\tstate revoked\n");
	ck_assert_int_eq(number("SELECT revoked IS NOT NULL FROM keys"
		" WHERE id = 1"), 1);
	not_imported(&m, KEY_1, "f:2:5: this key is revoked");
	not_imported(&m, "format 1\nkey 00000002\n\tpublic " KEY "\n",
		"f:2:5: the registry has another public key");
	buf_deinit(&m.told);
}
END_TEST

static void
finish(void)
{
	tear_down();
	faults_deinit(&faults);
}

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, finish);
	tcase_add_test(t, what_was_written_is_read_and_written_the_same);
	tcase_add_test(t,
		order_blanks_comments_and_line_ends_do_not_matter);
	tcase_add_test(t, a_link_alone_is_the_current_one);
	tcase_add_test(t, faults_of_a_line_are_told_with_their_place);
	tcase_add_test(t, faults_of_links_are_told_with_their_place);
	tcase_add_test(t, faults_of_keys_are_told_with_their_place);
	tcase_add_test(t,
		what_stands_there_twice_is_told_at_the_second_place);
	tcase_add_test(t, all_faults_are_told_at_once);
	tcase_add_test(t, a_text_needs_its_format);
	tcase_add_test(t, a_line_has_a_limit);
	tcase_add_test(t,
		an_empty_registry_takes_all_and_a_second_time_nothing);
	tcase_add_test(t, a_reseller_gets_exactly_its_values_and_senders);
	tcase_add_test(t, replace_removes_those_that_are_not_named);
	tcase_add_test(t, an_account_stays_with_its_reseller);
	tcase_add_test(t,
		links_are_issued_and_taken_back_but_never_forgotten);
	tcase_add_test(t, a_signed_link_that_was_revoked_never_comes_back);
	tcase_add_test(t, a_key_goes_one_way);
}

UNIT_MAIN("roster", add_tests)
