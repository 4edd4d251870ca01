#include "cloud/guid.h"

#include "unit.h"

START_TEST(ids_are_told_and_folded)
{
	static const struct {
		const char *text;
		bool is;
	} rows[] = {
		{ "484e548c-f5f3-4528-93a9-c16c6373cb59", true },
		{ "484E548C-F5F3-4528-93A9-C16C6373CB59", true },
		{ "484e548c-f5f3-4528-93a9-c16c6373cb5", false },
		{ "484e548c-f5f3-4528-93a9-c16c6373cb599", false },
		{ "484e548cxf5f3-4528-93a9-c16c6373cb59", false },
		{ "484e548c-f5f3-4528-93a9-c16c6373cb5g", false },
		{ "484e548c-f5f3-4528-93a9-c16c6373cb-9", false },
		{ "../invoices", false }, { "", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[GUID_SIZE] = "untouched";

		ck_assert_int_eq(guid_is(span_str(rows[i].text)), rows[i].is);
		ck_assert_int_eq(guid_fold(rows[i].text, out), rows[i].is);
		ck_assert_str_eq(out, rows[i].is ? rows[0].text :
		    "untouched");
	}
	ck_assert(!guid_fold(NULL, NULL));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, ids_are_told_and_folded);
}

UNIT_MAIN("guid", add_tests)
