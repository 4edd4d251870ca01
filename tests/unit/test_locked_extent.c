#include "core/locked_extent.h"

#include "locked_world.h"

static struct locked_texts *texts;
static struct locked_block *blocks;

static void
set_up(void)
{
	texts = locked_world_texts();
	blocks = locked_world_blocks(texts, "Contoso Ltd");
}

static void
tear_down(void)
{
	locked_blocks_free(&blocks, 2);
	locked_texts_free(&texts);
}

#define SOME "Only a good administrator of your organization can accept."
#define BEFORE "Dear Ms Miller, "
#define BEHIND " Kind regards, Alice"

static const struct {
	const char *text;
	bool found;
	size_t before, behind;
} texts_of[] = {
	{ TWO, true, 0, 0 },
	{ SOME, true, 0, 0 },
	{ BEFORE SOME, true, 15, 0 },
	{ SOME BEHIND, true, 0, 18 },
	{ BEFORE SOME " " THREE BEHIND, true, 15, 18 },
	/* Words in place of others are no more than those were. */
	{ "Any Admin of your organization can accept.", true, 0, 0 },
	{ "Accepting changes nothing in your company's plans.", true, 0, 0 },
	{ "Hello, Alice", false, 0, 0 },
	{ "", false, 0, 0 },
};

START_TEST(other_words_are_counted_before_and_behind)
{
	struct words w = { 0 };
	struct locked_extent e;
	bool found;

	words_add(&w, span_str(texts_of[_i].text), 0);
	found = locked_extent_find(&w, 0, w.n, &blocks[1], &e);
	ck_assert_msg(found == texts_of[_i].found, "%s", texts_of[_i].text);
	if (found) {
		ck_assert_uint_eq(locked_extent_before(&e, 0),
			texts_of[_i].before);
		ck_assert_uint_eq(locked_extent_behind(&e, w.n),
			texts_of[_i].behind);
	}
	words_deinit(&w);
}
END_TEST

START_TEST(what_is_far_longer_is_not_looked_at)
{
	size_t most = 4 * blocks[1].words.n;
	struct words w = { 0 };
	struct locked_extent e;

	words_add(&w, span_str(TWO), 0);
	while (w.n < most)
		words_add(&w, span_str("."), 0);
	ck_assert(locked_extent_find(&w, 0, w.n, &blocks[1], &e));
	words_add(&w, span_str("."), 0);
	ck_assert(!locked_extent_find(&w, 0, w.n, &blocks[1], &e));
	words_deinit(&w);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, other_words_are_counted_before_and_behind,
		0, (int)(sizeof(texts_of) / sizeof(texts_of)[0]));
	tcase_add_test(tcase, what_is_far_longer_is_not_looked_at);
}

UNIT_MAIN("locked_extent", add_tests)
