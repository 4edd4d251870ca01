#include "core/shape.h"

#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "links.h"

#define TEMPLATE "https://Host.example/Path?a={account}&b={number}[&c=x]#/f"

static struct provider_shape *
made(const char *template)
{
	struct provider_shape *s = NULL;
	struct err err = { 0 };

	ck_assert_msg(shape_new("1", template, &s, &err) == 0, "%s",
	    err.text);
	return s;
}

START_TEST(a_template_is_taken_apart)
{
	struct provider_shape *s = made(TEMPLATE);

	ck_assert(span_eq_str(s->host, "Host.example"));
	ck_assert_uint_eq(s->n_parameters, 3);
	ck_assert(!s->parameters[0].optional && s->parameters[2].optional);
	ck_assert(s->has_query && s->has_fragment);
	ck_assert(shape_has(s, PATTERN_ACCOUNT));
	ck_assert(!shape_has(s, PATTERN_TOKEN));
	ck_assert_ptr_eq(shape_parameter(s, span_str("B"), true),
	    &s->parameters[1]);
	ck_assert_ptr_null(shape_parameter(s, span_str("B"), false));
	shape_free(&s);
	shape_free(&s);
}
END_TEST

START_TEST(a_link_is_of_a_shape_or_not)
{
	static const struct {
		const char *url;
		bool is;
	} rows[] = {
		{ "https://host.example/path?a=x&b=1#/f", true },
		{ "https://host.example/path?a=x&b=1&c=x#/f", true },
		{ "https://host.example/path?c=x&b=1&a=x#/f", true },
		{ "HTTPS://HOST.example/PATH?a=x&b=1#/f", true },
		{ "https://host.example/path?a=x&b=1&c=y#/f", false },
		{ "https://host.example/path?a=x&b=1&d=x#/f", false },
		{ "https://host.example/path?a=x&b=1&b=1#/f", false },
		{ "https://host.example/path?a=x&B=1#/f", false },
		{ "https://host.example/path?a=x#/f", false },
		{ "https://host.example/path?a=x&b=#/f", false },
		{ "https://host.example/path?a=x&b#/f", false },
		{ "https://host.example/path?a=x&b=1#/F", false },
		{ "https://host.example/path?a=x&b=1#", false },
		{ "https://host.example/path?a=x&b=1", false },
		{ "https://host.example/path?a=x&b=1&#/f", false },
		{ "https://host.example/path/?a=x&b=1#/f", false },
		{ "https://host.example:443/path?a=x&b=1#/f", false },
		{ "https://host.example:/path?a=x&b=1#/f", false },
		{ "https://host.example./path?a=x&b=1#/f", false },
		{ "https://u@host.example/path?a=x&b=1#/f", false },
		{ "https:/host.example/path?a=x&b=1#/f", false },
		{ "https:\\\\host.example/path?a=x&b=1#/f", false },
		{ "http://host.example/path?a=x&b=1#/f", false },
		{ "host.example/path?a=x&b=1#/f", false },
		{ " https://host.example/path?a=x&b=1#/f", false },
		{ "https://host.example/path?a=x&b=1#/f ", false },
	};
	struct provider_shape *s = made(TEMPLATE);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pattern_values v = { 0 };
		struct err err = { 0 };
		struct url u;

		ck_assert_int_eq(url_parse(span_str(rows[i].url), &u, &err),
		    0);
		ck_assert_msg(shape_match(s, PROVIDER_ACCOUNT_WORD, &u, &v) ==
		    rows[i].is, "%s", rows[i].url);
		ck_assert(rows[i].is == (v.account.n == 1));
	}
	shape_free(&s);
}
END_TEST

START_TEST(a_wrong_template_is_refused_with_its_column)
{
	static const char *const bad[][2] = {
		{ "", "column 1: a shape starts with https://" },
		{ "http://a.example/", "column 1: " },
		{ "https:///x", "column 9: the host is missing" },
		{ "https://a_b.example/", "column 10: a host holds" },
		{ "https://{own-host}/i", "column 9: a host holds" },
		{ "https://a.example:8/", "column 18: a host holds" },
		{ "https://a.example/[x]", "column 19: [ ] may stand" },
		{ "https://a.example/?=1", "column 20: a parameter needs" },
		{ "https://a.example/?a=1&", "column 24: a parameter needs" },
		{ "https://a.example/?{number}=1", "without slots" },
		{ "https://a.example/?a=1&a=2", "the parameter a stands" },
		{ "https://a.example/?a=1[&b=2", "'[' is not closed" },
		{ "https://a.example/?a=1[b=2]", "'&' must stand" },
		{ "https://a.example/?a=1[&b=2&c=3]", "'[' is not closed" },
		{ "https://a.example/?a={x}", "column 22: {x} is no slot" },
		{ "https://a.example/#{guid", "column 20: '{' is not" },
		{ "https://a.example/a b", "column 20: a link can't hold" },
		{ "https://a.example/\xc3\xa4", "column 19: a link can't" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct provider_shape *s = NULL;
		struct err err = { 0 };

		ck_assert_msg(shape_new("1", bad[i][0], &s, &err) == -1, "%s",
		    bad[i][0]);
		ck_assert_int_eq(err.kind, ERR_CONFIG);
		ck_assert_msg(strstr(err.text, bad[i][1]), "%s: %s",
		    bad[i][0], err.text);
		ck_assert_ptr_null(s);
	}
}
END_TEST

static int
make_long(size_t n)
{
	char *t = buf_zalloc(n + 1);
	struct provider_shape *s = NULL;
	struct err err = { 0 };
	int rc;

	memset(t, 'a', n);
	memcpy(t, "https://a.example/", 18);
	rc = shape_new("1", t, &s, &err);
	shape_free(&s);
	free(t);
	return rc;
}

static int
make_many(int n)
{
	struct provider_shape *s = NULL;
	struct err err = { 0 };
	struct buf t;
	int rc;

	buf_init(&t, LIMIT_LINK);
	buf_add_str(&t, "https://a.example/?p0");
	for (int i = 1; i < n; i++)
		buf_printf(&t, "&p%d", i);
	rc = shape_new("1", buf_str(&t), &s, &err);
	shape_free(&s);
	buf_deinit(&t);
	return rc;
}

START_TEST(a_template_has_its_limits)
{
	ck_assert_int_eq(make_long(LIMIT_LINK), 0);
	ck_assert_int_eq(make_long(LIMIT_LINK + 1), -1);
	ck_assert_int_eq(make_many(LIMIT_URL_PARAMETERS), 0);
	ck_assert_int_eq(make_many(LIMIT_URL_PARAMETERS + 1), -1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_template_is_taken_apart);
	tcase_add_test(tcase, a_link_is_of_a_shape_or_not);
	tcase_add_test(tcase, a_wrong_template_is_refused_with_its_column);
	tcase_add_test(tcase, a_template_has_its_limits);
}

UNIT_MAIN("shape", add_tests)
