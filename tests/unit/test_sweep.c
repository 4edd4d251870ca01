#include "core/sweep.h"

#include "unit.h"

START_TEST(a_control_character_is_found_wherever_it_stands)
{
	unsigned char text[200];
	struct span s = { text, sizeof text };

	memset(text, 'a', sizeof text);
	ck_assert(!sweep_control((struct span){ NULL, 0 }));
	for (size_t i = 0; i < sizeof text; i++) {
		for (int c = 0; c < 256; c++) {
			text[i] = (unsigned char)c;
			ck_assert_int_eq(sweep_control(s), c == 0x7F ||
				(c < ' ' && c != '\t' && c != '\n' &&
				c != '\r'));
		}
		text[i] = i % 3 ? '\n' : 0xC3;
	}
}
END_TEST

/* In windows, so that neither is sought to the end each time. */
START_TEST(the_nearer_of_two_bytes_is_found_wherever_they_stand)
{
	char text[600];
	struct span s = { (unsigned char *)text, sizeof text };

	for (size_t i = 0; i < sizeof text; i += 7)
		for (size_t k = 0; k < sizeof text; k += 5) {
			memset(text, '.', sizeof text);
			text[i] = 'a';
			text[k] = 'b';
			ck_assert_uint_eq(sweep_either(s, 0, 'a', 'b'),
				i < k ? i : k);
			ck_assert_uint_eq(sweep_either(s, i, 'b', 'a'),
				i);
			ck_assert_uint_eq(sweep_either(s, 0, 'c', 'a'),
				i == k ? sizeof text : i);
		}
	ck_assert_uint_eq(sweep_either(s, sizeof text, 'a', 'b'),
		sizeof text);
	ck_assert_uint_eq(sweep_either((struct span){ NULL, 0 }, 0, 'a',
		'b'), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		a_control_character_is_found_wherever_it_stands);
	tcase_add_test(tcase,
		the_nearer_of_two_bytes_is_found_wherever_they_stand);
}

UNIT_MAIN("sweep", add_tests)
