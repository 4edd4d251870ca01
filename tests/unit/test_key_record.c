#include "core/key_record.h"

#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "unit.h"

/* 32 bytes of 0x07. */
#define P "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="
#define REST "; k=ed25519; kid=0a1b2c3d; p=" P
#define GOOD "v=LINKSEAL1" REST

static struct key_record record;
static struct err err;

static int
read_one(const char *text)
{
	err.kind = ERR_NONE;
	return key_record_read(span_str(text), &record, &err);
}

static void
refuse(const char *text, const char *words)
{
	ck_assert_msg(read_one(text) == -1, "taken: %s", text);
	ck_assert_int_eq(err.kind, ERR_DATA);
	ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
}

START_TEST(what_is_written_is_read_again)
{
	static const char *const hosts[] = { NULL,
		"partners.fabrikam.example" };
	struct token_key key = { .id = 0x0a1b2c3d };
	struct buf out;

	memset(key.public, 7, sizeof key.public);
	for (int i = 0; i < 6; i++) {
		buf_init(&out, 4096);
		key.state = (enum token_key_state)(i % 3);
		key_record_add(&key, hosts[i / 3], &out);
		ck_assert_uint_lt(out.n, 255);	/* one string of a TXT */
		ck_assert_int_eq(read_one(buf_str(&out)), 0);
		ck_assert_uint_eq(record.key.id, key.id);
		ck_assert_int_eq(record.key.state, key.state);
		ck_assert_str_eq(record.host, i < 3 ? "" : hosts[1]);
		ck_assert_mem_eq(record.key.public, key.public, TOKEN_PUBLIC);
		buf_deinit(&out);
	}
}
END_TEST

START_TEST(the_form_is_fixed)
{
	struct token_key key = { .id = 0x0a1b2c3d };
	struct buf out;

	memset(key.public, 7, sizeof key.public);
	buf_init(&out, 4096);
	key_record_add(&key, "a.example", &out);
	ck_assert_str_eq(buf_str(&out), "v=LINKSEAL1; k=ed25519; "
		"kid=0a1b2c3d; s=active; h=a.example; p=" P);
	buf_reset(&out);
	key_record_name(0x1a, "a.example", &out);
	ck_assert_str_eq(buf_str(&out), "0000001a._linkseal.a.example");
	buf_deinit(&out);
}
END_TEST

START_TEST(blanks_a_last_semicolon_and_unknown_tags_are_passed_over)
{
	ck_assert_int_eq(read_one(" v = LINKSEAL1;k=ed25519 ;\tkid=0a1b2c3d;"
		" note=hello=; x=; p=" P "; "), 0);
	ck_assert_int_eq(record.key.state, TOKEN_KEY_VERIFY);
	ck_assert_int_eq(read_one(GOOD ";"), 0);
	ck_assert_int_eq(read_one(GOOD "\r\n"), 0);
}
END_TEST

START_TEST(other_records_are_refused_with_the_column)
{
	refuse("", "tags v, k, kid and p");
	refuse("v=spf1 -all", "column 1: only v=LINKSEAL1");
	refuse("k=ed25519; v=LINKSEAL1", "column 1: a public key of Linkseal "
		"begins with");
	refuse("v=LINKSEAL2" REST, "newer");
	refuse("v=LINKSEAL1; k=ed25519; kid=0a1b2c3d", "tags v, k, kid and p");
	refuse("v=LINKSEAL1; k=rsa; kid=0a1b2c3d; p=" P, "column 16: only "
		"k=ed25519");
	refuse(GOOD "; p=" P, "twice");
	refuse(GOOD ";;", "name=value");
	refuse("v=LINKSEAL1; nonsense" REST, "column 14: a tag");
	refuse(GOOD "; s=maybe", "s= is active");
	refuse(GOOD "; h=Contoso.example", "small letters");
	refuse(GOOD "; h=", "small letters");
	refuse(GOOD "; h=a b", "small letters");
}
END_TEST

START_TEST(ids_and_keys_have_one_spelling)
{
	static const char *const ids[] = { "", "0a1b2c3", "0a1b2c3d0",
		"0A1b2c3d", "0x1b2c3d", "0a1b2c3 " };
	static const char *const keys[] = { "", "AAAA", P "=",
		"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
		"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwd=",
		"BwcHBwcHBwcHBwcH BwcHBwcHBwcHBwcHBwcHBwcHBwc=",
		"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH",
		"-wcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=" };
	char text[200];
	size_t i;

	for (i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		snprintf(text, sizeof text, "v=LINKSEAL1; k=ed25519; kid=%s; "
			"p=" P, ids[i]);
		refuse(text, "kid= wants");
	}
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		snprintf(text, sizeof text, "v=LINKSEAL1; k=ed25519; "
			"kid=0a1b2c3d; p=%s", keys[i]);
		refuse(text, "p= wants");
	}
}
END_TEST

START_TEST(a_host_may_have_253_letters_and_not_254)
{
	char text[600] = GOOD "; h=";
	size_t n = strlen(text);

	memset(text + n, 'a', KEY_RECORD_HOST);
	ck_assert_int_eq(read_one(text), 0);
	ck_assert_uint_eq(strlen(record.host), KEY_RECORD_HOST);
	text[n + KEY_RECORD_HOST] = 'a';
	refuse(text, "small letters");
}
END_TEST

START_TEST(a_record_has_a_limit)
{
	char text[LIMIT_KEY_RECORD + 2] = GOOD "; x=";
	size_t n = strlen(text);

	memset(text + n, 'x', LIMIT_KEY_RECORD - n);
	ck_assert_int_eq(read_one(text), 0);
	text[LIMIT_KEY_RECORD] = 'x';
	refuse(text, "so long");
}
END_TEST

static int
read_file(const char *text, struct key_records *k)
{
	return key_records_read(span_str(text), "keys.txt", k, &err);
}

START_TEST(a_file_has_a_record_a_line_and_comments)
{
	struct key_records k;

	ck_assert_int_eq(read_file("# ours\n\n" GOOD "\r\n  # more\n"
		"v=LINKSEAL1; k=ed25519; kid=00000001; s=revoked; p=" P, &k),
		0);
	ck_assert_uint_eq(k.n, 2);
	ck_assert_uint_eq(k.list[0].key.id, 0x0a1b2c3d);
	ck_assert_int_eq(k.list[1].key.state, TOKEN_KEY_REVOKED);
	key_records_deinit(&k);
	ck_assert_int_eq(read_file("", &k), 0);
	ck_assert_uint_eq(k.n, 0);
}
END_TEST

START_TEST(a_fault_in_a_file_is_named_by_line_and_column)
{
	struct key_records k;

	ck_assert_int_eq(read_file("# ours\n" GOOD "\n\n  " GOOD "; s=x\n",
		&k), -1);
	ck_assert_msg(strncmp(err.text, "keys.txt:4:91: s= is", 20) == 0,
		"%s", err.text);
	key_records_deinit(&k);
}
END_TEST

START_TEST(a_file_has_a_limited_number_of_keys)
{
	struct key_records k;
	struct buf text;

	buf_init(&text, 1024 * 1024);
	for (int i = 0; i < LIMIT_KEY_RECORDS; i++)
		buf_add_str(&text, GOOD "\n");
	ck_assert_int_eq(read_file(buf_str(&text), &k), 0);
	ck_assert_uint_eq(k.n, LIMIT_KEY_RECORDS);
	key_records_deinit(&k);
	buf_add_str(&text, GOOD "\n");
	ck_assert_int_eq(read_file(buf_str(&text), &k), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	key_records_deinit(&k);
	buf_deinit(&text);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, what_is_written_is_read_again);
	tcase_add_test(t, the_form_is_fixed);
	tcase_add_test(t,
		blanks_a_last_semicolon_and_unknown_tags_are_passed_over);
	tcase_add_test(t, other_records_are_refused_with_the_column);
	tcase_add_test(t, ids_and_keys_have_one_spelling);
	tcase_add_test(t, a_host_may_have_253_letters_and_not_254);
	tcase_add_test(t, a_record_has_a_limit);
	tcase_add_test(t, a_file_has_a_record_a_line_and_comments);
	tcase_add_test(t, a_fault_in_a_file_is_named_by_line_and_column);
	tcase_add_test(t, a_file_has_a_limited_number_of_keys);
}

UNIT_MAIN("key_record", add_tests)
