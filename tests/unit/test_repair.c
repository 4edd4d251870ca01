#include "core/repair.h"

#include "core/buf.h"
#include "core/limits.h"
#include "links.h"

START_TEST(what_transports_do_is_undone)
{
	static const struct {
		const char *damaged, *meant;
		bool entity, quoted, escaped, unseen;
	} rows[] = {
		{ U4, U4, false, false, false, false },
		{ "a&amp;b", "a&b", true, false, false, false },
		{ "a&AMP;amp;b", "a&b", true, false, false, false },
		{ "a&#38;b&#x26;c", "a&b&c", true, false, false, false },
		{ "a=3Db", "a=b", false, true, false, false },
		{ "a=3d33e682", "a=3d33e682", false, false, false, false },
		{ "a%3Db", "a=b", false, false, true, false },
		{ "a%253Db", "a=b", false, false, true, false },
		{ "a%26amp%3Bb", "a&b", true, false, true, false },
		{ "a b\r\n\tc", "abc", false, false, false, true },
		{ "a\xe2\x80\x8b" "b\xc2\xad" "c\xef\xbb\xbf", "abc", false,
		  false, false, true },
		{ "a%20b", "ab", false, false, true, true },
		{ "a–b＝c", "a-b=c", false, false, false, false },
		{ "%", "%", false, false, false, false },
		{ "%00", "%00", false, false, false, false },
		{ "\xe8\xaf\xb7", "\xe8\xaf\xb7", false, false, false, false },
		{ "", "", false, false, false, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct repair r;

		repair_undo(span_str(rows[i].damaged), &r);
		ck_assert_str_eq(r.text, rows[i].meant);
		ck_assert_msg(r.entity == rows[i].entity &&
		    r.quoted == rows[i].quoted && r.escaped ==
		    rows[i].escaped && r.unseen == rows[i].unseen, "%s",
		    rows[i].damaged);
		repair_deinit(&r);
	}
}
END_TEST

START_TEST(backslashes_before_marks_are_told)
{
	struct repair r;

	repair_undo(span_str("a\\-b\\_c\\&d\\=e\\#f"), &r);
	ck_assert_str_eq(r.text, "a-b_c&d=e#f");
	ck_assert(r.marked && !r.escaped);
	repair_deinit(&r);
	repair_undo(span_str("https://a.example\\@b.example\\c\\"), &r);
	ck_assert_str_eq(r.text, "https://a.example\\@b.example\\c\\");
	ck_assert(!r.marked);
	repair_deinit(&r);
}
END_TEST

START_TEST(dashes_and_full_width_forms_are_told)
{
	struct repair r;

	repair_undo(span_str("a–b"), &r);
	ck_assert(r.dressed);
	repair_deinit(&r);
	repair_undo(span_str("a-b"), &r);
	ck_assert(!r.dressed);
	repair_deinit(&r);
}
END_TEST

START_TEST(a_guid_that_begins_like_a_quoted_sign_stays)
{
	struct repair r;

	repair_undo(span_str("a=3D" "33E682-00C3-41EE-9DD2-A548ADF56438"), &r);
	ck_assert_str_eq(r.text, "a=3D" "33E682-00C3-41EE-9DD2-A548ADF56438");
	ck_assert(!r.quoted);
	repair_deinit(&r);
}
END_TEST

/* "=" escaped N times: "%25…253D". */
static char *
escaped(int n)
{
	struct buf b;

	buf_init(&b, 100);
	buf_add_byte(&b, '%');
	for (int i = 1; i < n; i++)
		buf_add_str(&b, "25");
	buf_add_str(&b, "3D");
	return buf_take(&b);
}

START_TEST(so_many_layers_of_escapes_are_undone_and_no_more)
{
	struct repair r;
	char *s = escaped(LIMIT_REPAIR_ROUNDS);

	repair_undo(span_str(s), &r);
	ck_assert_str_eq(r.text, "=");
	repair_deinit(&r);
	free(s);
	s = escaped(LIMIT_REPAIR_ROUNDS + 1);
	repair_undo(span_str(s), &r);
	ck_assert_str_eq(r.text, "%3D");
	repair_deinit(&r);
	free(s);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_transports_do_is_undone);
	tcase_add_test(tcase, backslashes_before_marks_are_told);
	tcase_add_test(tcase, dashes_and_full_width_forms_are_told);
	tcase_add_test(tcase, a_guid_that_begins_like_a_quoted_sign_stays);
	tcase_add_test(tcase,
	    so_many_layers_of_escapes_are_undone_and_no_more);
}

UNIT_MAIN("repair", add_tests)
