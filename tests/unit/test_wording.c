#include "core/wording.h"

#include <stdio.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "unit.h"

enum { ACCEPT, DECLINE, LATER, KEYS };
static const struct wording_key keys[KEYS] = {
	[ACCEPT] = { "accept", "partner domain" },
	[DECLINE] = { "decline", "" },
	[LATER] = { "later", "partner" },
};

static struct faults faults;
static struct wording *w;

static void
set_up(void)
{
	faults_init(&faults);
}

static void
tear_down(void)
{
	wording_free(&w);
	faults_deinit(&faults);
}

static void
parse(const char *text)
{
	w = wording_parse("en", span_str(text), keys, KEYS, &faults);
}

START_TEST(words_stand_behind_their_keys)
{
	parse("\xef\xbb\xbf# a remark: with a colon\r\n"
		"accept:  Let {{partner}} in\r\n   and\t{{ domain }}: yes \r\n"
		"\r\n"
		"decline: No");
	ck_assert_ptr_nonnull(w);
	ck_assert_str_eq(wording_get(w, ACCEPT),
		"Let {{partner}} in and\t{{ domain }}: yes");
	ck_assert_str_eq(wording_get(w, DECLINE), "No");
	ck_assert_ptr_null(wording_get(w, LATER));
}
END_TEST

static void
faulty(const char *text, const char *words)
{
	parse(text);
	ck_assert_ptr_null(w);
	ck_assert_msg(strstr(buf_str(&faults.text), words) != NULL, "%s",
		buf_str(&faults.text));
}

START_TEST(each_fault_is_told_with_its_line)
{
	faulty("accept: Yes\nallow: Yes\n", "en:2:1: there is no such key");
	faulty("accept: Yes\naccept: No\n", "en:2:1: this key stands here");
	faulty("accept:\n", "en:1:1: words are missing");
	faulty("accept\n", "en:1:1: write KEY: WORDS");
	faulty("later: {{domain}}\n", "en:1:1: there is no such value here: "
		"domain");
	faulty("later: {{partner\n", "en:1:1");
	faulty("later: \xe2\x80\xaex\n", "en:1:1: take this out");
	faulty("later: \xff\n", "en:1:1");
}
END_TEST

START_TEST(words_may_have_limit_wording_bytes_and_no_more)
{
	char text[LIMIT_WORDING + 20];

	memset(text, 'a', sizeof(text));
	memcpy(text, "later:", 6);
	text[6 + LIMIT_WORDING] = '\0';
	parse(text);
	ck_assert_ptr_nonnull(w);
	wording_free(&w);
	text[6 + LIMIT_WORDING] = 'a';
	text[7 + LIMIT_WORDING] = '\0';
	faulty(text, "too long");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, words_stand_behind_their_keys);
	tcase_add_test(tcase, each_fault_is_told_with_its_line);
	tcase_add_test(tcase, words_may_have_limit_wording_bytes_and_no_more);
}

UNIT_MAIN("wording", add_tests)
