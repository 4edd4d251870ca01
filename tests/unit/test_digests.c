#include "core/digests.h"

#include <string.h>

#include "unit.h"

/* of "a\n" */
#define A "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"

static struct err err;

static int
check(const char *list, const char *name, const char *content)
{
	return digests_check(span_str(list), "DIGESTS", name,
		span_str(content), &err);
}

START_TEST(a_listed_file_passes)
{
	ck_assert_int_eq(check("x\n" A "  en.md\n", "en.md", "a\n"), 0);
	ck_assert_int_eq(check(A " *en.md", "en.md", "a\n"), 0);
}
END_TEST

START_TEST(a_changed_or_unlisted_file_does_not)
{
	ck_assert_int_eq(check(A "  en.md\n", "en.md", "b\n"), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "was changed"));
	ck_assert_int_eq(check(A "  en.md\n", "de.md", "a\n"), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "no line"));
	ck_assert_int_eq(check("", "en.md", "a\n"), -1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_listed_file_passes);
	tcase_add_test(tcase, a_changed_or_unlisted_file_does_not);
}

UNIT_MAIN("digests", add_tests)
