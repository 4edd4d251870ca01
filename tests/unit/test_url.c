#include "core/url.h"

#include <string.h>

#include "core/buf.h"
#include "unit.h"

static struct url
parsed(const char *s)
{
	struct err err = { 0 };
	struct url u;

	ck_assert_msg(url_parse(span_str(s), &u, &err) == 0, "%s: %s", s,
	    err.text);
	return u;
}

static bool
is(struct span s, const char *text)
{
	return span_eq_str(s, text);
}

START_TEST(a_url_comes_apart_without_a_byte_changed)
{
	struct url u = parsed("https://a:b@Host.example:8443/P/x?a=1&b&c=#f?g");

	ck_assert(is(u.scheme, "https"));
	ck_assert(u.has_userinfo && is(u.userinfo, "a:b"));
	ck_assert(is(u.host, "Host.example") && is(u.port, "8443"));
	ck_assert(is(u.path, "/P/x") && is(u.query, "a=1&b&c="));
	ck_assert(u.has_fragment && is(u.fragment, "f?g"));
	ck_assert_uint_eq(u.n_parameters, 3);
	ck_assert(is(u.parameters[0].value, "1"));
	ck_assert(!u.parameters[1].has_value);
	ck_assert(u.parameters[2].has_value && !u.parameters[2].value.n);
}
END_TEST

START_TEST(what_is_empty_keeps_its_place)
{
	struct url u = parsed("https://a.example?x");

	ck_assert_ptr_eq(u.path.p, u.host.p + u.host.n);
	ck_assert_uint_eq(u.path.n, 0);
	u = parsed(" https://a.example \n");
	ck_assert(is(u.host, "a.example"));
	ck_assert_ptr_eq(u.path.p, u.host.p + u.host.n);
}
END_TEST

START_TEST(a_missing_scheme_is_taken)
{
	struct url u = parsed("admin.example/x");

	ck_assert(!u.scheme.n && is(u.host, "admin.example"));
	u = parsed("admin.example:443/x");
	ck_assert(!u.scheme.n && is(u.port, "443"));
	u = parsed("//admin.example/x");
	ck_assert(!u.scheme.n && is(u.host, "admin.example"));
}
END_TEST

START_TEST(slashes_are_read_as_browsers_read_them)
{
	ck_assert(is(parsed("https:/a.example/x").host, "a.example"));
	ck_assert(is(parsed("https:\\\\a.example\\x").host, "a.example"));
	ck_assert(is(parsed("https://evil.example\\@a.example/").host,
	    "evil.example"));
	ck_assert(is(parsed("https://a.example@evil.example/").host,
	    "evil.example"));
}
END_TEST

START_TEST(what_has_no_host_is_refused)
{
	static const char *const bad[] = {
		"", "mailto:a@b.example", "https://", "/x", "?a", "#a",
		"javascript:alert(1)", "https:///", "://x",
	};
	struct err err = { 0 };
	struct url u;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		ck_assert_msg(url_parse(span_str(bad[i]), &u, &err) == -1,
		    "%s", bad[i]);
		ck_assert_int_eq(err.kind, ERR_DATA);
	}
}
END_TEST

/* "https://h.example/" and filler to N bytes. */
static int
parse_long(size_t n, struct url *u, struct err *err)
{
	char *s = buf_zalloc(n + 1);
	int rc;

	memset(s, 'a', n);
	memcpy(s, "https://h.example/", 18);
	rc = url_parse((struct span){ (unsigned char *)s, n }, u, err);
	free(s);
	return rc;
}

START_TEST(the_length_is_limited)
{
	struct err err = { 0 };
	struct url u;

	ck_assert_int_eq(parse_long(LIMIT_URL, &u, &err), 0);
	ck_assert_int_eq(parse_long(LIMIT_URL + 1, &u, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

START_TEST(the_number_of_parameters_is_limited)
{
	struct buf b;
	struct url u;

	buf_init(&b, LIMIT_URL);
	buf_add_str(&b, "https://h.example/?a");
	for (int i = 1; i < LIMIT_URL_PARAMETERS; i++)
		buf_add_str(&b, "&a");
	u = parsed(buf_str(&b));
	ck_assert_uint_eq(u.n_parameters, LIMIT_URL_PARAMETERS);
	ck_assert(!u.more_parameters);
	buf_add_str(&b, "&a");
	u = parsed(buf_str(&b));
	ck_assert_uint_eq(u.n_parameters, LIMIT_URL_PARAMETERS);
	ck_assert(u.more_parameters);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_host_has_one_spelling)
{
	static const char *const rows[][2] = {
		{ "https://Admin.Example./", "admin.example" },
		{ "https://%61dmin.example/", "admin.example" },
		{ "https://admin\xe3\x80\x82" "example/", "admin.example" },
		{ "https://b\xc3\xbc" "cher.example/",
		  "xn--bcher-kva.example" },
		{ "https://[::1]:8/", "[::1]" },
		{ "https://ad\xc2\xadmin.example/", "admin.example" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct url u = parsed(rows[i][0]);
		char *host = url_host(&u);

		ck_assert_msg(host && !strcmp(host, rows[i][1]), "%s: %s",
		    rows[i][0], host);
		free(host);
	}
}
END_TEST

START_TEST(what_can_be_no_host_has_none)
{
	static const char *const bad[] = {
		"https://a..example/", "https://./", "https://a b.example/",
		"https://a%00.example/", "https://%2e/", "https://a%2f.example",
		"https://\xff\xfe.example/",
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct url u = parsed(bad[i]);

		ck_assert_msg(url_host(&u) == NULL, "%s", bad[i]);
	}
}
END_TEST

START_TEST(the_scheme_has_its_own_port)
{
	static const struct {
		const char *s;
		bool own;
	} rows[] = {
		{ "https://a.example/", true }, { "https://a.example:/", true },
		{ "https://a.example:443/", true },
		{ "http://a.example:80/", true },
		{ "http://a.example:443/", false },
		{ "https://a.example:8443/", false },
		{ "https://a.example:0443/", false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct url u = parsed(rows[i].s);

		ck_assert_msg(url_default_port(&u) == rows[i].own, "%s",
		    rows[i].s);
	}
}
END_TEST

START_TEST(escapes_are_undone_once)
{
	static const char *const rows[][2] = {
		{ "a%20b", "a b" }, { "%2526", "%26" }, { "%", "%" },
		{ "%4", "%4" }, { "%zz", "%zz" }, { "%00", "%00" },
		{ "%C3%a4", "\xc3\xa4" },
	};
	char *s;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		s = url_unescape(span_str(rows[i][0]));
		ck_assert_str_eq(s, rows[i][1]);
		free(s);
	}
	s = url_unescape((struct span){ (const unsigned char *)"\0a", 2 });
	ck_assert_str_eq(s, "%00a");
	free(s);
}
END_TEST

#define U "https://a.example/x?y=1#/z"
#define COUNT(a) (sizeof(a) / sizeof(a)[0])

START_TEST(a_url_in_text_ends_where_the_sentence_goes_on)
{
	static const char *const tails[] = {
		"", " b", "\nb", "\r\n", "\t", ".", ". B", ",", ";", "!", "?",
		":", "'", "\"", ">", ")", ").", "]", "}", "...", "!?)", "`",
		"\x7f", "\xe3\x80\x82", "\xe8\xaf\xb7\xe7\x82\xb9",
		"\xd8\x9f", "\xc2\xa0", "\xe2\x80\x8f", "<br>",
	};

	for (size_t i = 0; i < COUNT(tails); i++) {
		struct buf b;

		buf_init(&b, 100);
		buf_printf(&b, "(%s%s", U, tails[i]);
		ck_assert_msg(url_extent(buf_span(&b), 1) == 1 + strlen(U),
		    "after %s", tails[i]);
		buf_deinit(&b);
	}
}
END_TEST

START_TEST(what_belongs_to_a_url_stays)
{
	static const char *const whole[] = {
		U, "https://a.example/x_(y)", "https://a.example/?a=[1]",
		"https://\xd0\xb0" "dmin.example/x", "admin.example/x?p={{q}}",
		"https://a.example/a.b,c;d:e!f'g", "https://a.example/x-",
		"https://admin\xe3\x80\x82" "example/x", "https://a.example/a*",
		"https://a.example/a–b？c＝d＆e", "https://a.example/?a#\u2011b"
		"＃/c", "https://a.example/?b=１２&c=３４－d",
		"https://a.example/?b=１２－３４", "https://a.example／ｂ/c",
	};

	for (size_t i = 0; i < COUNT(whole); i++)
		ck_assert_msg(url_extent(span_str(whole[i]), 0) ==
		    strlen(whole[i]), "%s", whole[i]);
	ck_assert_uint_eq(url_extent(
	    span_str("https://a.example\xe3\x80\x82"), 0), 17);
	ck_assert_uint_eq(url_extent(span_str("https://a.example/b–c–"), 0),
	    23);
	ck_assert_uint_eq(url_extent(span_str("https://a.example/b，c"), 0),
	    19);
	ck_assert_uint_eq(url_extent(span_str("https://a.example/b— c"), 0),
	    19);
	ck_assert_uint_eq(url_extent(span_str("https://a.example/b：１２"), 0),
	    19);
	ck_assert_uint_eq(url_extent(span_str("https://a.example/b１２年"), 0),
	    19);
	ck_assert_uint_eq(url_extent(span_str("https://a.example/?b=１年"), 0),
	    21);
	ck_assert_uint_eq(url_extent(span_str("x"), 1), 1);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_url_comes_apart_without_a_byte_changed);
	tcase_add_test(tcase, what_is_empty_keeps_its_place);
	tcase_add_test(tcase, a_missing_scheme_is_taken);
	tcase_add_test(tcase, slashes_are_read_as_browsers_read_them);
	tcase_add_test(tcase, what_has_no_host_is_refused);
	tcase_add_test(tcase, the_length_is_limited);
	tcase_add_test(tcase, the_number_of_parameters_is_limited);
	tcase_add_test(tcase, a_host_has_one_spelling);
	tcase_add_test(tcase, what_can_be_no_host_has_none);
	tcase_add_test(tcase, the_scheme_has_its_own_port);
	tcase_add_test(tcase, escapes_are_undone_once);
	tcase_add_test(tcase, a_url_in_text_ends_where_the_sentence_goes_on);
	tcase_add_test(tcase, what_belongs_to_a_url_stays);
}

UNIT_MAIN("url", add_tests)
