#include "core/join.h"

#include <string.h>

#include "core/buf.h"

#include "unit.h"

#define LINK "https://admin.microsoft.com/Adminportal/Home?invType=" \
	"ResellerRelationship&partnerId=3b33e682-00c3-41ee-9dd2-a548adf56438" \
	"&msppId=0&DAP=true#/BillingAccounts/partner-invitation"

/* Finds "://" in both and walks from there. */
static struct join
join(const char *text)
{
	struct span t = span_str(text), link = span_str(LINK);
	struct join j;

	join_along(t, span_find(t, 0, span_str("://")), link,
		span_find(link, 0, span_str("://")), &j);
	return j;
}

/* The link with BREAK after every WIDTH characters, in front of TAIL. */
static struct join
broken(size_t width, const char *line_break, const char *tail)
{
	struct buf b;
	struct join j;
	size_t i;

	buf_init(&b, 65536);
	buf_add_str(&b, "x ");
	for (i = 0; LINK[i]; i++) {
		if (i && i % width == 0)
			buf_add_str(&b, line_break);
		buf_add_byte(&b, (unsigned char)LINK[i]);
	}
	buf_add_str(&b, tail);
	j = join(buf_str(&b));
	ck_assert_uint_eq(j.begin, 2);
	if (j.complete)
		ck_assert_uint_eq(j.end, b.n - strlen(tail));
	buf_deinit(&b);
	return j;
}

START_TEST(the_issued_bytes_are_exact)
{
	struct join j = join("see " LINK " now");

	ck_assert(j.complete && j.exact);
	ck_assert_uint_eq(j.begin, 4);
	ck_assert_uint_eq(j.end, 4 + strlen(LINK));
	ck_assert_uint_eq(j.lines, 1);
}
END_TEST

START_TEST(a_wrap_at_any_column_is_undone)
{
	static const char *const breaks[] = {
		"\n", "\r\n", "\r\n    ", "=\r\n", "-\r\n", " \r\n", "\n> ",
		"\r\n\r\n", ">\n<", "\xC2\xAD", "\xE2\x80\x8B", " ",
		"\xC2\xA0", "\\\n", "\t",
	};
	size_t width, i;

	for (i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		for (width = 9; width < strlen(LINK); width++) {
			struct join j = broken(width, breaks[i], " end");

			ck_assert_msg(j.complete, "%zu at %zu", i, width);
			ck_assert(!j.exact);
		}
}
END_TEST

START_TEST(lines_are_counted)
{
	ck_assert_uint_eq(broken(72, "\r\n", "").lines, 3);
	ck_assert_uint_eq(broken(76, "\n  ", "\n\nBye").lines, 3);
}
END_TEST

START_TEST(escapes_are_undone)
{
	static const char *const from[] = { "&", "&", "=", "/", "=", "t" };
	static const char *const to[] = { "&amp;", "&amp;amp;", "=3D", "%2F",
		"%253D", "T" };
	size_t k;

	for (k = 0; k < 6; k++) {
		struct buf b;
		const char *s;
		struct join j;

		buf_init(&b, 65536);
		buf_add_str(&b, "https://");
		for (s = LINK + 8; *s; s++)
			if (*s == from[k][0])
				buf_add_str(&b, to[k]);
			else
				buf_add_byte(&b, (unsigned char)*s);
		j = join(buf_str(&b));
		ck_assert_msg(j.complete, "%s", to[k]);
		ck_assert(!j.exact);
		ck_assert_uint_eq(j.end, b.n);
		buf_deinit(&b);
	}
}
END_TEST

START_TEST(what_stands_before_the_place_is_walked_to)
{
	struct span link = span_str(LINK);
	struct span text = span_str("go to https:/ /" "admin.microsoft.com/");
	struct join j;

	join_along(text, span_find(text, 0, span_str("admin")), link, 8, &j);
	ck_assert_uint_eq(j.begin, 6);
	ck_assert_uint_eq(j.end, text.n);
	ck_assert(!j.complete && !j.exact);
	ck_assert_uint_eq(j.matched, 28);
}
END_TEST

START_TEST(another_id_is_never_complete)
{
	struct join j = join("https://admin.microsoft.com/Adminportal/Home?"
		"invType=ResellerRelationship&partnerId=7260758d-876b-4da1-"
		"b8aa-ae70122d886a&msppId=0&DAP=true"
		"#/BillingAccounts/partner-invitation");

	ck_assert(!j.complete);
}
END_TEST

START_TEST(filler_behind_the_last_match_is_not_taken)
{
	struct join j = join("https://admin.microsoft.com/  \r\n\r\nBye");

	ck_assert_uint_eq(j.end, 28);
	ck_assert_uint_eq(j.lines, 1);
}
END_TEST

START_TEST(a_page_of_blanks_is_no_break)
{
	struct buf b;
	size_t i;

	buf_init(&b, 65536);
	buf_add_str(&b, "https://admin.");
	for (i = 0; i < 5000; i++)
		buf_add_byte(&b, ' ');
	buf_add_str(&b, LINK + 14);
	ck_assert(!join(buf_str(&b)).complete);
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_issued_bytes_are_exact);
	tcase_add_test(tcase, a_wrap_at_any_column_is_undone);
	tcase_add_test(tcase, lines_are_counted);
	tcase_add_test(tcase, escapes_are_undone);
	tcase_add_test(tcase, what_stands_before_the_place_is_walked_to);
	tcase_add_test(tcase, another_id_is_never_complete);
	tcase_add_test(tcase, filler_behind_the_last_match_is_not_taken);
	tcase_add_test(tcase, a_page_of_blanks_is_no_break);
}

UNIT_MAIN("join", add_tests)
