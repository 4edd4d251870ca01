#include "core/html_conditional.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

struct told {
	char words[400];
	struct span source;
	int open;
};

static void
on_begin(void *ctx, const char *value, size_t begin, size_t end, bool hidden)
{
	struct told *t = ctx;
	size_t n = strlen(t->words);

	ck_assert(hidden);
	t->open++;
	snprintf(t->words + n, sizeof t->words - n, "%s at %.*s;", value,
		(int)(end - begin), (const char *)t->source.p + begin);
}

static void
on_end(void *ctx)
{
	struct told *t = ctx;

	t->open--;
}

static const struct html_sink sink = {
	.link_begin = on_begin, .link_end = on_end,
};

static void
check(const char *comment, const char *words)
{
	char source[600];
	struct told t = { .open = 0 };
	int n = snprintf(source, sizeof source, "<p>x</p>%s<p>y", comment);

	t.source = span_str(source);
	html_conditional_read(t.source, strlen("<p>x</p>"),
		(size_t)n - strlen("<p>y"), &sink, &t);
	ck_assert_str_eq(t.words, words);
	ck_assert_int_eq(t.open, 0);
}

START_TEST(links_of_outlooks_own_part_are_told)
{
	check("<!--[if mso]><v:roundrect href=\"https://a.example/?b&amp;c\">"
		"<center>x</center></v:roundrect><![endif]-->",
		"https://a.example/?b&c at \"https://a.example/?b&amp;c\";");
	check("<!--[if (gte mso 9)|(IE)]><table><tr><td><a href='x'>1</a>"
		"<b><a href=y>2</a></b></td></tr></table><![endif]-->",
		"x at 'x';y at y;");
	check("<!--[if mso]><a href=x>", "x at x;");
}
END_TEST

START_TEST(other_comments_say_nothing)
{
	check("<!-- <a href=\"x\"> -->", "");
	check("<!--[if !mso]><!-->", "");
	check("<!--<![endif]-->", "");
	check("<!--[if mso]-->", "");
	check("<!--[if mso", "");
	check("<!--[if mso]><![endif]><a href=x>-->", "");
	check("", "");
}
END_TEST

START_TEST(what_is_too_deep_is_not_read)
{
	static const char reason[] = "<!--[if mso]><p>&#x110000;<a href=x>";

	check(reason, "");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, links_of_outlooks_own_part_are_told);
	tcase_add_test(tcase, other_comments_say_nothing);
	tcase_add_test(tcase, what_is_too_deep_is_not_read);
}

UNIT_MAIN("html_conditional", add_tests)
