#include "core/bidi.h"

#include <stdlib.h>

#include "unit.h"

START_TEST(the_first_letter_with_a_direction_counts)
{
	ck_assert_int_eq(bidi_first(span_str("")), BIDI_NONE);
	ck_assert_int_eq(bidi_first(span_str("+44 (0) 12")), BIDI_NONE);
	ck_assert_int_eq(bidi_first(span_str("3. Contoso مرحبا")), BIDI_LTR);
	ck_assert_int_eq(bidi_first(span_str("«مرحبا» Contoso")), BIDI_RTL);
	ck_assert_int_eq(bidi_first(span_str("שלום")), BIDI_RTL);
	ck_assert_int_eq(bidi_first(span_str("中文")), BIDI_LTR);
}
END_TEST

START_TEST(a_name_is_kept_apart)
{
	char *s = bidi_isolate("Contoso (Ltd)");

	ck_assert_str_eq(s, "\xe2\x81\xa8" "Contoso (Ltd)\xe2\x81\xa9");
	free(s);
	ck_assert_ptr_null(bidi_isolate(NULL));
}
END_TEST

static void
ck_markup(const char *html, const char *want)
{
	struct buf b;

	buf_init(&b, 1000);
	bidi_add_markup(&b, span_str(html));
	ck_assert_str_eq(buf_str(&b), want);
	buf_deinit(&b);
}

START_TEST(in_html_it_is_an_element)
{
	ck_markup("", "");
	ck_markup("a <b>c</b>", "a <b>c</b>");
	ck_markup("من \xe2\x81\xa8" "A &amp; B\xe2\x81\xa9، و\xe2\x81\xa8"
		"علي\xe2\x81\xa9",
		"من <span dir=\"ltr\">A &amp; B</span>، و"
		"<span dir=\"rtl\">علي</span>");
	ck_markup("\xe2\x81\xa8" "A", "\xe2\x81\xa8" "A");
}
END_TEST

START_TEST(a_number_keeps_its_order)
{
	struct buf b;

	buf_init(&b, 1000);
	bidi_add_ltr(&b, span_str("+44 12"));
	ck_assert_str_eq(buf_str(&b), "\xe2\x81\xa6+44 12\xe2\x81\xa9");
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_first_letter_with_a_direction_counts);
	tcase_add_test(tcase, a_name_is_kept_apart);
	tcase_add_test(tcase, in_html_it_is_an_element);
	tcase_add_test(tcase, a_number_keeps_its_order);
}

UNIT_MAIN("bidi", add_tests)
