#include "milter/callbacks.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "fake_mta.h"
#include "filter_house.h"
#include "unit.h"

static struct smfi_str mta;
static struct world *world;
static struct flight flight;
static struct tally tally;
static const struct smfiDesc *const cb = &callbacks_desc;

#define DAMAGED "https://admin.microsoft.com/Adminportal/Home" \
	"?invType=ResellerRelationship" \
	"&partnerId=3b33e682-00c3-41ee-9dd2-a548adf56438" \
	"&msppId=0&DAP=true&utm_source=mail" \
	"#/BillingAccounts/partner-invitation"

/* "ü" in UTF-8, so that a piece can end inside it. */
#define LETTER(link) "Gr\xC3\xBC\xC3\x9F Gott,\r\n\r\nplease accept:\r\n" \
	"\r\n" link "\r\n\r\nAlice\r\n"

static const char damaged[] = LETTER(DAMAGED);
static const char intact[] = LETTER(HOUSE_LINK);
static const char foreign[] = LETTER(HOUSE_FOREIGN);
static const char ordinary[] = "See you at ten.\r\n";

static void
set_up(void)
{
	fake_mta_init(&mta);
	world = house_open("");
	flight_init(&flight);
	tally_init(&tally);
	callbacks_use(&fake_mta, world, &flight, &tally, NULL);
}

static void
tear_down(void)
{
	fake_mta_deinit(&mta);
	house_close(&world);
}

static sfsistat
negotiate(unsigned long protocol)
{
	unsigned long f[4];

	return cb->xxfi_negotiate(&mta, 0x1FF, protocol, 0, 0, &f[0], &f[1],
		&f[2], &f[3]);
}

static sfsistat
connect_from(const char *ip)
{
	struct sockaddr_in in = { .sin_family = AF_INET };

	ck_assert_int_eq(inet_pton(AF_INET, ip, &in.sin_addr), 1);
	return cb->xxfi_connect(&mta, (char *)"desk",
		(struct sockaddr *)&in);
}

static sfsistat
mail_from(const char *argument)
{
	char *argv[] = { (char *)argument, NULL };

	return cb->xxfi_envfrom(&mta, argv);
}

static sfsistat
header(const char *name, const char *value)
{
	return cb->xxfi_header(&mta, (char *)name, (char *)value);
}

/* All of a message but its end; the first answer that is not "go on". */
static sfsistat
send_message(const char *body, size_t piece)
{
	static const char *const fields[][2] = {
		{ "From", " Alice <alice@contoso.example>" },
		{ "Subject", " Invitation\n of Contoso" },
		{ "Content-Type", " text/plain; charset=utf-8" },
		{ "Content-Transfer-Encoding", " 8bit" },
		{ "MIME-Version", " 1.0" },
	};
	size_t n = strlen(body);
	sfsistat status;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		status = header(fields[i][0], fields[i][1]);
		if (status != SMFIS_CONTINUE && status != SMFIS_NOREPLY)
			return status;
	}
	for (size_t at = 0; at < n; at += piece) {
		size_t rest = n - at < piece ? n - at : piece;

		status = cb->xxfi_body(&mta, (unsigned char *)body + at, rest);
		if (status != SMFIS_CONTINUE && status != SMFIS_NOREPLY)
			return status;
	}
	return cb->xxfi_eom(&mta);
}

static sfsistat
begin(void)
{
	sfsistat status = negotiate(0x1FFFFF);

	if (status == SMFIS_CONTINUE)
		status = connect_from("127.0.0.1");
	if (status == SMFIS_CONTINUE)
		status = mail_from("<alice@contoso.example>");
	return status;
}

static void
assert_restored(void)
{
	ck_assert_str_eq(buf_str(&mta.body), intact);
	ck_assert_str_eq(buf_str(&mta.told), "body\n");
}

START_TEST(a_damaged_link_is_restored)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
	ck_assert_ptr_null(mta.priv);
}
END_TEST

START_TEST(a_message_that_needs_nothing_is_not_touched)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(intact, 65535), SMFIS_CONTINUE);
	ck_assert_uint_eq(mta.told.n, 0);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(ordinary, 65535), SMFIS_CONTINUE);
	ck_assert_uint_eq(mta.told.n, 0);
	cb->xxfi_close(&mta);
}
END_TEST

static const size_t pieces[] = { 1, 2, 3, 7, 30, 64, 65535 };

START_TEST(the_pieces_of_a_body_make_no_difference)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, pieces[_i]), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(a_large_body_in_pieces_of_64_kib_is_edited_whole)
{
	struct buf before, after;

	buf_init(&before, 1 << 24);
	buf_init(&after, 1 << 24);
	buf_add_str(&before, damaged);
	buf_add_str(&after, intact);
	while (before.n < 1000000) {
		buf_add_str(&before, "Stra\xC3\x9F" "e und Br\xC3\xBC" "cke\r\n");
		buf_add_str(&after, "Stra\xC3\x9F" "e und Br\xC3\xBC" "cke\r\n");
	}
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(buf_str(&before), 65535),
		SMFIS_CONTINUE);
	ck_assert(span_eq(buf_span(&mta.body), buf_span(&after)));
	cb->xxfi_close(&mta);
	buf_deinit(&before);
	buf_deinit(&after);
}
END_TEST

/* The heart of it: whatever call fails, the damaged link never leaves, and no
 * half edit is called a success. */
START_TEST(with_each_call_failing_in_turn_nothing_wrong_leaves)
{
	int calls, failures = 0;
	sfsistat status;

	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	cb->xxfi_close(&mta);
	calls = mta.calls;
	ck_assert_int_gt(calls, 3);
	for (mta.fail = 1; mta.fail <= calls; mta.fail++) {
		fake_mta_forget(&mta);
		mta.failed = NULL;
		status = begin();
		if (status == SMFIS_CONTINUE)
			status = send_message(damaged, 65535);
		cb->xxfi_close(&mta);
		ck_assert_ptr_nonnull(mta.failed);
		if (status == SMFIS_CONTINUE)
			assert_restored();
		else
			ck_assert(status == SMFIS_TEMPFAIL ||
				status == SMFIS_REJECT);
		if (strcmp(mta.failed, "replacebody") == 0) {
			ck_assert_int_eq(status, SMFIS_TEMPFAIL);
			failures++;
		}
	}
	ck_assert_int_eq(failures, 1);
}
END_TEST

START_TEST(a_foreign_link_is_refused_with_a_reply_of_one_line)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(foreign, 65535), SMFIS_REJECT);
	ck_assert_int_eq(strncmp(buf_str(&mta.told), "reply 550 5.7.1 ", 16),
		0);
	ck_assert_ptr_eq(strchr(buf_str(&mta.told), '\n'),
		buf_str(&mta.told) + mta.told.n - 1);
	/* The connection goes on with a good one. */
	fake_mta_forget(&mta);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(a_failing_reply_never_lets_the_foreign_link_pass)
{
	for (mta.fail = 1; mta.fail < 10; mta.fail++) {
		sfsistat status;

		fake_mta_forget(&mta);
		status = begin();
		if (status == SMFIS_CONTINUE)
			status = send_message(foreign, 65535);
		ck_assert(status == SMFIS_REJECT || status == SMFIS_TEMPFAIL);
		cb->xxfi_close(&mta);
	}
}
END_TEST

START_TEST(a_failure_of_ours_is_no_pass)
{
	tear_down();
	fake_mta_init(&mta);
	world = house_open("max_message = 100");
	flight_init(&flight);
	tally_init(&tally);
	callbacks_use(&fake_mta, world, &flight, &tally, NULL);
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 10), SMFIS_TEMPFAIL);
	ck_assert_int_eq(strncmp(buf_str(&mta.told), "reply 451 4.3.4 ", 16),
		0);
	cb->xxfi_close(&mta);
}
END_TEST

/* What is counted. */

static unsigned long
unfinished(enum tally_end how)
{
	return atomic_load(&tally.unfinished[how]);
}

START_TEST(each_message_is_counted_once_however_it_ends)
{
	char *argv[] = { NULL };

	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_uint_eq(atomic_load(&flight.n), 1);
	ck_assert_int_eq(cb->xxfi_abort(&mta), SMFIS_CONTINUE);
	ck_assert_int_eq(cb->xxfi_abort(&mta), SMFIS_CONTINUE);
	ck_assert_uint_eq(unfinished(TALLY_ABORTED), 1);
	mail_from("<alice@contoso.example>");
	mail_from("<alice@contoso.example>");
	ck_assert_uint_eq(unfinished(TALLY_ABORTED), 2);
	ck_assert_uint_eq(atomic_load(&flight.n), 1);
	ck_assert_int_eq(send_message(damaged, 10), SMFIS_CONTINUE);
	ck_assert_uint_eq(atomic_load(&flight.n), 0);
	mail_from("<zoe@fabrikam.example>");
	ck_assert_int_eq(cb->xxfi_envfrom(&mta, argv), SMFIS_ACCEPT);
	mail_from("<alice@contoso.example>");
	ck_assert_uint_eq(atomic_load(&tally.connections_open), 1);
	cb->xxfi_close(&mta);
	ck_assert_uint_eq(unfinished(TALLY_LOST), 1);
	ck_assert_uint_eq(atomic_load(&flight.n), 0);
	ck_assert_uint_eq(atomic_load(&tally.connections_open), 0);
	ck_assert_uint_eq(atomic_load(&tally.connections), 1);
	cb->xxfi_close(&mta);
	ck_assert_uint_eq(atomic_load(&tally.connections_open), 0);
	ck_assert_uint_eq(atomic_load(
		&tally.messages[VERDICT_EDIT][REASON_RESTORED]), 1);
	ck_assert_uint_eq(atomic_load(
		&tally.messages[VERDICT_PASS][REASON_NOBODY]), 2);
	ck_assert_uint_eq(atomic_load(&tally.links[LINK_ALTERED]), 1);
	ck_assert_uint_gt(atomic_load(&tally.bytes), strlen(damaged));
}
END_TEST

START_TEST(a_filter_that_stops_begins_nothing_and_ends_what_was_begun)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	flight_close(&flight);
	ck_assert(!flight_landed(&flight));
	ck_assert_int_eq(send_message(damaged, 10), SMFIS_CONTINUE);
	ck_assert_int_gt(mta.body_calls, 0);
	fake_mta_forget(&mta);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"),
		SMFIS_TEMPFAIL);
	ck_assert_int_eq(strncmp(buf_str(&mta.told), "reply 451 4.3.2 ", 16),
		0);
	ck_assert_int_eq(mail_from("<zoe@fabrikam.example>"), SMFIS_ACCEPT);
	ck_assert_uint_eq(unfinished(TALLY_STOPPING), 1);
	ck_assert_uint_eq(atomic_load(&flight.n), 0);
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(a_filter_that_has_stopped_edits_nothing)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	flight_close(&flight);
	flight_halt(&flight);
	ck_assert_int_eq(send_message(damaged, 10), SMFIS_TEMPFAIL);
	ck_assert_int_eq(mta.body_calls, 0);
	cb->xxfi_close(&mta);
}
END_TEST

/* Whose mail it is. */

START_TEST(mail_of_nobody_ends_at_mail)
{
	ck_assert_int_eq(negotiate(0x1FFFFF), SMFIS_CONTINUE);
	ck_assert_int_eq(connect_from("127.0.0.1"), SMFIS_CONTINUE);
	ck_assert_int_eq(mail_from("<zoe@fabrikam.example>"), SMFIS_ACCEPT);
	ck_assert_int_eq(mail_from("<>"), SMFIS_ACCEPT);
	ck_assert_int_eq(mail_from(""), SMFIS_ACCEPT);
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(an_untrusted_client_needs_a_login)
{
	ck_assert_int_eq(negotiate(0x1FFFFF), SMFIS_CONTINUE);
	ck_assert_int_eq(connect_from("203.0.113.9"), SMFIS_CONTINUE);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_ACCEPT);
	mta.login = "";
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_ACCEPT);
	mta.login = "alice";
	ck_assert_int_eq(mail_from("<anybody@example.com>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(a_login_that_is_nobodys_decides_alone)
{
	mta.login = "mallory";
	ck_assert_int_eq(begin(), SMFIS_ACCEPT);
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(a_client_without_an_address_is_not_trusted)
{
	ck_assert_int_eq(negotiate(0), SMFIS_CONTINUE);
	ck_assert_int_eq(cb->xxfi_connect(&mta, (char *)"local", NULL),
		SMFIS_CONTINUE);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_ACCEPT);
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(arguments_inside_the_address_are_cut)
{
	ck_assert_int_eq(negotiate(0), SMFIS_CONTINUE);
	ck_assert_int_eq(connect_from("127.0.0.1"), SMFIS_CONTINUE);
	ck_assert_int_eq(mail_from("<alice@contoso.example> SMTPUTF8"),
		SMFIS_CONTINUE);
	ck_assert_int_eq(mail_from("alice@contoso.example"), SMFIS_CONTINUE);
	ck_assert_int_eq(mail_from("<Alice@CONTOSO.example>"),
		SMFIS_CONTINUE);
	cb->xxfi_close(&mta);
}
END_TEST

/* The order of callbacks. Leaks and double frees show under ASan. */

START_TEST(close_may_come_alone_and_twice)
{
	ck_assert_int_eq(cb->xxfi_close(&mta), SMFIS_CONTINUE);
	ck_assert_int_eq(cb->xxfi_close(&mta), SMFIS_CONTINUE);
	ck_assert_int_eq(cb->xxfi_abort(&mta), SMFIS_CONTINUE);
}
END_TEST

START_TEST(abort_may_come_anywhere_and_twice)
{
	cb->xxfi_abort(&mta);
	ck_assert_int_eq(negotiate(0x1FFFFF), SMFIS_CONTINUE);
	cb->xxfi_abort(&mta);
	connect_from("127.0.0.1");
	cb->xxfi_abort(&mta);
	mail_from("<alice@contoso.example>");
	cb->xxfi_abort(&mta);
	cb->xxfi_abort(&mta);
	mail_from("<alice@contoso.example>");
	header("Subject", " x");
	cb->xxfi_abort(&mta);
	mail_from("<alice@contoso.example>");
	header("Subject", " x");
	cb->xxfi_body(&mta, (unsigned char *)damaged, 20);
	cb->xxfi_abort(&mta);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(a_new_mail_without_an_end_drops_the_old_one)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	header("Subject", " old");
	cb->xxfi_body(&mta, (unsigned char *)foreign, strlen(foreign));
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	/* An end without recipients or data, in the middle of one. */
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	cb->xxfi_close(&mta);
	ck_assert_ptr_null(mta.priv);
}
END_TEST

START_TEST(two_messages_of_a_connection_do_not_mix)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	fake_mta_forget(&mta);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(a_context_is_used_again_after_close)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	cb->xxfi_close(&mta);
	/* No negotiation on the old socket: what was agreed on holds. */
	ck_assert_int_eq(connect_from("127.0.0.1"), SMFIS_CONTINUE);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(header("Subject", " x"), SMFIS_NOREPLY);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(data_behind_the_end_is_not_judged_as_a_message)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(foreign, 65535), SMFIS_REJECT);
	header("Subject", " x");
	cb->xxfi_body(&mta, (unsigned char *)damaged, 20);
	ck_assert_int_eq(cb->xxfi_eom(&mta), SMFIS_TEMPFAIL);
	cb->xxfi_close(&mta);
	ck_assert_int_eq(cb->xxfi_eom(&mta), SMFIS_TEMPFAIL);
	ck_assert_int_eq(header("Subject", " x"), SMFIS_TEMPFAIL);
	ck_assert_int_eq(cb->xxfi_body(&mta, (unsigned char *)"", 0),
		SMFIS_TEMPFAIL);
}
END_TEST

START_TEST(missing_macros_are_no_harm)
{
	mta.queue_id = NULL;
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	fake_mta_forget(&mta);
	mta.queue_id = "";
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	cb->xxfi_close(&mta);
}
END_TEST

START_TEST(an_empty_message_passes)
{
	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	ck_assert_int_eq(cb->xxfi_eom(&mta), SMFIS_CONTINUE);
	ck_assert_uint_eq(mta.told.n, 0);
	cb->xxfi_close(&mta);
}
END_TEST

/* Negotiation. */

START_TEST(only_what_is_offered_is_asked_for)
{
	const unsigned long steps = SMFIP_NOHELO | SMFIP_NODATA |
		SMFIP_NOEOH | SMFIP_NOUNKNOWN;
	unsigned long f[4] = { 9, 9, 9, 9 };

	ck_assert_int_eq(cb->xxfi_negotiate(&mta, 0, 0, 0, 0, &f[0], &f[1],
		&f[2], &f[3]), SMFIS_CONTINUE);
	for (int i = 0; i < 4; i++)
		ck_assert_uint_eq(f[i], 0);
	ck_assert_int_eq(header("Subject", "x"), SMFIS_CONTINUE);
	ck_assert_int_eq(cb->xxfi_negotiate(&mta, 0x1FF, ~0UL, 0, 0, &f[0],
		&f[1], &f[2], &f[3]), SMFIS_CONTINUE);
	ck_assert_uint_eq(f[1] & SMFIP_SKIP, 0);
	ck_assert_uint_eq(f[1] & 0x70000000UL, 0);
	ck_assert_uint_ne(f[1] & SMFIP_HDR_LEADSPC, 0);
	/* Nobody asks for the recipients unless they are recorded. */
	ck_assert_uint_ne(f[1] & SMFIP_NORCPT, 0);
	ck_assert_uint_eq(f[1] & SMFIP_NR_RCPT, 0);
	/* And nobody looks at these. */
	ck_assert_uint_eq(f[1] & steps, steps);
	ck_assert_uint_ne(f[0] & SMFIF_CHGBODY, 0);
	ck_assert_uint_eq(f[0] & (SMFIF_ADDRCPT | SMFIF_DELRCPT), 0);
	ck_assert_int_eq(header("Subject", " x"), SMFIS_NOREPLY);
	cb->xxfi_close(&mta);
}
END_TEST

/* Reload and change of the registry, with a message under way. */

START_TEST(a_message_keeps_the_world_of_its_beginning)
{
	struct err err;

	ck_assert_int_eq(begin(), SMFIS_CONTINUE);
	house_configure("mode = pretend");
	ck_assert_int_eq(world_reload(world, &err), 0);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	assert_restored();
	fake_mta_forget(&mta);
	ck_assert_int_eq(mail_from("<alice@contoso.example>"), SMFIS_CONTINUE);
	ck_assert_int_eq(send_message(damaged, 65535), SMFIS_CONTINUE);
	ck_assert_uint_eq(mta.told.n, 0);
	cb->xxfi_close(&mta);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, a_damaged_link_is_restored);
	tcase_add_test(tcase, a_message_that_needs_nothing_is_not_touched);
	tcase_add_loop_test(tcase, the_pieces_of_a_body_make_no_difference, 0,
		sizeof pieces / sizeof *pieces);
	tcase_add_test(tcase,
		a_large_body_in_pieces_of_64_kib_is_edited_whole);
	tcase_add_test(tcase,
		with_each_call_failing_in_turn_nothing_wrong_leaves);
	tcase_add_test(tcase,
		a_foreign_link_is_refused_with_a_reply_of_one_line);
	tcase_add_test(tcase,
		a_failing_reply_never_lets_the_foreign_link_pass);
	tcase_add_test(tcase, a_failure_of_ours_is_no_pass);
	tcase_add_test(tcase, each_message_is_counted_once_however_it_ends);
	tcase_add_test(tcase,
		a_filter_that_stops_begins_nothing_and_ends_what_was_begun);
	tcase_add_test(tcase, a_filter_that_has_stopped_edits_nothing);
	tcase_add_test(tcase, mail_of_nobody_ends_at_mail);
	tcase_add_test(tcase, an_untrusted_client_needs_a_login);
	tcase_add_test(tcase, a_login_that_is_nobodys_decides_alone);
	tcase_add_test(tcase, a_client_without_an_address_is_not_trusted);
	tcase_add_test(tcase, arguments_inside_the_address_are_cut);
	tcase_add_test(tcase, close_may_come_alone_and_twice);
	tcase_add_test(tcase, abort_may_come_anywhere_and_twice);
	tcase_add_test(tcase, a_new_mail_without_an_end_drops_the_old_one);
	tcase_add_test(tcase, two_messages_of_a_connection_do_not_mix);
	tcase_add_test(tcase, a_context_is_used_again_after_close);
	tcase_add_test(tcase,
		data_behind_the_end_is_not_judged_as_a_message);
	tcase_add_test(tcase, missing_macros_are_no_harm);
	tcase_add_test(tcase, an_empty_message_passes);
	tcase_add_test(tcase, only_what_is_offered_is_asked_for);
	tcase_add_test(tcase, a_message_keeps_the_world_of_its_beginning);
}

UNIT_MAIN("callbacks", add_tests)
