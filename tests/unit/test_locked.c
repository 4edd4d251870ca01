#include "core/locked.h"

#include "locked_world.h"

static struct locked_texts *texts;
static struct locked_block *blocks;

static void
set_up(void)
{
	texts = locked_world_texts();
	blocks = locked_world_blocks(texts, "A & B [x] *y*");
}

static void
tear_down(void)
{
	locked_blocks_free(&blocks, 2);
	locked_texts_free(&texts);
}

START_TEST(the_name_is_filled_in_as_it_is)
{
	ck_assert_uint_eq(locked_texts_count(texts), 2);
	ck_assert_str_eq(blocks[1].locale, "en");
	ck_assert_str_eq(blocks[1].list[0].text, "To accept A & B [x] *y* as "
		"your reseller, open the link below.");
}
END_TEST

START_TEST(the_link_is_a_paragraph_without_words)
{
	ck_assert_uint_eq(blocks[1].n, 4);
	ck_assert_uint_eq(blocks[1].link, 1);
	ck_assert(blocks[1].list[1].link);
	ck_assert_ptr_null(blocks[1].list[1].text);
	ck_assert_uint_eq(blocks[1].list[1].words.n, 0);
	ck_assert_str_eq(blocks[1].list[2].text, TWO);
}
END_TEST

START_TEST(words_beside_the_link_are_known)
{
	struct words w = { 0 };

	words_add(&w, span_str(BUTTON), 0);
	ck_assert(words_eq(&blocks[1].button, &w));
	words_deinit(&w);
	words_add(&w, span_str(COPY), 0);
	ck_assert(words_eq(&blocks[1].copy, &w));
	words_deinit(&w);
}
END_TEST

START_TEST(a_language_is_found_by_its_tag_or_a_shorter_one)
{
	ck_assert_uint_eq(locked_texts_find(texts, span_str("en")), 1);
	ck_assert_uint_eq(locked_texts_find(texts, span_str("de_AT")), 0);
	ck_assert_uint_eq(locked_texts_find(texts, span_str("DE-ch")), 0);
}
END_TEST

START_TEST(an_unknown_language_is_not_made_english)
{
	ck_assert_uint_eq(locked_texts_find(texts, span_str("fr")), SPAN_NONE);
	ck_assert_uint_eq(locked_texts_find(texts, span_str("fr-CA")),
		SPAN_NONE);
	ck_assert_uint_eq(locked_texts_find(texts, span_str("yes")),
		SPAN_NONE);
	ck_assert_uint_eq(locked_texts_find(texts, span_str("")), SPAN_NONE);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_name_is_filled_in_as_it_is);
	tcase_add_test(tcase, the_link_is_a_paragraph_without_words);
	tcase_add_test(tcase, words_beside_the_link_are_known);
	tcase_add_test(tcase, a_language_is_found_by_its_tag_or_a_shorter_one);
	tcase_add_test(tcase, an_unknown_language_is_not_made_english);
}

UNIT_MAIN("locked", add_tests)
