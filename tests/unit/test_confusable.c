#include "core/confusable.h"

#include <string.h>

#include "unit.h"

static bool
alike(const char *a, const char *b)
{
	char *x = confusable_skeleton(a), *y = confusable_skeleton(b);
	bool same = strcmp(x, y) == 0;

	free(x);
	free(y);
	return same;
}

START_TEST(hosts_that_look_alike_have_one_skeleton)
{
	static const char *const like[] = {
		"admin.microsoft.com", "xn--dmin-43d.microsoft.com",
		"\xd0\xb0" "dmin.microsoft.com",
		"admin.micros\xce\xbf" "ft.com",
		"admin.microsoft.c\xd0\xbem", "adm1n.micr0soft.com",
		"admin.rnicrosoft.com", "adm\xc4\xb1n.microsoft.com",
		"\xc3\xa1" "dmin.microsoft.com", "admin.micro5oft.com",
	};

	for (size_t i = 0; i < sizeof like / sizeof like[0]; i++)
		ck_assert_msg(alike(like[i], "admin.microsoft.com"), "%s",
		    like[i]);
	ck_assert(!alike("admin.nicrosoft.com", "admin.microsoft.com"));
	ck_assert(!alike("\xe7\xae\xa1.microsoft.com", "admin.microsoft.com"));
	ck_assert(!alike("", "admin.microsoft.com"));
}
END_TEST

START_TEST(a_label_of_two_alphabets_is_mixed)
{
	ck_assert(confusable_mixed("\xd0\xb0" "dmin.example"));
	ck_assert(confusable_mixed("xn--dmin-43d.example"));
	ck_assert(!confusable_mixed("admin.example"));
	ck_assert(!confusable_mixed("b\xc3\xbc" "cher.example"));
	ck_assert(!confusable_mixed("\xd0\xb0\xd0\xb4.example"));
	ck_assert(!confusable_mixed("web\xe7\xae\xa1.example"));
}
END_TEST

START_TEST(one_slip_of_a_finger_is_near)
{
	static const struct {
		const char *a, *b;
		bool near;
	} rows[] = {
		{ "abc", "abc", false }, { "abc", "ab", true },
		{ "abc", "abcd", true }, { "abc", "axc", true },
		{ "abc", "acb", true }, { "abc", "bca", false },
		{ "abc", "a", false }, { "", "a", true }, { "", "", false },
		{ "aab", "ab", true }, { "abcd", "badc", false },
		{ "abab", "baba", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		ck_assert_msg(confusable_near(rows[i].a, rows[i].b) ==
		    rows[i].near, "%s %s", rows[i].a, rows[i].b);
		ck_assert(confusable_near(rows[i].b, rows[i].a) ==
		    rows[i].near);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, hosts_that_look_alike_have_one_skeleton);
	tcase_add_test(tcase, a_label_of_two_alphabets_is_mixed);
	tcase_add_test(tcase, one_slip_of_a_finger_is_near);
}

UNIT_MAIN("confusable", add_tests)
