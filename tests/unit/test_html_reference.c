#include "core/html_reference.h"

#include <gumbo.h>
#include <stdio.h>
#include <unistr.h>

#include "unit.h"

/* What gumbo makes of SOURCE, a text alone, for the caller to destroy. */
static const char *
read_by_gumbo(const char *source, GumboOutput **output_r)
{
	const GumboNode *node = (*output_r = gumbo_parse(source))->root;

	while (node->type == GUMBO_NODE_ELEMENT) {
		const GumboVector *children = &node->v.element.children;

		node = children->data[children->length - 1];
	}
	return node->v.text.text;
}

static void
expect(const char *reference, uint32_t character, const char *behind)
{
	uint8_t want[16] = { 0 };
	GumboOutput *output;
	int n = u8_uctomb(want, character, 6);

	ck_assert_int_gt(n, 0);
	snprintf((char *)want + n, sizeof want - (size_t)n, "%s", behind);
	ck_assert_str_eq(read_by_gumbo(reference, &output),
		(const char *)want);
	gumbo_destroy_output(&kGumboDefaultOptions, output);
}

/* WHATWG 13.5, those without a semicolon. */
static const char bare[] =
	"AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH "
	"Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml LT Ntilde "
	"Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc "
	"Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring "
	"atilde auml brvbar ccedil cedil cent copy curren deg divide eacute "
	"ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl "
	"igrave iquest iuml laquo lt macr micro middot nbsp not ntilde "
	"oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound "
	"quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute "
	"ucirc ugrave uml uuml yacute yen yuml";

static const char others[] =
	"Dagger OElig Prime Scaron Yuml Zcaron apos asymp bdquo bull check "
	"commat dagger emsp ensp euro ge hearts hellip infin larr ldquo le "
	"lrm lsaquo lsquo mdash minus ndash oelig permil prime rArr rarr "
	"rdquo rlm rsaquo rsquo sbquo scaron star thinsp trade zcaron zwj "
	"zwnj";

/* The next of NAMES, which are divided by blanks. */
static struct span
next_name(struct span *names)
{
	size_t end = span_find_byte(*names, 0, ' ');
	struct span name = span_sub(*names, 0,
		end == SPAN_NONE ? names->n : end);

	*names = span_sub(*names, end == SPAN_NONE ? names->n : end + 1,
		names->n);
	return name;
}

static void
expect_name(struct span name, const char *behind)
{
	char reference[20];

	ck_assert_msg(html_reference_value(name) != 0, "%.*s", (int)name.n,
		name.p);
	snprintf(reference, sizeof reference, "&%.*s%s", (int)name.n, name.p,
		behind);
	expect(reference, html_reference_value(name),
		behind[0] == ';' ? "" : behind);
}

START_TEST(a_name_stands_for_the_character_that_gumbo_knows)
{
	struct span names = span_str(others);
	size_t n = 0;

	for (; names.n; n++) {
		struct span name = next_name(&names);

		expect_name(name, ";");
		ck_assert(!html_reference_bare(name));
	}
	ck_assert_uint_gt(n, 40);
}
END_TEST

START_TEST(old_names_need_no_semicolon)
{
	struct span names = span_str(bare);
	size_t n = 0;

	for (; names.n; n++) {
		struct span name = next_name(&names);

		expect_name(name, ";");
		expect_name(name, ".");
		ck_assert(html_reference_bare(name));
		ck_assert_uint_eq(html_reference_begins(name), name.n);
	}
	ck_assert_uint_eq(n, 106);
}
END_TEST

START_TEST(other_names_are_not_known)
{
	static const char *const unknown[] = {
		"", "a", "am", "ampx", "Nbsp", "zzzz", "0", "AElig0", "ne",
	};

	for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
		struct span name = span_str(unknown[i]);

		ck_assert_uint_eq(html_reference_value(name), 0);
		ck_assert(!html_reference_bare(name));
	}
}
END_TEST

START_TEST(a_word_may_begin_with_one)
{
	ck_assert_uint_eq(html_reference_begins(span_str("notit")), 3);
	ck_assert_uint_eq(html_reference_begins(span_str("frac12")), 6);
	ck_assert_uint_eq(html_reference_begins(span_str("frac12x")), 6);
	ck_assert_uint_eq(html_reference_begins(span_str("D")), 0);
	ck_assert_uint_eq(html_reference_begins(span_str("eurox")), 0);
	ck_assert_uint_eq(html_reference_begins(span_str("")), 0);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase,
		a_name_stands_for_the_character_that_gumbo_knows);
	tcase_add_test(tcase, old_names_need_no_semicolon);
	tcase_add_test(tcase, other_names_are_not_known);
	tcase_add_test(tcase, a_word_may_begin_with_one);
}

UNIT_MAIN("html_reference", add_tests)
