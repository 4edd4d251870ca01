#include "core/template.h"

#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "unit.h"

#define FRONT "---\nsubject: Hello\n---\n"

/* What is wrong with WORDS, as one text. */
static const char *
wrong(enum template_kind kind, const char *words)
{
	static char text[4096];
	struct template *t;
	struct faults p;

	faults_init(&p);
	t = template_parse(kind, "f.md", span_str(words), &p);
	ck_assert((t == NULL) == (p.n > 0));
	snprintf(text, sizeof(text), "%s", p.n > 0 ? buf_str(&p.text) : "");
	template_free(&t);
	faults_deinit(&p);
	return text;
}

#define ck_wrong_at(words, place, what) do {				\
	const char *seen_ = wrong(TEMPLATE_OWN, words);			\
	ck_assert_msg(strncmp(seen_, "f.md:" place ": ",		\
		strlen("f.md:" place ": ")) == 0, "%s", seen_);		\
	ck_assert_msg(strstr(seen_, what) != NULL, "%s", seen_);	\
} while (0)

START_TEST(two_paragraphs_one_or_none_may_stand)
{
	ck_assert_str_eq(wrong(TEMPLATE_OWN, FRONT), "");
	ck_assert_str_eq(wrong(TEMPLATE_OWN, FRONT "\nOne.\n"), "");
	ck_assert_str_eq(wrong(TEMPLATE_OWN, FRONT "\nOne.\n\nTwo.\n"), "");
	ck_assert_int_eq(LIMIT_OWN_PARAGRAPHS, 2);
	ck_wrong_at(FRONT "\nOne.\n\nTwo.\n\nThree.\n\nFour.\n", "9:1",
		"at most 2 paragraphs");
}
END_TEST

START_TEST(whatever_is_no_plain_paragraph_is_told_with_its_place)
{
	ck_wrong_at(FRONT "\nSee [us](x) now.\n", "5:5", "no link");
	ck_wrong_at(FRONT "\nOne\ntwo <b>three</b>.\n", "6:5", "no raw HTML");
	ck_wrong_at(FRONT "\n![x](y)\n", "5:1", "no image");
	ck_wrong_at(FRONT "\n# Big\n", "5:1", "heading");
	ck_wrong_at(FRONT "\nWords.\n\n* item\n", "7:1", "list");
	ck_wrong_at(FRONT "\n<div>\nx\n</div>\n", "5:1", "raw HTML");
	ck_wrong_at(FRONT "\n`x`\n", "5:1", "code");
	ck_wrong_at(FRONT "\n> old\n", "5:1", "quotation");
}
END_TEST

START_TEST(code_of_several_lines_leaves_places_in_the_file)
{
	ck_wrong_at(FRONT "\n"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`b\n"
		"c`<i>\n", "5:53", "code");
	/* The end of the first line: cmark tells no more. */
	ck_assert_ptr_nonnull(strstr(wrong(TEMPLATE_OWN, FRONT "\n"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`b\n"
		"c`<i>\n"), "\nf.md:5:55: no raw HTML"));
}
END_TEST

START_TEST(an_address_is_a_link_however_it_is_written)
{
	ck_wrong_at(FRONT "\nGo to https://contoso.example now.\n", "5:7",
		"web address");
	ck_wrong_at(FRONT "\n\xe4\xb8\xad\xe6\x96\x87 www.contoso.example\n",
		"5:4", "web address");
	ck_wrong_at(FRONT "\n<https://contoso.example>\n", "5:1", "no link");
	ck_wrong_at(FRONT "\nhttps&#58;//contoso.example\n", "5:1",
		"web address");
	ck_wrong_at(FRONT "\n[a]: https://contoso.example\n", "5:6",
		"web address");
	ck_wrong_at("---\nsubject: at www.contoso.example\n---\n", "2:13",
		"web address");
}
END_TEST

START_TEST(an_unknown_variable_is_told_with_the_known_ones)
{
	ck_wrong_at(FRONT "\nDear {{first_name}},\n", "5:6",
		"known are: name, company");
	ck_wrong_at("---\nsubject: {{nmae}}\n---\n", "2:10", "\"nmae\"");
	ck_wrong_at(FRONT "\nDear {{name\n", "5:6", "no }}");
	ck_wrong_at(FRONT "\nDear {{\nname}}\n", "5:6", "no }}");
	ck_wrong_at(FRONT "\nDear {{\rname}}\n", "5:6", "no }}");
	ck_wrong_at(FRONT "\n{{link}}\n", "5:1", "by itself");
	ck_assert_str_eq(wrong(TEMPLATE_OWN, FRONT "\n{{ name }} x\n"), "");
}
END_TEST

START_TEST(front_matter_is_checked_line_by_line)
{
	ck_wrong_at("Hello\n", "1:1", "must begin with a line ---");
	ck_wrong_at("---\nsubject: x\n", "1:1", "have no end");
	ck_wrong_at("---\nsubject: x\nsubjekt: y\n---\n", "3:1",
		"no key \"subjekt\"");
	ck_wrong_at("---\nsubject: x\nsubject: y\n---\n", "3:1",
		"second time");
	ck_wrong_at("---\nsubject: x\nwords\n---\n", "3:1", "no \"key: value");
	ck_wrong_at("---\npreheader: x\n---\n", "1:1",
		"\"subject\" is missing");
	ck_assert_str_eq(wrong(TEMPLATE_OWN, "\xef\xbb\xbf---\r\n"
		"subject: x\r\n# note\r\n\r\n---\r\nOne.\r\n"), "");
}
END_TEST

START_TEST(characters_that_nobody_sees_are_refused)
{
	ck_wrong_at(FRONT "\nab\xe2\x80\xae" "cd\n", "5:3", "turns text around");
	ck_wrong_at(FRONT "\nab\xe2\x80\x8b" "cd\n", "5:3", "invisible");
	ck_wrong_at(FRONT "\nab\xff" "cd\n", "5:3", "not UTF-8");
}
END_TEST

START_TEST(the_locked_block_holds_its_link_once_and_alone)
{
	const char *front = "---\nbutton: b\ncopy: c\n---\n";
	char words[256];

	snprintf(words, sizeof(words), "%s\nOne {{partner}}.\n\n{{link}}\n",
		front);
	ck_assert_str_eq(wrong(TEMPLATE_LOCKED, words), "");
	snprintf(words, sizeof(words), "%s\nOne {{link}}.\n", front);
	ck_assert_ptr_nonnull(strstr(wrong(TEMPLATE_LOCKED, words),
		"paragraph of its own"));
	snprintf(words, sizeof(words), "%s\nOne.\n", front);
	ck_assert_ptr_nonnull(strstr(wrong(TEMPLATE_LOCKED, words),
		"stands 0 times"));
	snprintf(words, sizeof(words), "%s\n{{name}}\n\n{{link}}\n", front);
	ck_assert_ptr_nonnull(strstr(wrong(TEMPLATE_LOCKED, words),
		"same for everybody"));
}
END_TEST

START_TEST(the_locked_block_has_a_length_and_not_one_paragraph_more)
{
	struct buf b;
	int i;

	buf_init(&b, 1024);
	buf_add_str(&b, "---\nbutton: b\ncopy: c\n---\n\n{{link}}\n");
	for (i = 1; i < LIMIT_LOCKED_PARAGRAPHS; i++)
		buf_add_str(&b, "\nOne.\n");
	ck_assert_str_eq(wrong(TEMPLATE_LOCKED, buf_str(&b)), "");
	buf_add_str(&b, "\nOne.\n");
	ck_assert_ptr_nonnull(strstr(wrong(TEMPLATE_LOCKED, buf_str(&b)),
		"at most 12 paragraphs"));
	buf_deinit(&b);
}
END_TEST

START_TEST(all_faults_are_told_at_once)
{
	const char *seen = wrong(TEMPLATE_OWN,
		FRONT "\n{{a}} [x](y)\n\n{{b}}\n");

	ck_assert_ptr_nonnull(strstr(seen, "f.md:5:1: "));
	ck_assert_ptr_nonnull(strstr(seen, "f.md:5:7: "));
	ck_assert_ptr_nonnull(strstr(seen, "f.md:7:1: "));
}
END_TEST

START_TEST(a_template_has_a_size_and_not_one_byte_more)
{
	size_t n = LIMIT_TEMPLATE;
	char *words = malloc(n + 2);

	memset(words, 'x', n + 1);
	memcpy(words, FRONT, strlen(FRONT));
	words[n] = '\0';
	ck_assert_str_eq(wrong(TEMPLATE_OWN, words), "");
	words[n] = 'x';
	words[n + 1] = '\0';
	ck_assert_ptr_nonnull(strstr(wrong(TEMPLATE_OWN, words), "larger"));
	free(words);
}
END_TEST

START_TEST(missing_values_are_told_where_they_are_used)
{
	struct vars v = { { NULL } };
	struct template *t;
	struct faults p;
	struct err err;

	faults_init(&p);
	t = template_parse(TEMPLATE_OWN, "f.md", span_str("---\nsubject: x\n"
		"greeting: Dear {{name}}\n---\n\nFor {{company}}.\n"), &p);
	ck_assert_ptr_nonnull(t);
	template_check_values(t, &v, &p);
	ck_assert_uint_eq(p.n, 1);
	ck_assert_int_eq(faults_err(&p, ERR_DATA, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text,
		"f.md:6:5: {{company}} has no value"));
	template_free(&t);
	faults_deinit(&p);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, two_paragraphs_one_or_none_may_stand);
	tcase_add_test(tcase,
		whatever_is_no_plain_paragraph_is_told_with_its_place);
	tcase_add_test(tcase,
		code_of_several_lines_leaves_places_in_the_file);
	tcase_add_test(tcase, an_address_is_a_link_however_it_is_written);
	tcase_add_test(tcase, an_unknown_variable_is_told_with_the_known_ones);
	tcase_add_test(tcase, front_matter_is_checked_line_by_line);
	tcase_add_test(tcase, characters_that_nobody_sees_are_refused);
	tcase_add_test(tcase, the_locked_block_holds_its_link_once_and_alone);
	tcase_add_test(tcase,
		the_locked_block_has_a_length_and_not_one_paragraph_more);
	tcase_add_test(tcase, all_faults_are_told_at_once);
	tcase_add_test(tcase, a_template_has_a_size_and_not_one_byte_more);
	tcase_add_test(tcase, missing_values_are_told_where_they_are_used);
}

UNIT_MAIN("template", add_tests)
