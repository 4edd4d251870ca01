#include "core/prove.h"

#include "core/render.h"
#include "mail.h"

static struct world w;

static void
setup(void)
{
	world_init(&w, 1);
}

static void
teardown(void)
{
	world_deinit(&w);
}

#define ALTERED ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=false" OLD_PAGE
#define MAIL TWO_PARTS("", "Open " ALTERED "\r\n", "<p>Hello</p>")

/* Draws the right edits for MAIL, replaces FROM_ once by TO in what they give
 * and asks for the proof: NULL when it holds, else why not. */
static const char *
proof(const char *mail, const char *from, const char *to)
{
	static struct err err;
	struct message *m = mail_parse(mail);
	struct findings *findings = mail_find(m, &w);
	struct edits *edits = edits_new();
	struct buf after, forged;
	struct span all;
	size_t at;
	int failed;

	err = (struct err){ 0 };
	buf_init(&after, 1 << 20);
	buf_init(&forged, 1 << 20);
	ck_assert_int_eq(render_edits(findings, &w.settings, edits, &err), 0);
	ck_assert_int_eq(edits_apply(edits, m, &after, &err), 0);
	all = buf_span(&after);
	at = span_find(all, 0, span_str(from));
	ck_assert_msg(at != SPAN_NONE, "%s is not in %s", from,
		buf_str(&after));
	buf_add(&forged, span_sub(all, 0, at));
	buf_add_str(&forged, to);
	buf_add(&forged, span_sub(all, at + strlen(from), all.n));
	failed = prove(findings, edits, buf_span(&forged), &w.facts, &err);
	edits_free(&edits);
	findings_free(&findings);
	message_free(&m);
	buf_deinit(&after);
	buf_deinit(&forged);
	return failed ? err.text : NULL;
}

static void
fails(const char *from, const char *to, const char *why)
{
	const char *text = proof(MAIL, from, to);

	ck_assert_ptr_nonnull(text);
	ck_assert_msg(strstr(text, why) != NULL, "%s", text);
}

START_TEST(what_is_right_is_proved)
{
	ck_assert_ptr_null(proof(MAIL, "Open", "Open"));
	ck_assert_ptr_null(proof(PLAIN MARK "\r\n", CONTOSO_LINK,
		CONTOSO_LINK));
}
END_TEST

START_TEST(a_changed_header_is_seen)
{
	fails("alice@", "alicia@", "header field changed");
	fails("MIME-Version: 1.0\r\n", "MIME-Version: 1.0\r\nX: y\r\n",
		"header field changed");
}
END_TEST

START_TEST(a_lost_part_is_seen)
{
	fails("\r\n--b\r\nContent-Type: text/html", "\r\n--c\r\nContent-Type: "
		"text/html", "parts became");
}
END_TEST

START_TEST(another_kind_of_part_is_seen)
{
	fails("text/html; charset=utf-8", "text/html; charset=latin1",
		"another than it was");
}
END_TEST

START_TEST(bytes_between_parts_are_compared)
{
	fails("Content-Type: text/plain", "Content-type: text/plain",
		"outside the edited");
	fails("--b--\r\n", "--b--\r\nmore\r\n", "outside the edited");
}
END_TEST

START_TEST(a_word_of_an_edited_body_is_seen)
{
	fails("Open", "Opem", "does not hold what was to stand in it");
	fails("Hello", "Hallo", "does not hold what was to stand in it");
}
END_TEST

START_TEST(a_wrong_link_is_seen)
{
	fails("DAP=true", "DAP=tru", "does not hold what was to stand in it");
}
END_TEST

START_TEST(what_is_left_to_do_is_seen)
{
	w.settings.on_missing = ACTION_ALLOW;
	ck_assert_ptr_null(proof(MAIL, "Open", "Open"));
	w.settings.on_foreign = ACTION_ALLOW;
	ck_assert_ptr_null(proof(TWO_PARTS("", ALTERED "\r\n" FABRIKAM_LINK,
		"<p>Hello</p>"), "Hello", "Hello"));
	w.settings.on_foreign = ACTION_REJECT;
	ck_assert_ptr_nonnull(strstr(proof(TWO_PARTS("", ALTERED "\r\n"
		FABRIKAM_LINK, "<p>Hello</p>"), "Hello", "Hello"),
		"a second run would reject it"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_is_right_is_proved);
	tcase_add_test(tcase, a_changed_header_is_seen);
	tcase_add_test(tcase, a_lost_part_is_seen);
	tcase_add_test(tcase, another_kind_of_part_is_seen);
	tcase_add_test(tcase, bytes_between_parts_are_compared);
	tcase_add_test(tcase, a_word_of_an_edited_body_is_seen);
	tcase_add_test(tcase, a_wrong_link_is_seen);
	tcase_add_test(tcase, what_is_left_to_do_is_seen);
}

UNIT_MAIN("prove", add_tests)
