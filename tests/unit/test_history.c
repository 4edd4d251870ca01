#include "core/history.h"

#include "views.h"

/* Plain bodies and what becomes of their paragraphs. */
static const struct {
	const char *body;
	const char *blocks;
} bodies[] = {
	{ "Hi\n\nOn Monday she wrote:\n\nthe report was late.\n",
		"o:Hi|o:On Monday she wrote:|o:the report was late." },
	{ "Hi\n\nOn Mon, 2 Nov 2026, Bob wrote:\n> old\n> older\n",
		"o:Hi|q:On Mon, 2 Nov 2026, Bob wrote:\n> old\n> older" },
	{ "Hi\n\nOn Mon, 2 Nov 2026 at 9:15, Bob Example\n"
		"<bob@fabrikam.example> wrote:\n\n> old\n",
		"o:Hi|q:On Mon, 2 Nov 2026 at 9:15, Bob Example\n"
		"<bob@fabrikam.example> wrote:|q:> old" },
	{ "On Mon, Bob wrote:\n> one?\nYes.\n> two?\nNo.\n",
		"q:On Mon, Bob wrote:\n> one?|o:Yes.|q:> two?|o:No." },
	{ "Hi\n-- \nBob\n", "o:Hi|s:-- \nBob" },
	{ "a\n--\nb\n-- \nBob\n\nphone\n", "o:a\n--\nb|s:-- \nBob|s:phone" },
	{ "Hi\n\n-----Original Message-----\nFrom: x\n\nold\n-- \nBob\n",
		"o:Hi|q:-----Original Message-----\nFrom: x|q:old\n-- \nBob" },
	{ "Hi\n\n---------- Forwarded message ---------\nold\n",
		"o:Hi|q:---------- Forwarded message ---------\nold" },
	{ "FYI\n\nBegin forwarded message:\n\nold\n",
		"o:FYI|q:Begin forwarded message:|q:old" },
	{ "Hi\n\n________________________________\nFrom: Bob <b@x.example>\n"
		"Sent: Monday\nTo: Alice\nSubject: Re: x\n\nold\n",
		"o:Hi|q:________________________________\n"
		"From: Bob <b@x.example>\nSent: Monday\nTo: Alice\n"
		"Subject: Re: x|q:old" },
	{ "Hi\n\n*From:* Bob\n*Sent:* Monday\n*To:* Alice\n\nold\n",
		"o:Hi|q:*From:* Bob\n*Sent:* Monday\n*To:* Alice|q:old" },
	{ "From: the team\nTo: all of you\n\nWelcome!\n",
		"o:From: the team\nTo: all of you|o:Welcome!" },
	{ "--- our offer ---\n\ntext\n", "o:--- our offer ---|o:text" },
	{ "> only\n> quoted\n", "q:> only\n> quoted" },
	{ "-- \nBob\n> old\n", "s:-- \nBob|q:> old" },
};

START_TEST(own_words_are_told_from_history)
{
	struct view *v = views_plain(bodies[_i].body);

	views_expect_blocks(v, bodies[_i].blocks);
	view_free(&v);
}
END_TEST

/* What opens history in the languages of our templates; all that follows
 * must be quoted, and "Hi" before it must not. */
static const char *const openings[] = {
	"-----Ursprüngliche Nachricht-----",
	"-------- Weitergeleitete Nachricht --------",
	"-----Message d'origine-----",
	"-----Mensaje original-----",
	"-----Mensagem original-----",
	"------------------ 原始邮件 ------------------",
	"-----原始郵件-----",
	"-----元のメッセージ-----",
	"-----원본 메시지-----",
	"-----الرسالة الأصلية-----",
	"Anfang der weitergeleiteten Nachricht:",
	"Début du message réexpédié :",
	"Von: Bob\nGesendet: Montag\nAn: Alice\nBetreff: x",
	"De : Bob\nEnvoyé : lundi\nÀ : Alice\nObjet : x",
	"De: Bob\nEnviado el: lunes\nPara: Alice\nAsunto: x",
	"De: Bob\nEnviada em: segunda\nPara: Alice\nAssunto: x",
	"发件人: Bob\n发送时间: 2026\n收件人: Alice\n主题: x",
	"寄件者： Bob\n寄件日期： 2026\n收件者： Alice\n主旨： x",
	"差出人: Bob\n送信日時: 2026\n宛先: Alice\n件名: x",
	"보낸 사람: Bob\n보낸 날짜: 2026\n받는 사람: Alice\n제목: x",
	"من: Bob\nتاريخ الإرسال: 2026\nإلى: Alice\nالموضوع: x",
};

START_TEST(heads_are_known_in_ten_languages)
{
	struct view *v;
	char body[400];

	snprintf(body, sizeof body, "Hi\r\n\r\n%s\r\n\r\nold\r\n",
		openings[_i]);
	v = views_plain(body);
	ck_assert_uint_eq(view_block_count(v), 3);
	ck_assert(!view_block(v, 0)->quoted);
	ck_assert_msg(view_block(v, 1)->quoted, "%s", openings[_i]);
	ck_assert(view_block(v, 2)->quoted);
	view_free(&v);
}
END_TEST

static const struct {
	const char *line;
	bool tells;
} attributions[] = {
	{ "On Mon, 2 Nov 2026, Bob wrote:", true },
	{ "Am 02.11.2026 um 09:15 schrieb Bob <bob@fabrikam.example>:", true },
	{ "Le lun. 2 nov. 2026, Bob a écrit :", true },
	{ "El lun, 2 nov 2026, Bob escribió:", true },
	{ "Em seg., 2 de nov. de 2026, Bob escreveu:", true },
	{ "Bob 于2026年11月2日周一 写道：", true },
	{ "Bob 於 2026年11月2日 寫道：", true },
	{ "2026年11月2日(月) 9:15 Bob <bob@fabrikam.example>:", true },
	{ "2026/11/02 9:15、Bobのメール:", true },
	{ "2026년 11월 2일, Bob님이 작성:", true },
	{ "كتب Bob:", true },
	{ "On Monday we meet.", false },
	{ "On the agenda:", false },
	{ "She wrote:", false },
	{ "", false },
};

START_TEST(a_line_tells_who_wrote_or_not)
{
	ck_assert_msg(history_attribution(span_str(attributions[_i].line)) ==
		attributions[_i].tells, "%s", attributions[_i].line);
}
END_TEST

START_TEST(in_html_a_mark_counts_only_after_an_attribution)
{
	struct history_line alone[] = { { .text = span_str("> Our offer") } };
	const char *s = "On Monday Bob wrote:> old";
	struct history_line told[] = {
		{ .text = { (const unsigned char *)s, 20 } },
		{ .text = { (const unsigned char *)s + 20, 5 } },
	};

	ck_assert_uint_eq(history_mark(alone, 1, false), 1);
	ck_assert(!alone[0].quoted);
	ck_assert_uint_eq(history_mark(told, 2, false), 2);
	ck_assert(told[0].quoted && told[1].quoted);
}
END_TEST

/* Cuts TEXT, which must outlive them, into N lines. */
static void
cut(const char *text, struct history_line *lines, size_t n)
{
	struct span rest = span_str(text);

	for (size_t i = 0; i < n; i++) {
		size_t end = span_find_byte(rest, 0, '\n');

		ck_assert_uint_ne(end, SPAN_NONE);
		lines[i] = (struct history_line){
			.text = span_sub(rest, 0, end) };
		rest = span_sub(rest, end + 1, rest.n);
	}
}

START_TEST(under_a_rule_a_head_is_known_in_any_language)
{
	struct history_line lines[5];

	cut("Hi\nFra: Bob\nSendt: mandag\nTil: Alice\nold\n", lines, 5);
	lines[1].rule = true;
	ck_assert_uint_eq(history_mark(lines, 5, false), 1);
	ck_assert(!lines[0].quoted && lines[1].quoted && lines[4].quoted);
	lines[1].rule = lines[1].quoted = false;
	ck_assert_uint_eq(history_mark(lines, 5, false), 5);
}
END_TEST

/* The colon that is sought from a line on may stand in any later one. */
START_TEST(lines_without_a_colon_hide_no_head)
{
	struct history_line lines[9];

	cut("a\n\nb: c\nd\ne\nFrom: Bob\nSent: Monday\nTo: Alice\nold\n", lines,
		9);
	ck_assert_uint_eq(history_mark(lines, 9, false), 5);
	cut("a\n\nb\nc\nd\ne\nf\n  -- x\n --- Original Message ---\n", lines, 9);
	ck_assert_uint_eq(history_mark(lines, 9, false), 8);
	ck_assert_uint_eq(history_mark(lines, 0, false), 0);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, lines_without_a_colon_hide_no_head);
	tcase_add_loop_test(t, own_words_are_told_from_history, 0,
		sizeof bodies / sizeof bodies[0]);
	tcase_add_loop_test(t, heads_are_known_in_ten_languages, 0,
		sizeof openings / sizeof openings[0]);
	tcase_add_loop_test(t, a_line_tells_who_wrote_or_not, 0,
		sizeof attributions / sizeof attributions[0]);
	tcase_add_test(t, in_html_a_mark_counts_only_after_an_attribution);
	tcase_add_test(t, under_a_rule_a_head_is_known_in_any_language);
}

UNIT_MAIN("history", add_tests)
