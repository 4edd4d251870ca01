#ifndef LS_TESTS_UNIT_H
#define LS_TESTS_UNIT_H

/*
 * One test program tests one noun. It prints TAP, runs alone and names
 * behaviour: START_TEST(folded_value_keeps_its_line_ends).
 */

#include <check.h>
#include <stdlib.h>

#define UNIT_MAIN(name, add_tests)					\
int									\
main(void)								\
{									\
	Suite *suite = suite_create(name);				\
	TCase *tcase = tcase_create(name);				\
	SRunner *runner;						\
	int failed;							\
									\
	tcase_set_timeout(tcase, 60);					\
	add_tests(tcase);						\
	suite_add_tcase(suite, tcase);					\
	runner = srunner_create(suite);					\
	srunner_set_tap(runner, "-");					\
	srunner_run_all(runner, CK_SILENT);				\
	failed = srunner_ntests_failed(runner);				\
	srunner_free(runner);						\
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;			\
}

#endif
