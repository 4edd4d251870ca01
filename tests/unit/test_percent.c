#include "core/percent.h"

#include "unit.h"

static void
ck(struct span s, const char *keep, const char *want)
{
	struct buf b;

	buf_init(&b, 1000);
	percent_encode(&b, s, keep);
	ck_assert_str_eq(buf_str(&b), want);
	buf_deinit(&b);
}

START_TEST(all_that_is_reserved_is_encoded)
{
	ck(span_str("aZ09-._~"), "", "aZ09-._~");
	ck(span_str("a b&c=d#e?f+g%h\r\n"), "",
		"a%20b%26c%3Dd%23e%3Ff%2Bg%25h%0D%0A");
	ck(span_str("\xc3\xbc/@"), "/", "%C3%BC/%40");
	ck((struct span){ (const unsigned char *)"\0", 1 }, "/", "%00");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, all_that_is_reserved_is_encoded);
}

UNIT_MAIN("percent", add_tests)
