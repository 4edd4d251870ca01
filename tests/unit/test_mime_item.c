#include "core/mime_item.h"

#include <string.h>

#include "core/buf.h"
#include "unit.h"

static struct mime *
new(void)
{
	return buf_zalloc(sizeof(struct mime));
}

START_TEST(parts_are_counted_as_imap_does)
{
	struct mime *mime = new();

	ck_assert_str_eq(mime_item_add(mime, SPAN_NONE, 1)->part.number, "1");
	/* a multipart that is the root has none (mime_kind.c) */
	mime->items[0].part.number[0] = '\0';
	ck_assert_str_eq(mime_item_add(mime, 0, 1)->part.number, "1");
	ck_assert_str_eq(mime_item_add(mime, 0, 12)->part.number, "12");
	ck_assert_str_eq(mime_item_add(mime, 2, 9)->part.number, "12.9");
	ck_assert_str_eq(mime_item_add(mime, 3, 10)->part.number, "12.9.10");
	mime_free(&mime);
}
END_TEST

START_TEST(a_part_knows_its_parent_and_how_deep_it_lies)
{
	struct mime *mime = new();
	struct mime_item *item;

	ck_assert_uint_eq(mime_item_depth(mime, SPAN_NONE), 0);
	item = mime_item_add(mime, SPAN_NONE, 1);
	ck_assert_uint_eq(item->part.parent, SPAN_NONE);
	ck_assert_uint_eq(item->part.depth, 0);
	ck_assert(!item->aside);
	ck_assert_uint_eq(mime_item_depth(mime, 0), 1);
	for (size_t i = 0; i < 100; i++) {
		item = mime_item_add(mime, i, 1);
		ck_assert_uint_eq(item->part.parent, i);
		ck_assert_uint_eq(item->part.depth, i + 1);
	}
	ck_assert_uint_eq(mime_count(mime), 101);
	mime_free(&mime);
}
END_TEST

START_TEST(a_number_that_is_too_long_is_cut_with_all_below_it)
{
	struct mime *mime = new();
	size_t longest = sizeof mime->items->part.number - 1;

	mime_item_add(mime, SPAN_NONE, 1);
	mime->items[0].part.number[0] = '\0';
	mime_item_add(mime, 0, 1);
	while (strlen(mime_part(mime, mime->n - 1)->number) < longest)
		mime_item_add(mime, mime->n - 1, 1);
	ck_assert_str_eq(mime_part(mime, mime->n - 1)->number,
		"1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1");
	mime_item_add(mime, mime->n - 1, 1);
	ck_assert_str_eq(mime_part(mime, mime->n - 1)->number, "…");
	mime_item_add(mime, mime->n - 1, 1);
	ck_assert_str_eq(mime_part(mime, mime->n - 1)->number, "…");
	/* one digit more than there is room for */
	mime_item_add(mime, mime->n - 4, 10);
	ck_assert_str_eq(mime_part(mime, mime->n - 1)->number, "…");
	mime_free(&mime);
}
END_TEST

START_TEST(words_are_lower_case_and_stay)
{
	struct mime *mime = new();
	const char *one = mime_item_word(mime, span_str("Text"));
	const char *two = mime_item_word(mime, span_str(""));

	ck_assert_ptr_null(mime_item_word(mime, (struct span){ NULL, 0 }));
	for (size_t i = 0; i < 10000; i++)
		ck_assert_str_eq(mime_item_word(mime, span_str("UTF-8\xC4")),
			"utf-8\xC4");
	ck_assert_str_eq(one, "text");
	ck_assert_str_eq(two, "");
	mime_free(&mime);
}
END_TEST

START_TEST(what_is_forgotten_leaves_room_for_another_reading)
{
	struct mime *mime = new();

	mime_item_add(mime, SPAN_NONE, 1)->aside = true;
	mime->items[0].part.seal = MIME_SIGNED;
	mime->plain = true;
	mime_item_forget(mime);
	ck_assert_uint_eq(mime_count(mime), 0);
	ck_assert(!mime->plain);
	mime_item_add(mime, SPAN_NONE, 1);
	ck_assert(!mime->items[0].aside);
	ck_assert_int_eq(mime_part(mime, 0)->seal, MIME_OPEN);
	mime_free(&mime);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, parts_are_counted_as_imap_does);
	tcase_add_test(tcase, a_part_knows_its_parent_and_how_deep_it_lies);
	tcase_add_test(tcase,
		a_number_that_is_too_long_is_cut_with_all_below_it);
	tcase_add_test(tcase, words_are_lower_case_and_stay);
	tcase_add_test(tcase, what_is_forgotten_leaves_room_for_another_reading);
}

UNIT_MAIN("mime_item", add_tests)
