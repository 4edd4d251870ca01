#include "sys/json.h"

#include <math.h>
#include <signal.h>
#include <string.h>

#include "tests/unit/unit.h"

static void
is(struct json *j, enum json_form form, const char *wanted)
{
	struct buf out;

	buf_init(&out, 4096);
	json_add(j, form, &out);
	ck_assert_str_eq(buf_str(&out), wanted);
	buf_deinit(&out);
	json_free(&j);
	ck_assert_ptr_null(j);
}

static struct json *
sample(void)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	json_put_text(j, "state", "intact");
	json_open_array(j, "keys");
	json_put_number(j, NULL, 7);
	json_put_number(j, NULL, INT64_MIN);
	json_put_bool(j, NULL, true);
	json_put_null(j, NULL);
	json_close(j);
	json_put_bool(j, "any", false);
	json_close(j);
	return j;
}

START_TEST(members_stand_in_the_order_in_which_they_were_put)
{
	is(sample(), JSON_LINE, "{\"state\":\"intact\",\"keys\":[7,"
		"-9223372036854775808,true,null],\"any\":false}");
}
END_TEST

START_TEST(the_pretty_form_is_indented)
{
	is(sample(), JSON_PRETTY,
		"{\n  \"state\": \"intact\",\n  \"keys\": [\n    7,\n"
		"    -9223372036854775808,\n    true,\n    null\n  ],\n"
		"  \"any\": false\n}");
}
END_TEST

START_TEST(empty_objects_arrays_and_strings_are_written)
{
	struct json *j = json_new();

	json_open_array(j, NULL);
	json_open_object(j, NULL);
	json_close(j);
	json_open_array(j, NULL);
	json_close(j);
	json_put_text(j, NULL, "");
	json_put_bytes(j, NULL, (struct span){ NULL, 0 });
	json_put_text(j, NULL, NULL);
	json_close(j);
	is(j, JSON_LINE, "[{},[],\"\",\"\",null]");
}
END_TEST

START_TEST(a_value_may_stand_alone)
{
	struct json *j = json_new();

	json_put_text(j, NULL, "one");
	is(j, JSON_LINE, "\"one\"");
}
END_TEST

static void
text_is(struct span text, const char *wanted)
{
	struct json *j = json_new();

	json_put_bytes(j, NULL, text);
	is(j, JSON_LINE, wanted);
}

START_TEST(what_json_reserves_is_escaped)
{
	text_is(span_str("\"\\\n\t\x01\x7f/"), "\"\\\"\\\\\\n\\t\\u0001\x7f/\"");
}
END_TEST

START_TEST(nul_is_data)
{
	text_is((struct span){ (const unsigned char *)"a\0b", 3 },
		"\"a\\u0000b\"");
}
END_TEST

START_TEST(utf8_stays_and_other_bytes_become_replacement_characters)
{
	text_is(span_str("邀请 \xf0\x9f\x98\x80"), "\"邀请 \xf0\x9f\x98\x80\"");
	text_is(span_str("caf\xe9!"), "\"caf\xef\xbf\xbd!\"");
	text_is(span_str("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
	text_is(span_str("\xed\xa0\x80"),
		"\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	text_is(span_str("ab\xe9\x82"), "\"ab\xef\xbf\xbd\xef\xbf\xbd\"");
}
END_TEST

START_TEST(real_numbers_that_json_lacks_become_null)
{
	struct json *j = json_new();

	json_open_array(j, NULL);
	json_put_real(j, NULL, 0.5);
	json_put_real(j, NULL, INFINITY);
	json_put_real(j, NULL, NAN);
	json_close(j);
	is(j, JSON_LINE, "[0.5,null,null]");
}
END_TEST

/* JSON_DEPTH objects in each other; one more aborts. */
static struct json *
nested(size_t depth)
{
	struct json *j = json_new();

	for (size_t i = 0; i < depth; i++)
		json_open_array(j, NULL);
	for (size_t i = 0; i < depth; i++)
		json_close(j);
	return j;
}

START_TEST(values_nest_to_the_limit)
{
	is(nested(JSON_DEPTH), JSON_LINE, "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]");
}
END_TEST

START_TEST(deeper_values_are_a_fault_of_ours)
{
	nested(JSON_DEPTH + 1);
}
END_TEST

START_TEST(a_member_without_a_name_is_a_fault_of_ours)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	json_put_number(j, NULL, 1);
}
END_TEST

static char *
listed(size_t n)
{
	struct json_list list;
	struct err err = { .kind = ERR_NONE };
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	json_list_begin(&list, out);
	for (size_t i = 0; i < n; i++) {
		struct json *j = json_new();

		json_open_object(j, NULL);
		json_put_number(j, "n", (int64_t)i);
		json_close(j);
		json_list_add(&list, &j);
		ck_assert_ptr_null(j);
	}
	ck_assert_int_eq(json_list_end(&list, &err), 0);
	fclose(out);
	return text;
}

START_TEST(a_list_has_an_element_a_line)
{
	static const char *const wanted[] = { "[]\n", "[\n  {\"n\":0}\n]\n",
		"[\n  {\"n\":0},\n  {\"n\":1}\n]\n" };

	for (size_t n = 0; n < 3; n++) {
		char *text = listed(n);

		ck_assert_str_eq(text, wanted[n]);
		free(text);
	}
}
END_TEST

START_TEST(what_can_t_be_written_is_an_error)
{
	FILE *full = fopen("/dev/full", "w");
	struct json *j = json_new();
	struct json_list list;
	struct err err = { .kind = ERR_NONE };

	setvbuf(full, NULL, _IONBF, 0);
	json_put_text(j, NULL, "x");
	ck_assert_int_eq(json_print(j, JSON_LINE, full, &err), -1);
	ck_assert_int_eq(err.kind, ERR_IO);
	json_list_begin(&list, full);
	json_list_add(&list, &j);
	ck_assert_int_eq(json_list_end(&list, &err), -1);
	fclose(full);
}
END_TEST

START_TEST(printing_ends_the_line)
{
	char text[16] = "";
	FILE *out = fmemopen(text, sizeof text, "w");
	struct json *j = json_new();
	struct err err = { .kind = ERR_NONE };

	json_put_number(j, NULL, 1);
	ck_assert_int_eq(json_print(j, JSON_PRETTY, out, &err), 0);
	fclose(out);
	ck_assert_str_eq(text, "1\n");
	json_free(&j);
	json_free(&j);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, members_stand_in_the_order_in_which_they_were_put);
	tcase_add_test(t, the_pretty_form_is_indented);
	tcase_add_test(t, empty_objects_arrays_and_strings_are_written);
	tcase_add_test(t, a_value_may_stand_alone);
	tcase_add_test(t, what_json_reserves_is_escaped);
	tcase_add_test(t, nul_is_data);
	tcase_add_test(t,
		utf8_stays_and_other_bytes_become_replacement_characters);
	tcase_add_test(t, real_numbers_that_json_lacks_become_null);
	tcase_add_test(t, values_nest_to_the_limit);
	tcase_add_test_raise_signal(t, deeper_values_are_a_fault_of_ours,
		SIGABRT);
	tcase_add_test_raise_signal(t,
		a_member_without_a_name_is_a_fault_of_ours, SIGABRT);
	tcase_add_test(t, a_list_has_an_element_a_line);
	tcase_add_test(t, what_can_t_be_written_is_an_error);
	tcase_add_test(t, printing_ends_the_line);
}

UNIT_MAIN("json", add_tests)
