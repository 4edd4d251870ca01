#include "core/target.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "unit.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

START_TEST(an_address_is_web)
{
	ck_assert(target_is_web(span_str("HTTPS://x")));
	ck_assert(target_is_web(span_str("http://x")));
	ck_assert(!target_is_web(span_str("httpx://x")));
	ck_assert(!target_is_web(span_str("mailto:x")));
	ck_assert(!target_is_web(span_str("")));
}
END_TEST

START_TEST(a_scheme_may_be_escaped)
{
	static const struct {
		const char *s;
		size_t n;
	} all[] = {
		{ "https://a", 6 }, { "HTTP:/a", 5 }, { "https%3A%2F", 8 },
		{ "https%253a", 10 }, { "http:%2F", 5 }, { "https:%252F", 6 },
		{ "https:x", 0 }, { "http", 0 }, { "https%2F", 0 },
		{ "ftp://", 0 }, { "", 0 },
	};

	for (size_t i = 0; i < COUNT(all); i++)
		ck_assert_msg(target_scheme(span_str(all[i].s)) == all[i].n,
		    "%s", all[i].s);
}
END_TEST

START_TEST(a_host_stands_before_a_slash)
{
	static const struct {
		const char *s;
		size_t n;
	} all[] = {
		{ "a.example/", 9 }, { "a-b.example%2f", 11 },
		{ "a.example%25252F", 9 }, { "a.example", 0 },
		{ "a.example?", 0 }, { "a.example%3F", 0 }, { "a/", 0 },
		{ ".a/", 0 }, { "a..b/", 0 }, { "1.5/", 0 }, { "a.b/", 0 },
		{ "a.example:1/", 0 }, { "", 0 },
	};

	for (size_t i = 0; i < COUNT(all); i++)
		ck_assert_msg(target_host(span_str(all[i].s)) == all[i].n,
		    "%s", all[i].s);
}
END_TEST

START_TEST(a_beginning_is_completed)
{
	static const char *const all[][2] = {
		{ "https://a.example/x", "https://a.example/x" },
		{ "http:/a.example/x", "http://a.example/x" },
		{ "http%3A//a.example/x", "http://a.example/x" },
		{ "https%253A/a.example/x", "https://a.example/x" },
		{ "//a.example/x", "https://a.example/x" },
		{ "a.example/x", "https://a.example/x" },
		{ "a.example", NULL }, { "x", NULL }, { "", NULL },
		{ "mailto:a@b.example", NULL }, { "https:/", NULL },
		{ "https://", "https://" }, { "https%3A//%2Fa", NULL },
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		char *s = target_complete(buf_strdup(all[i][0]));

		ck_assert_msg(all[i][1] ? s && strcmp(s, all[i][1]) == 0 :
		    s == NULL, "%s", all[i][0]);
		free(s);
	}
}
END_TEST

START_TEST(plain_is_what_is_not_escaped)
{
	ck_assert(target_is_plain(span_str("https://a.example/x")));
	ck_assert(target_is_plain(span_str("https:/a.example/x")));
	ck_assert(target_is_plain(span_str("//a.example/x")));
	ck_assert(target_is_plain(span_str("a.example/x")));
	ck_assert(!target_is_plain(span_str("https:/%2Fa.example/x")));
	ck_assert(!target_is_plain(span_str("https%3A//a.example/x")));
	ck_assert(!target_is_plain(span_str("a.example%2Fx")));
	ck_assert(!target_is_plain(span_str("")));
}
END_TEST

/* At the first 'b'. */
static bool
begins(const char *s)
{
	return target_begins_bare(span_str(s), strcspn(s, "b"));
}

START_TEST(without_a_scheme_it_begins_a_value)
{
	ck_assert(begins("/?u=b.example/"));
	ck_assert(begins("/?u=//b.example/"));
	ck_assert(begins("/?u=%2F%252Fb.example/"));
	ck_assert(begins("/to/b.example/"));
	ck_assert(!begins("https://b.example/"));
	ck_assert(!begins("https%3A%2F%2Fb.example/"));
	ck_assert(!begins("https%253A%252F%252Fb.example/"));
	ck_assert(!begins("/?u=xb.example/"));
	ck_assert(!begins("b.example/"));
	ck_assert(!begins("/b/"));
	ck_assert(!begins("/2Fb.example/"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, an_address_is_web);
	tcase_add_test(tcase, a_scheme_may_be_escaped);
	tcase_add_test(tcase, a_host_stands_before_a_slash);
	tcase_add_test(tcase, a_beginning_is_completed);
	tcase_add_test(tcase, plain_is_what_is_not_escaped);
	tcase_add_test(tcase, without_a_scheme_it_begins_a_value);
}

UNIT_MAIN("target", add_tests)
