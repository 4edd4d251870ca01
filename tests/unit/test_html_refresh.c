#include "core/html_refresh.h"

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
	struct span target = { NULL, 0 };
	bool found = html_refresh_target(span_str(refreshes[_i].value),
		&target);

	ck_assert_int_eq(found, refreshes[_i].target != NULL);
	if (found)
		ck_assert_msg(span_eq_str(target, refreshes[_i].target),
			"%.*s", (int)target.n, (const char *)target.p);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, the_address_of_a_refresh_is_read, 0,
		sizeof(refreshes) / sizeof(refreshes[0]));
}

UNIT_MAIN("html_refresh", add_tests)
