#include "core/html_base.h"

#include "unit.h"

static void
check(const char *base, const char *value, const char *whole)
{
	char *s = html_base_resolve(span_str(base), span_str(value));

	if (whole)
		ck_assert_str_eq(s, whole);
	else
		ck_assert_msg(s == NULL, "%s became %s", value, s);
	free(s);
}

START_TEST(what_names_no_host_is_taken_from_the_base)
{
	check("https://a.example/", "b?c=d#e", "https://a.example/b?c=d#e");
	check("https://a.example", "b", "https://a.example/b");
	check("https://a.example/x/y", "b", "https://a.example/x/b");
	check("https://a.example/x/y?z", "/b", "https://a.example/b");
	check("https://a.example/x?y", "?b", "https://a.example/x?b");
	check("https://a.example/", "b/c:d", "https://a.example/b/c:d");
}
END_TEST

START_TEST(what_is_whole_stays)
{
	check("https://a.example/", "https://b.example/", NULL);
	check("https://a.example/", "mailto:x@y.example", NULL);
	check("https://a.example/", "//b.example/", NULL);
	check("https://a.example/", "#place", NULL);
	check("https://a.example/", "", NULL);
	check(NULL, "b", NULL);
	check("x", "b", NULL);
	check("", "b", NULL);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_names_no_host_is_taken_from_the_base);
	tcase_add_test(tcase, what_is_whole_stays);
}

UNIT_MAIN("html_base", add_tests)
