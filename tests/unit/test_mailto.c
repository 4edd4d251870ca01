#include "core/mailto.h"

#include "unit.h"

static void
ck(const char *to, const char *subject, const char *text, const char *want)
{
	struct letter l = { (char *)subject, (char *)text, NULL };
	struct buf b;

	buf_init(&b, 1000);
	mailto_write(to, &l, &b);
	ck_assert_str_eq(buf_str(&b), want);
	buf_deinit(&b);
}

START_TEST(nothing_ends_the_text_early)
{
	ck("a+b@c.example", "H\xc3\xb6 & ho", "x\nhttps://d.example/?e=f&g=%h"
		"#i\n\n-- \nj", "mailto:a%2Bb@c.example?subject=H%C3%B6%20%26"
		"%20ho&body=x%0D%0Ahttps%3A%2F%2Fd.example%2F%3Fe%3Df%26g%3D"
		"%25h%23i%0D%0A%0D%0A--%20%0D%0Aj");
}
END_TEST

START_TEST(the_address_may_be_missing)
{
	ck(NULL, "", "", "mailto:?subject=&body=");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, nothing_ends_the_text_early);
	tcase_add_test(tcase, the_address_may_be_missing);
}

UNIT_MAIN("mailto", add_tests)
