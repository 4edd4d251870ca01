#include "mailer/keys.h"

#include <stdio.h>

#include "unit.h"

#define MANY 5000

START_TEST(every_string_has_its_number)
{
	static char names[MANY][8];
	struct keys k = { .n = 0 };
	size_t i;

	ck_assert_uint_eq(keys_find(&k, "0"), KEYS_NONE);
	for (i = 0; i < MANY; i++) {
		snprintf(names[i], sizeof(names[i]), "%zu", i);
		ck_assert_uint_eq(keys_find(&k, names[i]), KEYS_NONE);
		keys_add(&k, names[i], i);
	}
	for (i = 0; i < MANY; i++)
		ck_assert_uint_eq(keys_find(&k, names[i]), i);
	ck_assert_uint_eq(keys_find(&k, ""), KEYS_NONE);
	keys_deinit(&k);
	ck_assert_uint_eq(keys_find(&k, "0"), KEYS_NONE);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, every_string_has_its_number);
}

UNIT_MAIN("keys", add_tests)
