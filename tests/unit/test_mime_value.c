#include "core/mime_value.h"

#include "core/buf.h"
#include "unit.h"

/* Each word that is read in [], "!" when one is not said plainly. */
static char *
read_parameters(const char *in)
{
	struct span s = span_str(in), name, value;
	struct buf b;

	buf_init(&b, 4096);
	while (!mime_value_end(&s)) {
		if (!mime_value_parameter(&s, &name, &value)) {
			buf_add_str(&b, "!");
			break;
		}
		buf_add_str(&b, "[");
		buf_add(&b, name);
		buf_add_str(&b, "=");
		buf_add(&b, value);
		buf_add_str(&b, "]");
	}
	return buf_take(&b);
}

static const struct {
	const char *in, *want;
} parameters[] = {
	{ "", "" },
	{ " \t\r\n ", "" },
	{ ";a=b", "[a=b]" },
	{ " ; a=b \r\n\t; C=D ", "[a=b][C=D]" },
	{ ";a=\"b\";c=\"d e\"", "[a=b][c=d e]" },
	{ ";a=\"(b); c=d, <e>@/?='%\"", "[a=(b); c=d, <e>@/?='%]" },
	{ ";a=!#$&+.^_`{|}~-9", "[a=!#$&+.^_`{|}~-9]" },
	{ ";x-unix-mode=0644", "[x-unix-mode=0644]" },
	{ "a=b", "!" },
	{ ";", "!" },
	{ ";a", "!" },
	{ ";a=", "!" },
	{ ";=b", "!" },
	{ ";a=\"\"", "!" },
	{ ";a=\"", "!" },
	{ ";a=\"b", "!" },
	{ ";a=\"b\"c", "[a=b]!" },
	{ ";a=b c", "[a=b]!" },
	{ ";a=b;", "[a=b]!" },
	{ ";a=b;;c=d", "[a=b]!" },
	{ ";a =b", "!" },
	{ ";a= b", "!" },
	{ ";a=b(c)", "[a=b]!" },
	{ ";a=(c)b", "!" },
	{ ";a=b/c", "[a=b]!" },
	{ ";a=\"b\\c\"", "!" },
	{ ";a=\"b\tc\"", "!" },
	{ ";a=\"b\r\n c\"", "!" },
	{ ";a=\"\xC3\xA4\"", "!" },
	{ ";a=\"\x7F\"", "!" },
	{ ";a=\xE4", "!" },
	/* RFC 2047 and 2231 */
	{ ";a=\"=?utf-8?q?b?=\"", "!" },
	{ ";a=\"?=\"", "[a=?=]" },
	{ ";a*=us-ascii''b", "!" },
	{ ";a*0=b", "!" },
	{ ";a=%41", "!" },
	{ ";a='b'", "!" },
	{ ";a=b*", "[a=b]!" },
	{ ";a=\"b*\"", "!" },
};

START_TEST(parameters_are_read_where_nothing_is_to_be_undone)
{
	char *got = read_parameters(parameters[_i].in);

	ck_assert_str_eq(got, parameters[_i].want);
	free(got);
}
END_TEST

START_TEST(nul_is_no_part_of_a_word)
{
	static const unsigned char in[] = ";a=b\0c;d=\"e\0f\"";
	struct span s = { in, sizeof in - 1 }, name, value;

	ck_assert(mime_value_parameter(&s, &name, &value));
	ck_assert(span_eq_str(value, "b"));
	ck_assert(!mime_value_end(&s));
	s = (struct span){ in + 6, sizeof in - 7 };
	ck_assert(!mime_value_parameter(&s, &name, &value));
}
END_TEST

static const struct {
	const char *in, *type, *subtype;	/* NULL: not plain */
	const char *rest;
} types[] = {
	{ "text/plain", "text", "plain", "" },
	{ " \r\n Text/HTML ; a=b", "Text", "HTML", " ; a=b" },
	{ "application/vnd.a-b+xml;c=d", "application", "vnd.a-b+xml",
	  ";c=d" },
	{ "a/b c", "a", "b", " c" },
	{ "a/b/c", "a", "b", "/c" },
	{ "", NULL, NULL, NULL },
	{ "text", NULL, NULL, NULL },
	{ "text/", NULL, NULL, NULL },
	{ "/plain", NULL, NULL, NULL },
	{ "text /plain", NULL, NULL, NULL },
	{ "text/ plain", NULL, NULL, NULL },
	{ "(c)text/plain", NULL, NULL, NULL },
	{ "\"text\"/plain", NULL, NULL, NULL },
	{ "text/*", NULL, NULL, NULL },
};

START_TEST(a_type_is_two_tokens)
{
	struct span s = span_str(types[_i].in), type, subtype;

	if (!mime_value_type(&s, &type, &subtype)) {
		ck_assert_ptr_null(types[_i].type);
		return;
	}
	ck_assert(span_eq_str(type, types[_i].type));
	ck_assert(span_eq_str(subtype, types[_i].subtype));
	ck_assert(span_eq_str(s, types[_i].rest));
}
END_TEST

START_TEST(a_token_ends_where_another_byte_is)
{
	struct span s = span_str(" \tinline; a=b"), token;

	ck_assert(mime_value_token(&s, &token));
	ck_assert(span_eq_str(token, "inline"));
	ck_assert(span_eq_str(s, "; a=b"));
	ck_assert(!mime_value_token(&s, &token));
	s = span_str("");
	ck_assert(!mime_value_token(&s, &token));
}
END_TEST

#define N(table) (int)(sizeof(table) / sizeof(table)[0])

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase,
		parameters_are_read_where_nothing_is_to_be_undone, 0,
		N(parameters));
	tcase_add_test(tcase, nul_is_no_part_of_a_word);
	tcase_add_loop_test(tcase, a_type_is_two_tokens, 0, N(types));
	tcase_add_test(tcase, a_token_ends_where_another_byte_is);
}

UNIT_MAIN("mime_value", add_tests)
