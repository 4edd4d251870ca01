#include "core/transfer_again.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/transfer.h"
#include "unit.h"

/* BODY is encoded as if nothing had been before it. */
static void
ck_same(struct transfer_again *a, struct span body)
{
	const char *wanted_name, *name;
	struct buf wanted, got;

	buf_init(&wanted, 8 * LIMIT_LETTER);
	buf_init(&got, 8 * LIMIT_LETTER);
	wanted_name = transfer_encode(body, &wanted);
	name = transfer_again_encode(a, body, &got);
	ck_assert_str_eq(name, wanted_name);
	ck_assert_str_eq(buf_str(&got), buf_str(&wanted));
	buf_deinit(&wanted);
	buf_deinit(&got);
}

START_TEST(what_changed_is_encoded_and_the_rest_stays)
{
	static const char *const bodies[] = {
		"", "a\n", "a\nb\n", "a\nx\nb\n", "a\nb\n", "b\n", "a\nb",
		"a\nb\nc", "b\nc\n", "b\n", "b\nb\n", "b\nb\nb\n", "b\n\n",
		"\n\n", "\n", "Dear A=\nÄ\n-- \n", "Dear B=\nÄ\n-- \n",
		"Dear \n B=\nÄ\n-- \n", "", "中\n", "中文\n", "a\n中\n",
	};
	struct transfer_again *a = transfer_again_new();
	size_t i;

	for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		ck_same(a, span_str(bodies[i]));
	transfer_again_free(&a);
	ck_assert_ptr_null(a);
}
END_TEST

/* Each body is the one before with a few bytes exchanged, put in or taken
 * away; the same dice every time. */
START_TEST(any_change_gives_what_a_fresh_start_gives)
{
	static const char letters[] = "ab=\n\n .\xc3\xa4";
	struct transfer_again *a = transfer_again_new();
	char body[400];
	size_t n = 0, at, cut, more;
	int i;

	srand(1);
	for (i = 0; i < 20000; i++) {
		at = n == 0 ? 0 : (size_t)rand() % (n + 1);
		cut = n == at ? 0 : (size_t)rand() % (n - at) % 9;
		more = (size_t)rand() % 9;
		if (n - cut + more > sizeof(body))
			more = 0;
		memmove(body + at + more, body + at + cut, n - at - cut);
		n = n - cut + more;
		for (; more > 0; more--)
			body[at + more - 1] = letters[(size_t)rand() %
				(sizeof(letters) - 1)];
		ck_same(a, (struct span){ (unsigned char *)body, n });
	}
	transfer_again_free(&a);
}
END_TEST

START_TEST(the_longest_body_and_one_more)
{
	struct transfer_again *a = transfer_again_new();
	unsigned char *body = buf_alloc(LIMIT_LETTER + 1);
	struct span s = { body, LIMIT_LETTER };

	memset(body, '=', LIMIT_LETTER + 1);
	ck_same(a, s);
	body[7] = '\n';
	ck_same(a, s);
	s.n++;
	ck_same(a, s);
	memset(body, 'a', LIMIT_LETTER + 1);
	ck_same(a, s);
	s.n--;
	ck_same(a, s);
	free(body);
	transfer_again_free(&a);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, what_changed_is_encoded_and_the_rest_stays);
	tcase_add_test(tcase, any_change_gives_what_a_fresh_start_gives);
	tcase_add_test(tcase, the_longest_body_and_one_more);
}

UNIT_MAIN("transfer_again", add_tests)
