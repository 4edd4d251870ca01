#include "core/html_words.h"

#include "unit.h"

static size_t
end_of(const char *text, size_t from, bool spaced)
{
	return html_words_end(span_str(text), from, spaced);
}

START_TEST(words_end_at_white_space)
{
	ck_assert_uint_eq(end_of("one two", 0, false), 3);
	ck_assert_uint_eq(end_of("one\ftwo", 0, false), 3);
	ck_assert_uint_eq(end_of("one two", 4, false), 7);
	ck_assert_uint_eq(end_of("", 0, false), 0);
	ck_assert_uint_eq(end_of("one\vtwo", 0, true), 7);
}
END_TEST

START_TEST(single_spaces_are_of_the_words)
{
	ck_assert_uint_eq(end_of("one two three", 0, true), 13);
	ck_assert_uint_eq(end_of("one two  three", 0, true), 7);
	ck_assert_uint_eq(end_of("one two \tthree", 0, true), 7);
	ck_assert_uint_eq(end_of("one two\nthree", 0, true), 7);
	ck_assert_uint_eq(end_of("one two ", 0, true), 7);
}
END_TEST

/* Whatever stands before it, and wherever: long texts are looked at in
 * blocks. */
START_TEST(the_end_is_found_at_any_distance)
{
	static const char *const ends[] = { "  ", " \n", "\n", "\t", "\r",
		"\f", " \f" };
	char text[300];

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		for (size_t n = 1; n < 200; n++) {
			for (size_t k = 0; k < sizeof text; k++)
				text[k] = k % 5 == 2 ? ' ' : k % 5 == 4 ?
					'\v' : 'x';
			text[n - 1] = 'x';
			memcpy(text + n, ends[i], strlen(ends[i]));
			ck_assert_uint_eq(html_words_end((struct span){
				(unsigned char *)text, sizeof text }, 0,
				true), n);
		}
}
END_TEST

/* Words of X and single spaces, N bytes of them. */
static void
fill(char *text, size_t n)
{
	for (size_t k = 0; k < n; k++)
		text[k] = k % 5 == 2 ? ' ' : 'x';
	text[n - 1] = 'x';
}

START_TEST(what_ends_words_is_seen_in_each_place_of_a_block)
{
	char text[80];

	for (size_t n = 1; n < 70; n++)
		for (size_t from = 0; from < n; from++) {
			struct span s = { (unsigned char *)text, n };

			fill(text, n);
			ck_assert_uint_eq(html_words_end(s, from, true), n);
			s.n = n + 1;
			text[n] = ' ';
			ck_assert_uint_eq(html_words_end(s, from, true), n);
			text[n] = '\n';
			ck_assert_uint_eq(html_words_end(s, from, true), n);
			s.n = n + 2;
			text[n + 1] = 'x';
			ck_assert_uint_eq(html_words_end(s, from, true), n);
			text[n] = text[n + 1] = ' ';
			ck_assert_uint_eq(html_words_end(s, from, true), n);
		}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, words_end_at_white_space);
	tcase_add_test(tcase, single_spaces_are_of_the_words);
	tcase_add_test(tcase, the_end_is_found_at_any_distance);
	tcase_add_test(tcase,
		what_ends_words_is_seen_in_each_place_of_a_block);
}

UNIT_MAIN("html_words", add_tests)
