#include "core/redirect.h"

#include "core/buf.h"

#include "unit.h"

#define MAX 3

static void
check(const char *text, size_t n, const char *first, const char *last)
{
	struct err err = { 0 };
	char *inner[MAX];
	struct url u;
	size_t found;

	ck_assert_int_eq(url_parse(span_str(text), &u, &err), 0);
	found = redirect_inner(&u, inner, MAX);
	ck_assert_msg(found == n, "%s\n  holds %zu", text, found);
	if (n) {
		ck_assert_str_eq(inner[0], first);
		ck_assert_str_eq(inner[n - 1], last);
	}
	while (found)
		free(inner[--found]);
}

START_TEST(each_address_that_stands_in_another_is_found)
{
	check("https://a.example/?u=https%3A%2F%2Fb.example%2F&v=http%3A%2F%2F"
	    "c.example%2F", 2, "https://b.example/", "http://c.example/");
	check("https://a.example/?u=https://b.example/x&v=https://c.example/y",
	    2, "https://b.example/x", "https://c.example/y");
	check("https://a.example/?u=https%3A%2F%2Fb.example/x?y=1&z=2", 1,
	    "https://b.example/x?y=1&z=2", "https://b.example/x?y=1&z=2");
	check("https://b.example&to=https://c.example/y", 1,
	    "https://c.example/y", "https://c.example/y");
}
END_TEST

START_TEST(base64_is_looked_into)
{
	static const char b[] = "https://b.example/a?b=1&c=d/e";

	check("https://a.example/?u=a1aHR0cHM6Ly9iLmV4YW1wbGU&v", 1,
	    "https://b.example", "https://b.example");
	check("https://a.example/?u=aHR0cHM6Ly9iLmV4YW1wbGUvYT9iPTEmYz1k"
	    "L2U=&x=y", 1, b, b);
	check("https://a.example/?u=aHR0cHM6Ly9iLmV4YW1wbGUvYT9iPTEmYz1k"
	    "L2U%3D", 1, b, b);
	check("https://a.example/x?p="
	    "eyJpZCI6IngxIiwiaHJlZiI6Imh0dHBzOlwvXC9iLmV4YW1wbG"
	    "VcL2E_Yj0xJmM9ZFwvZSIsIm4iOjl9", 1, b, b);
	check("https://a.example/c/"
	    "eyJpZCI6IngxIiwiaHJlZiI6Imh0dHBzOlwvXC9iLmV4YW1wbG"
	    "VcL2E_Yj0xJmM9ZFwvZSIsIm4iOjl9"
	    "/1", 2, b, b);
}
END_TEST

/* DECOYS stretches that hold nothing, then one that does. */
static void
check_behind(unsigned decoys, size_t n)
{
	struct buf b;

	buf_init(&b, 65536);
	buf_add_str(&b, "https://a.example/?");
	for (unsigned i = 0; i < decoys; i++)
		buf_printf(&b, "u=%064u&", i);
	buf_add_str(&b, "u=aHR0cHM6Ly9iLmV4YW1wbGU");
	check(buf_str(&b), n, "https://b.example", "https://b.example");
	buf_deinit(&b);
}

START_TEST(so_many_stretches_are_decoded)
{
	check_behind(REDIRECT_CODES - 1, 1);
	check_behind(REDIRECT_CODES, 0);
}
END_TEST

START_TEST(no_more_are_taken_than_asked_for)
{
	check("https://a.example/?1=https%3A//b.example&2=https%3A//c.example"
	    "&3=https%3A//d.example", 3, "https://b.example",
	    "https://d.example");
	check("https://a.example/?1=https%3A//b.example&2=https%3A//c.example"
	    "&3=https%3A//d.example&4=https%3A//e.example", 3,
	    "https://b.example", "https://d.example");
}
END_TEST

START_TEST(what_only_resembles_one_is_none)
{
	check("https://a.example/http/1.1?http=https&httpd", 0, "", "");
	check("https://a.example/?u=ftp://b.example", 0, "", "");
	check("https://a.example/?u=aHR0cGQ", 0, "", "");
}
END_TEST

START_TEST(what_lost_its_scheme_is_found)
{
	static const char *const urls[] = {
		"https://a.example/?u=b.example/x?y=1&z=2",
		"https://a.example/?u=//b.example/x?y=1&z=2",
		"https://a.example/?u=b.example%2Fx%3Fy%3D1%26z%3D2&v=3",
		"https://a.example/?u=%2F%2Fb.example%2Fx%3Fy%3D1%26z%3D2",
		"https://a.example/?u=b.example%252Fx%253Fy%253D1%2526z%253D2",
		"https://a.example/?u=https:/b.example/x?y=1&z=2",
		"https://a.example/to/b.example/x?y=1&z=2",
		"https://a.example/to/https/b.example/x?y=1&z=2",
		"https://a.example/to/https:/b.example/x?y=1&z=2",
		"https://a.example/to/https%3A//b.example/x?y=1&z=2",
		"https://a.example/to/b.example%2Fx%3Fy%3D1%26z%3D2/v",
	};

	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
		check(urls[i], 1, "https://b.example/x?y=1&z=2",
		    "https://b.example/x?y=1&z=2");
}
END_TEST

START_TEST(those_without_a_scheme_come_last)
{
	check("https://a.example/?1=b.example/x&2=https://c.example/y&3=d."
	    "example/z", 3, "https://c.example/y", "https://d.example/z");
}
END_TEST

START_TEST(files_and_numbers_are_no_hosts)
{
	check("https://a.example/x.html?u=1.5/2&v=b.example&w=..a/b&x=.b/c",
	    0, "", "");
	check("https://a.example/v1.0/x", 0, "", "");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, each_address_that_stands_in_another_is_found);
	tcase_add_test(tcase, base64_is_looked_into);
	tcase_add_test(tcase, so_many_stretches_are_decoded);
	tcase_add_test(tcase, no_more_are_taken_than_asked_for);
	tcase_add_test(tcase, what_only_resembles_one_is_none);
	tcase_add_test(tcase, what_lost_its_scheme_is_found);
	tcase_add_test(tcase, those_without_a_scheme_come_last);
	tcase_add_test(tcase, files_and_numbers_are_no_hosts);
}

UNIT_MAIN("redirect", add_tests)
