#include "cloud/document.h"

#include <string.h>

#include "core/buf.h"
#include "unit.h"

static struct document *
parse(const char *text)
{
	struct document *d;
	struct err err = { 0 };

	ck_assert_msg(document_parse(span_str(text), &d, &err) == 0, "%s",
	    err.text);
	return d;
}

START_TEST(members_are_text_or_numbers_or_not_there)
{
	struct document *d = parse("{\"a\":\"x\",\"n\":3600,\"s\":\"3599\","
	    "\"z\":null,\"o\":{\"a\":1},\"m\":-1,\"f\":1.5,\"b\":\"12x\","
	    "\"e\":\"\",\"big\":\"99999999999999999999\","
	    "\"0\":\"0\"}");
	int64_t n = 7;

	ck_assert_str_eq(document_text(d, "a"), "x");
	ck_assert_ptr_null(document_text(d, "n"));
	ck_assert_ptr_null(document_text(d, "z"));
	ck_assert_ptr_null(document_text(d, "o"));
	ck_assert_ptr_null(document_text(d, "A"));
	ck_assert(document_number(d, "n", &n) && n == 3600);
	ck_assert(document_number(d, "s", &n) && n == 3599);
	ck_assert(document_number(d, "0", &n) && n == 0);
	for (const char *name = "zomfbe"; *name; name++)
		ck_assert(!document_number(d, (char[]){ *name, '\0' }, &n));
	ck_assert(!document_number(d, "big", &n));
	ck_assert_int_eq(n, 0);
	document_free(&d);
	ck_assert_ptr_null(d);
	document_free(&d);
}
END_TEST

START_TEST(what_is_no_object_is_told_without_its_words)
{
	static const char *const rows[][2] = {
		{ "", "nothing came" }, { " \r\n", "nothing came" },
		{ "<html>hunter2", "an HTML page" },
		{ "\n <!DOCTYPE html>", "an HTML page" },
		{ "{\"token\":\"hunter2\"", "line 1, column" },
		{ "{\n\"token\": hunter2}", "line 2, column" },
		{ "hunter2", "line 1, column" }, { "[]", "no object" },
		{ "\"hunter2\"", "no JSON" }, { "{} {}", "no JSON" },
		{ "{\"a\":1,\"a\":2}", "no JSON" },
		{ "{\"a\":\"\\u0000\"}", "no JSON" },
		{ "{\"a\":\"\xff\"}", "no JSON" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct document *d = NULL;
		struct err err = { 0 };

		ck_assert_msg(document_parse(span_str(rows[i][0]), &d,
		    &err) == -1, "%s", rows[i][0]);
		ck_assert_int_eq(err.kind, ERR_PROTOCOL);
		ck_assert_msg(strstr(err.text, rows[i][1]), "%s: %s",
		    rows[i][0], err.text);
		ck_assert(strstr(err.text, "hunter2") == NULL);
	}
}
END_TEST

START_TEST(a_path_leads_through_objects_and_lists)
{
	struct document *d = parse("{\"items\":[{\"id\":\"a\",\"on\":true},"
	    "7,\"x\",{\"id\":\"b\",\"on\":false,\"off\":\"true\"}],"
	    "\"links\":{\"next\":{\"uri\":\"/n\"}}}");
	const struct document_part *root = document_root(d);
	const struct document_part *items = document_part(root, "items");
	const struct document_part *last = document_item(items, 3);
	bool flag = false;

	ck_assert_uint_eq(document_items(items), 4);
	ck_assert_str_eq(document_part_text(document_item(items, 0), "id"),
	    "a");
	ck_assert_str_eq(document_part_text(last, "id"), "b");
	ck_assert_str_eq(document_string(document_item(items, 2)), "x");
	ck_assert(document_part_flag(document_item(items, 0), "on", &flag) &&
	    flag);
	ck_assert(document_part_flag(last, "on", &flag) && !flag);
	ck_assert(!document_part_flag(last, "off", &flag));
	ck_assert_str_eq(document_part_text(document_part(document_part(root,
	    "links"), "next"), "uri"), "/n");
	document_free(&d);
}
END_TEST

START_TEST(what_is_not_there_has_nothing_in_it)
{
	struct document *d = parse("{\"a\":[],\"n\":null,\"t\":\"x\"}");
	const struct document_part *root = document_root(d);
	bool flag = true;

	for (const char *name = "antz"; *name; name++) {
		const struct document_part *p = document_part(root,
		    (char[]){ *name, '\0' });

		ck_assert_uint_eq(document_items(p), 0);
		ck_assert_ptr_null(document_item(p, 0));
		ck_assert_ptr_null(document_part(p, "a"));
		ck_assert_ptr_null(document_part_text(p, "a"));
		ck_assert(!document_part_flag(p, "a", &flag) && flag);
	}
	ck_assert_ptr_null(document_string(NULL));
	document_free(&d);
}
END_TEST

/* jansson's parser goes as deep as the text; it has a bound of its own. */
START_TEST(depth_has_a_bound)
{
	struct document *d = NULL;
	struct err err = { 0 };
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_add_str(&b, "{\"a\":");
	while (b.n < 1 << 19)
		buf_add_byte(&b, '[');
	ck_assert_int_eq(document_parse(buf_span(&b), &d, &err), -1);
	buf_deinit(&b);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, members_are_text_or_numbers_or_not_there);
	tcase_add_test(tcase, what_is_no_object_is_told_without_its_words);
	tcase_add_test(tcase, a_path_leads_through_objects_and_lists);
	tcase_add_test(tcase, what_is_not_there_has_nothing_in_it);
	tcase_add_test(tcase, depth_has_a_bound);
}

UNIT_MAIN("document", add_tests)
