#include "core/proof_locked.h"

#include "locked_world.h"

static struct locked_texts *texts;
static struct locked_block *blocks;
static struct finding finding;

static void
set_up(void)
{
	texts = locked_world_texts();
	blocks = locked_world_blocks(texts, "Contoso Ltd");
	finding = (struct finding){ .kind = FINDING_LOCKED,
		.locked = &blocks[1], .first = 1, .last = 3 };
}

static void
tear_down(void)
{
	locked_blocks_free(&blocks, 2);
	locked_texts_free(&texts);
}

static bool
good(const char *with, bool html)
{
	return proof_locked(span_str(with), &finding, span_str(CONTOSO_LINK),
		html);
}

START_TEST(the_words_and_the_link_are_good)
{
	ck_assert(good("\r\n" CONTOSO_LINK "\r\n\r\nOnly a Global\r\n"
		"administrator of your organization can accept.", false));
	ck_assert(good("<p><a href=\"" CONTOSO_LINK "\">" CONTOSO_LINK
		"</a></p><p>" TWO "</p>", true));
}
END_TEST

START_TEST(anything_else_is_not)
{
	ck_assert(!good(CONTOSO_LINK "\r\n", false));
	ck_assert(!good(CONTOSO_LINK "x\r\n\r\n" TWO, false));
	ck_assert(!good(CONTOSO_LINK "\r\n\r\n" TWO " Yes.", false));
	ck_assert(!good(TWO "\r\n\r\n" CONTOSO_LINK, false));
	ck_assert(!good("<a href=\"" FABRIKAM_LINK "\">" CONTOSO_LINK
		"</a><p>" TWO "</p>", true));
}
END_TEST

START_TEST(nothing_is_good_where_a_paragraph_goes)
{
	finding.first = finding.last = 4;
	ck_assert(good("", false));
	ck_assert(good("</b><i>", true));
	ck_assert(!good("x", false));
}
END_TEST

START_TEST(only_charset_and_encoding_may_differ)
{
	ck_assert(proof_fields(span_str("Content-Type: text/plain\r\n"
		"Content-ID: <a>\r\n\r\n"), span_str("Content-Type: "
		"text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
		"base64\r\nContent-ID: <a>\r\n\r\n")));
	ck_assert(!proof_fields(span_str("Content-ID: <a>\r\n\r\n"),
		span_str("Content-ID: <b>\r\n\r\n")));
	ck_assert(!proof_fields(span_str("Content-ID: <a>\r\n\r\n"),
		span_str("\r\n")));
	ck_assert(!proof_fields(span_str("Content-ID: <a>\r\n\r\n"),
		span_str("Content-ID: <a>\r\n\r\nx")));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_words_and_the_link_are_good);
	tcase_add_test(tcase, anything_else_is_not);
	tcase_add_test(tcase, nothing_is_good_where_a_paragraph_goes);
	tcase_add_test(tcase, only_charset_and_encoding_may_differ);
}

UNIT_MAIN("proof_locked", add_tests)
