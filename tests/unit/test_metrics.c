#include "milter/metrics.h"

#include <stdio.h>
#include <string.h>

#include "sys/file.h"
#include "unit.h"

static struct tally tally;
static struct flight flight;
static struct world_state state;
static struct buf text;

static void
set_up(void)
{
	tally_init(&tally);
	flight_init(&flight);
	state = (struct world_state){ .resellers = 3, .taken = 1700000000 };
	buf_init(&text, 65536);
}

static void
tear_down(void)
{
	buf_deinit(&text);
}

static const char *
printed(void)
{
	buf_reset(&text);
	metrics_print(&tally, &flight, &state, &text);
	ck_assert(buf_ok(&text));
	return buf_str(&text);
}

static void
has(const char *line)
{
	struct buf whole;

	buf_init(&whole, 1024);
	buf_printf(&whole, "\n%s\n", line);
	ck_assert_msg(strstr(printed(), buf_str(&whole)) != NULL,
		"no line %s in\n%s", line, buf_str(&text));
	buf_deinit(&whole);
}

START_TEST(messages_are_counted_by_verdict_and_reason)
{
	struct finding list[] = {
		{ .kind = FINDING_LINK, .link = { .state = LINK_ALTERED } },
		{ .kind = FINDING_MISSING },
	};
	struct findings findings = { .list = list, .n = 2 };
	struct judgement j = {
		.decision = { VERDICT_PASS, REASON_RESTORED },
		.wanted = { VERDICT_EDIT, REASON_RESTORED },
		.pretended = true,
		.findings = &findings,
	};

	ck_assert_ptr_null(strstr(printed(), "linkseal_messages_total{"));
	tally_message(&tally, &j, 1000, 4000);
	tally_nobody(&tally);
	has("linkseal_messages_total{verdict=\"pass\","
		"reason=\"link-restored\"} 1");
	has("linkseal_messages_total{verdict=\"pass\",reason=\"nobody\"} 1");
	has("linkseal_pretended_total{verdict=\"edit\"} 1");
	has("linkseal_message_bytes_total 1000");
	has("linkseal_findings_total{kind=\"altered\"} 1");
	has("linkseal_findings_total{kind=\"missing\"} 1");
	has("linkseal_findings_total{kind=\"foreign\"} 0");
}
END_TEST

START_TEST(times_are_in_buckets_that_hold_the_smaller_ones)
{
	struct judgement j = { .decision = { VERDICT_PASS, REASON_INTACT } };

	tally_message(&tally, &j, 1, 1000);
	tally_message(&tally, &j, 1, 1001);
	tally_message(&tally, &j, 1, 2500000);
	tally_message(&tally, &j, 1, 2500001);
	has("linkseal_judging_seconds_bucket{le=\"0.001\"} 1");
	has("linkseal_judging_seconds_bucket{le=\"0.005\"} 2");
	has("linkseal_judging_seconds_bucket{le=\"0.5\"} 2");
	has("linkseal_judging_seconds_bucket{le=\"2.5\"} 3");
	has("linkseal_judging_seconds_bucket{le=\"+Inf\"} 4");
	has("linkseal_judging_seconds_sum 5.002002");
	has("linkseal_judging_seconds_count 4");
}
END_TEST

START_TEST(the_registry_is_told_of)
{
	has("linkseal_registry_up 1");
	has("linkseal_snapshot_resellers 3");
	has("linkseal_snapshot_timestamp_seconds 1700000000");
	state.away = true;
	has("linkseal_registry_up 0");
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_no_harm)
{
	char dir[] = "/tmp/linkseal-metrics-XXXXXX", path[64];
	struct metrics m = { 0 };
	struct buf content;
	struct err err;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/x.prom", dir);
	metrics_write(&m, NULL, span_str("x"));
	metrics_write(&m, "/nowhere/x.prom", span_str("x"));
	ck_assert(m.failing);
	metrics_write(&m, path, span_str("x 1\n"));
	ck_assert(!m.failing);
	buf_init(&content, 64);
	ck_assert_int_eq(file_read(path, &content, &err), 0);
	ck_assert_str_eq(buf_str(&content), "x 1\n");
	buf_deinit(&content);
	remove(path);
	remove(dir);
}
END_TEST

/* Each name is in the manual, and the manual has no other. */
START_TEST(the_manual_names_what_is_printed)
{
	struct buf manual;
	struct err err;
	const char *at;
	size_t named = 0, printed_names = 0;
	char name[80];

	buf_init(&manual, 1024 * 1024);
	ck_assert_int_eq(file_read(TOP_SRCDIR "/man/linkseal-milter.8",
		&manual, &err), 0);
	for (at = printed(); (at = strstr(at, "# TYPE ")); printed_names++) {
		at += strlen("# TYPE ");
		snprintf(name, sizeof name, ".B %.*s\n",
			(int)strcspn(at, " "), at);
		ck_assert_msg(strstr(buf_str(&manual), name) != NULL,
			"not in the manual: %s", name);
	}
	for (at = buf_str(&manual); (at = strstr(at, "\n.B linkseal_")); at++)
		named++;
	ck_assert_uint_eq(named, printed_names);
	ck_assert_uint_gt(named, 10);
	buf_deinit(&manual);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, messages_are_counted_by_verdict_and_reason);
	tcase_add_test(tcase,
		times_are_in_buckets_that_hold_the_smaller_ones);
	tcase_add_test(tcase, the_registry_is_told_of);
	tcase_add_test(tcase, a_file_that_cannot_be_written_is_no_harm);
	tcase_add_test(tcase, the_manual_names_what_is_printed);
}

UNIT_MAIN("metrics", add_tests)
