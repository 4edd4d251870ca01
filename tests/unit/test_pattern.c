#include "core/pattern.h"

#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "links.h"

static const struct {
	const char *pattern, *text;
	enum pattern_case how;
	bool fits;
} rows[] = {
	{ "abc", "abc", PATTERN_EXACT, true },
	{ "abc", "aBc", PATTERN_EXACT, false },
	{ "abc", "aBc", PATTERN_LITERAL_CASELESS, true },
	{ "abc", "abcd", PATTERN_EXACT, false },
	{ "abc", "ab", PATTERN_EXACT, false },
	{ "", "", PATTERN_EXACT, true },
	{ "", "a", PATTERN_EXACT, false },
	{ "{guid}", CONTOSO_ID, PATTERN_EXACT, true },
	{ "{guid}", "3B33E682-00C3-41EE-9DD2-A548ADF56438", PATTERN_EXACT,
	  false },
	{ "{guid}", "3B33E682-00C3-41EE-9DD2-A548ADF56438", PATTERN_CASELESS,
	  true },
	{ "{guid}", CONTOSO_ID "0", PATTERN_EXACT, false },
	{ "{guid}", "3b33e68200c3-41ee-9dd2-a548adf56438-", PATTERN_EXACT,
	  false },
	{ "{guid}", CONTOSO_ID "-" SCREEN_ID, PATTERN_EXACT, false },
	{ "{guids}", CONTOSO_ID, PATTERN_EXACT, true },
	{ "{guids}", CONTOSO_ID "-" SCREEN_ID, PATTERN_EXACT, true },
	{ "{guids}", CONTOSO_ID "-", PATTERN_EXACT, false },
	{ "{number}", "0", PATTERN_EXACT, true },
	{ "{number}", "4794019", PATTERN_EXACT, true },
	{ "{number}", "", PATTERN_EXACT, false },
	{ "{number}", "1a", PATTERN_EXACT, false },
	{ "{token}", "0aZ", PATTERN_EXACT, true },
	{ "{token}", "0-Z", PATTERN_EXACT, false },
	{ "{true|false}", "true", PATTERN_EXACT, true },
	{ "{true|false}", "True", PATTERN_EXACT, false },
	{ "{true|false}", "True", PATTERN_CASELESS, true },
	{ "{true|false}", "truefalse", PATTERN_EXACT, false },
	{ "{A|AB}", "AB", PATTERN_EXACT, true },
	{ "/i/{token}", "/I/x", PATTERN_LITERAL_CASELESS, true },
	{ "{number}-{token}", "7-x", PATTERN_EXACT, true },
	{ "{number}-{token}", "7", PATTERN_EXACT, false },
};

START_TEST(a_slot_takes_what_is_of_its_type)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pattern_values v = { 0 };
		struct err err = { 0 };
		struct pattern p;
		bool fits;

		ck_assert_msg(pattern_parse(span_str(rows[i].pattern), 1, &p,
		    &err) == 0, "%s: %s", rows[i].pattern, err.text);
		fits = pattern_match(&p, PROVIDER_ACCOUNT_GUID,
		    span_str(rows[i].text), rows[i].how, &v);
		ck_assert_msg(fits == rows[i].fits, "%s on %s",
		    rows[i].pattern, rows[i].text);
		pattern_deinit(&p);
	}
}
END_TEST

START_TEST(values_are_told_on_success_only)
{
	struct pattern_values v = { 0 };
	struct err err = { 0 };
	struct pattern p;

	ck_assert_int_eq(pattern_parse(span_str("{account}/{kind:A|B}"), 1,
	    &p, &err), 0);
	ck_assert(!pattern_match(&p, PROVIDER_ACCOUNT_WORD, span_str("x/C"),
	    PATTERN_EXACT, &v));
	ck_assert_uint_eq(v.account.n, 0);
	ck_assert(pattern_match(&p, PROVIDER_ACCOUNT_WORD, span_str("x-1/B"),
	    PATTERN_EXACT, &v));
	ck_assert(span_eq_str(v.account, "x-1") && span_eq_str(v.kind, "B"));
	ck_assert(pattern_has(&p, PATTERN_ACCOUNT));
	ck_assert(!pattern_has(&p, PATTERN_TOKEN));
	ck_assert_uint_eq(pattern_start(&p).n, 0);
	pattern_deinit(&p);
}
END_TEST

START_TEST(what_is_no_slot_is_refused_with_its_column)
{
	static const char *const bad[][2] = {
		{ "a{nmber}", "column 11: {nmber} is no slot" },
		{ "a{number", "column 11: '{' is not closed" },
		{ "ab}c", "column 12: '}' without '{'" },
		{ "{}", "column 10: {} is no slot" },
		{ "{A||B}", "is no slot" }, { "{A|}", "is no slot" },
		{ "{kind:}", "is no slot" }, { "{word}", "is no slot" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err err = { 0 };
		struct pattern p;

		ck_assert_msg(pattern_parse(span_str(bad[i][0]), 10, &p,
		    &err) == -1, "%s", bad[i][0]);
		ck_assert_int_eq(err.kind, ERR_CONFIG);
		ck_assert_msg(strstr(err.text, bad[i][1]), "%s: %s",
		    bad[i][0], err.text);
		pattern_deinit(&p);
	}
}
END_TEST

START_TEST(an_account_has_a_limited_length)
{
	char id[LIMIT_NAME + 2];
	struct span s = { (unsigned char *)id, LIMIT_NAME };

	memset(id, '7', sizeof id);
	ck_assert_uint_eq(pattern_account(PROVIDER_ACCOUNT_NUMBER, s, false),
	    LIMIT_NAME);
	s.n++;
	ck_assert_uint_eq(pattern_account(PROVIDER_ACCOUNT_NUMBER, s, false),
	    0);
	ck_assert_uint_eq(pattern_account(PROVIDER_ACCOUNT_WORD, s, false),
	    0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_slot_takes_what_is_of_its_type);
	tcase_add_test(tcase, values_are_told_on_success_only);
	tcase_add_test(tcase, what_is_no_slot_is_refused_with_its_column);
	tcase_add_test(tcase, an_account_has_a_limited_length);
}

UNIT_MAIN("pattern", add_tests)
