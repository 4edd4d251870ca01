#include "core/html_style.h"

#include "unit.h"

static const struct {
	const char *style;
	struct html_style want;
} styles[] = {
	{ NULL, { 0 } },
	{ "", { 0 } },
	{ "color:red", { 0 } },
	{ "display:none", { .gone = true } },
	{ "DISPLAY : None !important", { .gone = true } },
	{ "color:red;display:/* x */none;", { .gone = true } },
	{ "display:block", { 0 } },
	{ "visibility:hidden", { .visibility = HTML_STYLE_OFF } },
	{ "visibility: visible", { .visibility = HTML_STYLE_ON } },
	{ "font-size:0", { .font = HTML_STYLE_OFF } },
	{ "font-size:0.0px", { .font = HTML_STYLE_OFF } },
	{ "font-size:0.5em", { .font = HTML_STYLE_ON } },
	{ "font-size:14px", { .font = HTML_STYLE_ON } },
	{ "font:0/0 a", { .font = HTML_STYLE_OFF } },
	{ "font:bold 12px serif", { 0 } },
	{ "width:0;height:0", { .gone = true } },
	{ "height:0", { 0 } },
	{ "height:0;overflow:hidden", { .gone = true } },
	{ "width:100%;overflow:hidden", { 0 } },
	{ "max-height:0px", { .gone = true } },
	{ "max-height:10px", { 0 } },
	{ "opacity:0", { .gone = true } },
	{ "opacity:0.9", { 0 } },
	{ "border:none;border-top:solid #E1E1E1 1.0pt", { .rule = true } },
	{ "border-top:none", { 0 } },
	{ "display", { 0 } },
	{ ":;:;;", { 0 } },
};

START_TEST(an_inline_style_tells_what_is_seen)
{
	const struct html_style *want = &styles[_i].want;
	struct html_style got;

	html_style_read(span_str(styles[_i].style), &got);
	ck_assert_int_eq(got.gone, want->gone);
	ck_assert_int_eq(got.visibility, want->visibility);
	ck_assert_int_eq(got.font, want->font);
	ck_assert_int_eq(got.rule, want->rule);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_loop_test(t, an_inline_style_tells_what_is_seen, 0,
		sizeof styles / sizeof styles[0]);
}

UNIT_MAIN("html_style", add_tests)
