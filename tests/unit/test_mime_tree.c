#include "core/mime_tree.h"

#include <string.h>

#include "core/limits.h"
#include "unit.h"

#define HEAD "Subject: x\r\nMIME-Version: 1.0\r\nTo: y\r\n"
#define MIXED HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n"

/* A message and GMime's reading: of all bytes, of an outline with its body,
 * and of one without. */
struct reading {
	struct message *m;
	struct mime_outline outline;
	struct mime_tree *tree;
};

static struct err err;

static void
start(struct reading *r, const char *in, int which)
{
	struct mime_lines lines;

	ck_assert_int_eq(message_borrow(span_str(in), &r->m, &err), 0);
	ck_assert(mime_lines_find(&lines, message_bytes(r->m),
		LIMIT_MIME_DELIMITERS));
	ck_assert(mime_outline_draw(&r->outline, r->m,
		which == 2 ? &lines : NULL));
	r->tree = mime_tree_new(r->m, which ? &r->outline : NULL);
	mime_lines_deinit(&lines);
}

static void
done(struct reading *r)
{
	mime_tree_free(&r->tree);
	mime_outline_deinit(&r->outline);
	message_free(&r->m);
}

START_TEST(contents_lie_where_the_message_has_them)
{
	static const char in[] = MIXED "prologue\r\nmore\r\n--b\r\n"
		"Content-Type: text/plain\r\nX: y\r\n\r\none\r\ntwo\r\n\r\n"
		"--b\r\nX: y\r\n\r\nthree\r\n--b--\r\nepilogue\r\nmore\r\n";
	static const char *const contents[] = { "one\r\ntwo\r\n", "three" };
	const struct mime_node *root;
	struct reading r;
	size_t begin, end;

	start(&r, in, _i);
	root = mime_tree_root(r.tree);
	ck_assert(mime_node_is_multipart(root));
	ck_assert_uint_eq(mime_node_child_count(root), 2);
	for (size_t i = 0; i < 2; i++) {
		ck_assert(mime_node_content(r.tree, mime_node_child(root, i),
			&begin, &end));
		ck_assert_uint_eq(begin, (size_t)(strstr(in, contents[i]) -
			in));
		ck_assert_uint_eq(end - begin, strlen(contents[i]));
	}
	ck_assert(!mime_node_content(r.tree, root, &begin, &end));
	ck_assert_uint_eq(mime_tree_warning_count(r.tree), 0);
	ck_assert(!mime_tree_too_deep(r.tree));
	done(&r);
}
END_TEST

START_TEST(what_fields_say_is_told_as_written)
{
	const struct mime_node *root;
	struct reading r;

	start(&r, HEAD "Content-Type: Text/HTML (c); Charset=\"UTF\\-8\";\r\n"
		" name*=utf-8''%C3%A4\r\nContent-ID: <a@b>\r\n"
		"Content-Disposition: Inline\r\n\r\nx", _i);
	root = mime_tree_root(r.tree);
	ck_assert_str_eq(mime_node_type(root), "Text");
	ck_assert_str_eq(mime_node_subtype(root), "HTML");
	ck_assert_str_eq(mime_node_parameter(root, "charset"), "UTF-8");
	ck_assert_ptr_null(mime_node_parameter(root, "format"));
	ck_assert_str_eq(mime_node_filename(root), "\xC3\xA4");
	ck_assert_str_eq(mime_node_disposition(root), "Inline");
	ck_assert_str_eq(mime_node_content_id(root), "a@b");
	ck_assert(!mime_node_is_multipart(root));
	done(&r);
}
END_TEST

/* Outlines keep all of the body where something is wrong with it. */
START_TEST(warnings_lie_where_the_message_has_them)
{
	static const char in[] = MIXED "--b\r\nX: y\r\nno colon\r\n\r\nx\r\n"
		"--b--\r\n";
	const struct mime_warning *w;
	struct reading r;

	start(&r, in, _i);
	ck_assert_uint_gt(mime_tree_warning_count(r.tree), 0);
	w = mime_tree_warning(r.tree, 0);
	ck_assert_str_eq(w->what, "a header line that names no field");
	ck_assert_uint_eq(w->offset, (size_t)(strstr(in, "no colon") - in));
	done(&r);
}
END_TEST

START_TEST(warnings_that_change_no_structure_are_not_kept)
{
	struct reading r;

	start(&r, "Subject: \xE4\r\nSubject: two\r\nFrom: <<\r\n"
		"Content-Type: text/plain; name=a; name=b;;\r\n\r\nx", _i);
	ck_assert_uint_eq(mime_tree_warning_count(r.tree), 0);
	done(&r);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, contents_lie_where_the_message_has_them, 0,
		3);
	tcase_add_loop_test(tcase, what_fields_say_is_told_as_written, 0, 3);
	tcase_add_loop_test(tcase, warnings_lie_where_the_message_has_them, 0,
		2);
	tcase_add_loop_test(tcase,
		warnings_that_change_no_structure_are_not_kept, 0, 2);
}

UNIT_MAIN("mime_tree", add_tests)
