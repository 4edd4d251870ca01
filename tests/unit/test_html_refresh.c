#include "core/html_refresh.h"

#include <stdlib.h>

#include "unit.h"

static const struct {
	const char *value;
	const char *target;	/* NULL: none */
} refreshes[] = {
	{ "0;url=https://a.example/", "https://a.example/" },
	{ " 5 ; URL = 'https://a.example/' x", "https://a.example/" },
	{ "0,\"a b\"", "a b" },
	{ "0.5 https://a.example/", "https://a.example/" },
	{ "1; a?url=b", "a?url=b" },
	{ "1; urls", "urls" },
	{ "1; url", "url" },
	{ "1;url='a", "a" },
	{ "1", NULL }, { "1;", NULL }, { "1;url=", NULL }, { "1;url=''", NULL },
	{ "", NULL }, { "x;url=a", NULL }, { "1x;url=a", NULL },
	{ "https://a.example/", NULL },
};

START_TEST(the_address_of_a_refresh_is_read)
{
	char *target = html_refresh_target(refreshes[_i].value);

	if (refreshes[_i].target == NULL)
		ck_assert_ptr_null(target);
	else
		ck_assert_str_eq(target, refreshes[_i].target);
	free(target);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, the_address_of_a_refresh_is_read, 0,
		sizeof(refreshes) / sizeof(refreshes[0]));
}

UNIT_MAIN("html_refresh", add_tests)
