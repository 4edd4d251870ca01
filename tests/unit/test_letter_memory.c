#include "core/letter_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/wrap.h"
#include "unit.h"

static void
set(struct vars *v, enum var var, const char *value)
{
	struct err err;

	ck_assert_int_eq(vars_set(v, var, span_str(value), &err), 0);
}

/* The first paragraph of BODY, remembered or made. */
static void
ck_text(struct letter_memory *m, const char *body, const struct vars *v,
	const char *wanted)
{
	const struct markdown *got;
	struct err err;

	ck_assert_int_eq(letter_memory_markdown(m, span_str(body), v, &got,
		&err), 0);
	ck_assert_uint_eq(got->n, 1);
	ck_assert_str_eq(got->list[0].text, wanted);
}

START_TEST(a_body_is_made_anew_when_a_value_of_its_own_changes)
{
	struct letter_memory *m = letter_memory_new();
	const struct markdown *first, *second;
	struct vars v = { { NULL } };
	struct err err;

	set(&v, VAR_NAME, "Anna");
	set(&v, VAR_COMPANY, "Contoso");
	ck_text(m, "for {{company}}", &v, "for Contoso");
	ck_text(m, "to {{name}}", &v, "to Anna");
	set(&v, VAR_NAME, "Ben");
	ck_text(m, "to {{name}}", &v, "to Ben");
	ck_text(m, "for {{company}}", &v, "for Contoso");
	set(&v, VAR_COMPANY, "");
	ck_assert_int_eq(letter_memory_markdown(m,
		span_str("for {{company}}"), &v, &first, &err), -1);
	set(&v, VAR_COMPANY, "Fabrikam");
	ck_text(m, "for {{company}}", &v, "for Fabrikam");
	/* what does not change is the same */
	ck_assert_int_eq(letter_memory_markdown(m,
		span_str("for {{company}}"), &v, &first, &err), 0);
	set(&v, VAR_NAME, "Carl");
	ck_text(m, "to {{name}}", &v, "to Carl");
	ck_assert_int_eq(letter_memory_markdown(m,
		span_str("for {{company}}"), &v, &second, &err), 0);
	ck_assert_ptr_eq(first, second);
	ck_assert_str_eq(first->list[0].text, "for Fabrikam");
	ck_assert_int_eq(letter_memory_markdown(m, span_str(""), &v, &first,
		&err), 0);
	ck_assert_uint_eq(first->n, 0);
	vars_deinit(&v);
	letter_memory_free(&m);
	ck_assert_ptr_null(m);
}
END_TEST

/* More paragraphs than there is room for. */
START_TEST(words_are_wrapped_as_without_a_memory)
{
	struct letter_memory *m = letter_memory_new();
	struct buf words, wanted, got;
	int round, i, k;

	buf_init(&words, LIMIT_LETTER);
	buf_init(&wanted, LIMIT_LETTER);
	buf_init(&got, LIMIT_LETTER);
	for (round = 0; round < 2; round++)
		for (i = 0; i < 1000; i++) {
			buf_reset(&words);
			buf_reset(&wanted);
			buf_reset(&got);
			for (k = 0; k < i % 40; k++)
				buf_printf(&words, "word %d, ", i);
			wrap_paragraph(buf_span(&words), WRAP_COLUMNS,
				&wanted);
			letter_memory_wrap(m, buf_span(&words), &got);
			ck_assert_str_eq(buf_str(&got), buf_str(&wanted));
		}
	buf_deinit(&words);
	buf_deinit(&wanted);
	buf_deinit(&got);
	letter_memory_free(&m);
}
END_TEST

START_TEST(a_paragraph_that_is_too_long_is_told)
{
	struct letter_memory *m = letter_memory_new();
	unsigned char *words = buf_alloc(LIMIT_LETTER + 1);
	struct buf out;
	int i;

	memset(words, 'a', LIMIT_LETTER + 1);
	for (i = -1; i <= 1; i++) {
		struct span s = { words, (size_t)(LIMIT_LETTER + i) };

		buf_init(&out, LIMIT_LETTER);
		letter_memory_wrap(m, s, &out);
		/* the line end needs room, too */
		ck_assert_int_eq(buf_ok(&out), i < 0);
		buf_deinit(&out);
	}
	free(words);
	letter_memory_free(&m);
}
END_TEST

START_TEST(text_and_page_are_encoded_apart)
{
	struct letter_memory *m = letter_memory_new();
	struct buf b;
	int i;

	for (i = 0; i < 3; i++) {
		buf_init(&b, LIMIT_LETTER);
		letter_memory_encode(m, "plain", span_str("a=b\nc\n"), &b);
		letter_memory_encode(m, "html", span_str("<p>=\nc\n"), &b);
		ck_assert_str_eq(buf_str(&b),
			"a=3Db\r\nc\r\n<p>=3D\r\nc\r\n");
		buf_deinit(&b);
	}
	letter_memory_free(&m);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		a_body_is_made_anew_when_a_value_of_its_own_changes);
	tcase_add_test(tcase, words_are_wrapped_as_without_a_memory);
	tcase_add_test(tcase, a_paragraph_that_is_too_long_is_told);
	tcase_add_test(tcase, text_and_page_are_encoded_apart);
}

UNIT_MAIN("letter_memory", add_tests)
