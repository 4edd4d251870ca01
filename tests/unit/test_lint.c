#include "core/lint.h"

#include <string.h>

#include "core/limits.h"
#include "core/lint_letter.h"
#include "core/lint_own.h"
#include "core/lint_page.h"
#include "unit.h"

#define LONG10 "ten words "
#define LONG60 LONG10 LONG10 LONG10 LONG10 LONG10 LONG10
#define LONG600 LONG60 LONG60 LONG60 LONG60 LONG60 LONG60 LONG60 LONG60 \
	LONG60 LONG60
#define PREHEADER "preheader: A Global administrator can accept in a minute.\n"
#define HEAD "---\nsubject: A letter from {{partner}}\n" PREHEADER
#define LOCKED_HEAD "---\nbutton: Accept\ncopy: Or copy this:\n---\n\n"
#define PAGE_WITH(words)						\
	"<!-- repeat greeting -->{{text}}<!-- end -->"			\
	"<!-- repeat own -->{{text}}<!-- end -->"			\
	"<!-- repeat before -->{{text}}<!-- end -->"			\
	"<!-- repeat link --><a href=\"{{link}}\">{{button}}</a>" words	\
	"<!-- end -->"							\
	"<!-- repeat after -->{{text}}<!-- end -->"			\
	"<!-- repeat signature -->{{text}}<!-- end -->\n"
#define PAGE PAGE_WITH("")

enum kind { OWN, LOCKED, SKELETON };

static struct lint lint;
static struct template *english[2];

static struct template *
parse(enum template_kind kind, const char *bytes)
{
	struct template *t;
	struct faults p;

	faults_init(&p);
	t = template_parse(kind, "en.md", span_str(bytes), &p);
	ck_assert_msg(p.n == 0, "%s", buf_str(&p.text));
	faults_deinit(&p);
	return t;
}

static void
set_up(void)
{
	english[OWN] = parse(TEMPLATE_OWN, HEAD "greeting: Dear {{name}},\n"
		"---\n\nWe would like to help.\n\nMay we?\n");
	english[LOCKED] = parse(TEMPLATE_LOCKED, LOCKED_HEAD
		"Open this.\n\n{{link}}\n\nOnly an administrator can.\n");
	lint = (struct lint){ .list = NULL };
}

static void
tear_down(void)
{
	template_free(&english[OWN]);
	template_free(&english[LOCKED]);
	lint_deinit(&lint);
}

/* What is found in BYTES, beside the infos. */
static void
look(enum kind kind, const char *locale, struct span bytes)
{
	bool first = strcmp(locale, "en") == 0;

	lint_deinit(&lint);
	if (kind == SKELETON)
		lint_page(&lint, "f", bytes);
	else if (kind == LOCKED)
		lint_locked(&lint, "f", locale, bytes, first ? NULL :
			english[LOCKED]);
	else
		lint_own(&lint, "f", locale, bytes, first ? NULL :
			english[OWN]);
	lint_sort(&lint);
}

static const struct lint_finding *
found(const char *rule)
{
	size_t i;

	for (i = 0; i < lint.n; i++)
		if (strcmp(lint.list[i].rule->id, rule) == 0)
			return &lint.list[i];
	return NULL;
}

static const struct bad {
	enum kind kind;
	const char *locale, *bytes, *rule;
	size_t line, column;
} bad[] = {
	{ OWN, "en", HEAD "---\n\nse\xffl\n", "character", 6, 3 },
	{ OWN, "en", HEAD "---\n\nse\xe2\x80\xael\n", "character", 6, 3 },
	{ OWN, "en", HEAD "---\n\n\xc3\xa4\xe2\x80\x8bl\n", "character", 6,
		2 },
	{ OWN, "en", HEAD "---\n\na \xef\xbb\xbf\n", "character", 6, 3 },
	{ OWN, "en", HEAD "sender: me\n---\n", "key", 4, 1 },
	{ OWN, "en", "---\nsubject: A letter\n  over two lines\n---\n", "key",
		3, 1 },
	{ OWN, "de", HEAD "---\n\nHallo.\n", "key", 1, 1 },
	{ OWN, "en", "---\n" PREHEADER "---\n", "subject", 1, 1 },
	{ OWN, "en", "---\n" PREHEADER "subject:\n---\n", "subject", 3, 1 },
	{ OWN, "en", HEAD "---\n\nDear {{nmae}}!\n", "variable", 6, 6 },
	{ OWN, "en", HEAD "---\n\nDear {{name!\n", "variable", 6, 6 },
	{ LOCKED, "en", LOCKED_HEAD "{{name}}:\n\n{{link}}\n", "variable", 6,
		1 },
	{ OWN, "en", HEAD "---\n\nOne\n\nTwo\n\nThree\n", "paragraphs", 10, 1 },
	{ OWN, "en", HEAD "---\n\n# One\n", "paragraphs", 6, 1 },
	{ OWN, "en", HEAD "---\n\nSee [us](x) now\n", "link", 6, 5 },
	{ OWN, "en", HEAD "---\n\nSee www.contoso.example\n", "link", 6, 5 },
	{ OWN, "en", HEAD "---\n\nSee {{link}}\n", "link", 6, 5 },
	{ OWN, "en", HEAD "---\n\nA <b>bold</b> step\n", "html", 6, 3 },
	{ OWN, "en", HEAD "---\n\n![us](us.png)\n", "image", 6, 1 },
	{ SKELETON, "", PAGE "<img src=\"https://contoso.example/a.png\" "
		"alt=\"us\">\n", "image", 2, 11 },
	{ SKELETON, "", "\n", "piece", 1, 1 },
	{ SKELETON, "", PAGE "{{text}}\n", "piece", 2, 1 },
	{ SKELETON, "", PAGE "<img src=\"cid:logo\">\n", "alt", 2, 1 },
	{ SKELETON, "", PAGE "<a href=\"https://evil.example/\">\n"
		"https://contoso.example/</a>\n", "link-text", 3, 1 },
	{ SKELETON, "", PAGE_WITH("\n<a href=\"{{link}}\">contoso.example"
		"</a>"), "link-text", 2, 20 },
	{ SKELETON, "", PAGE_WITH("\n<a href=\"https://evil.example/\">"
		"{{link}}</a>"), "link-text", 2, 33 },
	{ OWN, "en", "---\nsubject: " LONG60 "words\n" PREHEADER "---\n",
		"subject-length", 2, 10 },
	{ OWN, "en", "---\nsubject: \xe6\x88\x91\xe6\x88\x91\xe6\x88\x91\xe6"
		"\x88\x91\xe6\x88\x91\xe6\x88\x91\xe6\x88\x91\xe6\x88\x91\xe6"
		"\x88\x91\xe6\x88\x91 {{partner}} {{partner}} {{partner}} "
		"{{partner}}\n" PREHEADER "---\n", "subject-length", 2, 10 },
	{ OWN, "en", "---\nsubject: \xc3\xa4\xc3\xb6\xc3\xbc \xc3\xa4\xc3\xb6"
		"\xc3\xbc \xc3\xa4\xc3\xb6\xc3\xbc \xc3\xa4\xc3\xb6\xc3\xbc "
		"\xc3\xa4\xc3\xb6\xc3\xbc \xc3\xa4\xc3\xb6\xc3\xbc\n"
		PREHEADER "---\n", "subject-length", 2, 10 },
	{ OWN, "en", "---\nsubject: Hello\n---\n", "preheader", 1, 1 },
	{ OWN, "en", "---\nsubject: Hello\npreheader: Short\n---\n",
		"preheader", 3, 12 },
	{ OWN, "en", "---\nsubject: Hello\npreheader: " LONG60 LONG60 LONG60
		"\n---\n", "preheader", 3, 12 },
	{ OWN, "en", "---\nsubject: Hello\npreheader: hello and welcome to "
		"all of our partners\n---\n", "preheader", 3, 12 },
	{ OWN, "en", HEAD "---\n\nWe have BARGAINS too.\n", "capitals", 6, 9 },
	{ OWN, "en", HEAD "---\n\nFine. ALL OF THIS IS NOW YOURS to take.\n",
		"shouting", 6, 7 },
	{ OWN, "en", HEAD "---\n\nWelcome!!!\n", "exclamation", 6, 8 },
	{ OWN, "en", HEAD "---\n\nOnly \xe2\x82\xac 9 each.\n", "currency", 6,
		6 },
	{ OWN, "en", HEAD "---\n\nIt is Free, too.\n", "pushy", 6, 7 },
	{ OWN, "en", "---\nsubject: Please act now\n" PREHEADER "---\n",
		"pushy", 2, 17 },
	{ OWN, "zh-CN", HEAD "greeting: \xe6\x82\xa8\n---\n\n\xe4\xbb\x8a\xe5"
		"\xa4\xa9\xe5\x85\x8d\xe8\xb4\xb9\n", "pushy", 7, 3 },
	{ OWN, "en", HEAD "---\n\n" LONG600 "more\n", "paragraph-length", 6,
		1 },
	{ OWN, "en", HEAD "---\n\nA Micr\xd0\xbesoft thing\n", "scripts", 6,
		7 },
	{ OWN, "de", HEAD "greeting: Hallo,\n---\n\nDas.\n\nMay we?\n",
		"untranslated", 2, 10 },
	{ OWN, "de", "---\nsubject: Brief\n" PREHEADER "greeting: Hallo,\n---\n"
		"\nDas.\n\nMay we?\n", "untranslated", 3, 12 },
	{ LOCKED, "de", "---\nbutton: Ja\ncopy: Oder kopieren:\n---\n\n"
		"Hier.\n\n{{link}}\n", "stale", 1, 1 },
	{ OWN, "ar", "---\nsubject: \xd9\x85\xd8\xb1\ngreeting: \xd9\x85"
		"\xd8\xb1\n---\n\n{{partner}} \xd9\x85\xd8\xb1\n", "direction",
		6, 1 },
	{ OWN, "ar", HEAD "greeting: \xd9\x85\xd8\xb1\n---\n\nContoso "
		"\xd9\x85\xd8\xb1\n", "direction", 2, 10 },
	{ SKELETON, "", PAGE "<p style=\"margin:0; position:fixed\">\n", "css",
		2, 21 },
	{ SKELETON, "", PAGE "<p style='display: flex'>\n", "css", 2, 11 },
	{ SKELETON, "", PAGE "<style>\n@media (max-width: 9px) {\n"
		"\t.a { color: red !important; }\n\t.b { float: left; }\n}\n"
		"</style>\n", "css", 5, 7 },
	{ SKELETON, "", PAGE "<style>\n/* { */ @import \"x\";\n</style>\n",
		"css", 3, 9 },
};

START_TEST(each_rule_is_told_at_its_place)
{
	const struct bad *b = &bad[_i];
	const struct lint_finding *f;

	look(b->kind, b->locale, span_str(b->bytes));
	f = found(b->rule);
	ck_assert_msg(f != NULL, "%d: %s is not told", _i, b->rule);
	ck_assert_msg(f->line == b->line && f->column == b->column,
		"%d: %s:%zu:%zu: %s", _i, b->rule, f->line, f->column,
		f->text);
	ck_assert_ptr_nonnull(strstr(f->text, "; "));
}
END_TEST

static const struct {
	enum kind kind;
	const char *locale, *bytes;
} good[] = {
	{ OWN, "en", HEAD "---\n" },
	{ OWN, "en", "\xef\xbb\xbf" HEAD "greeting: Dear {{name}},\n---\n\n"
		"We offer **more** services, such as CSP and DAP.\n\n"
		"It is *freely* chosen: carefree! Is that fine?! Not urgently."
		"\n" },
	{ OWN, "de", "---\nsubject: {{partner}}\npreheader: Ein globaler "
		"Administrator nimmt in einer Minute an.\ngreeting: Guten Tag,"
		"\n---\n\nGr\xc3\xbc\xc3\x9f" "e.\n" },
	{ OWN, "ja", "---\nsubject: {{partner}}\xe3\x82\x88\xe3\x82\x8a\n"
		"preheader: \xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad"
		"\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad"
		"\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad"
		"\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad"
		"\xe4\xb8\xad\ngreeting: \xe4\xb8\xad\n---\n\nMicrosoft\xe4"
		"\xb8\xad\xe3\x81\xae\xe3\x82\xab\n" },
	{ LOCKED, "ar", "---\nbutton: \xd9\x85\xd8\xb1\ncopy: \xd9\x85\xd8"
		"\xb1\n---\n\n\xd9\x85\xd8\xb1:\n\n{{link}}\n\n\xd9\x85\xd8"
		"\xb1 {{partner}}\n" },
	{ LOCKED, "en", LOCKED_HEAD "By **all** means:\n\n{{link}}\n" },
	{ LOCKED, "de", "---\nbutton: Ja\ncopy: Oder kopieren:\n---\n\nHier, "
		"{{partner}}:\n\n{{link}}\n\nNur Administratoren.\n" },
	{ SKELETON, "", PAGE_WITH("<a href=\"{{link}}\"> {{link}}</a>")
		"<!-- repeat logo --><img src={{logo}} alt='{{partner}}'>"
		"<!-- end --><style>.a { color: red; }\n@media print { .b { "
		"margin: 0 } }</style><img src=\"cid:x\" alt=\"\"><a "
		"href='https://www.contoso.example/x'>Contoso, here.</a> <a href=\"https://contoso.example/\">"
		"contoso.example</a><a "
		"name=x>contoso.example</a>\n<p style=\"mso-hide:all; -x-y:z; "
		"border-radius:5px\">" },
};

START_TEST(what_is_well_written_is_left_alone)
{
	look(good[_i].kind, good[_i].locale, span_str(good[_i].bytes));
	for (size_t i = 0; i < lint.n; i++)
		ck_assert_msg(lint.list[i].rule->severity == LINT_INFO,
			"%d: %zu:%zu: %s (%s)", _i, lint.list[i].line,
			lint.list[i].column, lint.list[i].text,
			lint.list[i].rule->id);
}
END_TEST

START_TEST(the_subject_tells_its_width)
{
	look(OWN, "en", span_str(HEAD "---\n"));
	ck_assert_str_eq(found("columns")->text,
		"the subject is 25 columns wide, of 60");
}
END_TEST

START_TEST(a_file_has_a_size)
{
	struct buf b;

	buf_init(&b, LIMIT_TEMPLATE + 1);
	buf_add_str(&b, HEAD "---\n\n");
	while (b.n <= LIMIT_TEMPLATE)
		buf_add_byte(&b, 'a');
	look(OWN, "en", buf_span(&b));
	ck_assert_ptr_nonnull(found("size"));
	look(SKELETON, "", buf_span(&b));
	ck_assert_ptr_nonnull(found("size"));
	buf_deinit(&b);
}
END_TEST

START_TEST(a_changed_block_is_told)
{
	struct span hi = span_str("hi");

	lint_digest(&lint, "f", "en.md", hi, "DIGESTS", span_str(
		"8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc3"
		"27aa4  en.md\n"));
	ck_assert_uint_eq(lint.n, 0);
	lint_digest(&lint, "f", "en.md", hi, "DIGESTS", span_str("x  en.md"));
	ck_assert_ptr_nonnull(found("locked"));
}
END_TEST

static void
look_at_letter(const char *page, const char *own)
{
	struct template *o = parse(TEMPLATE_OWN, own);
	struct faults p;
	struct skeleton *s;

	faults_init(&p);
	s = skeleton_parse("page", span_str(page), &p);
	ck_assert_msg(p.n == 0, "%s", buf_str(&p.text));
	faults_deinit(&p);
	lint_deinit(&lint);
	lint_letter(&lint, &(struct letter_parts){ .own = o,
		.locked = english[LOCKED], .skeleton = s, .locale = "en" });
	skeleton_free(&s);
	template_free(&o);
}

START_TEST(a_letter_tells_its_length_and_how_it_begins)
{
	look_at_letter(PAGE, HEAD "---\n\nHello there.\n");
	ck_assert_uint_eq(lint.count[LINT_WARNING], 0);
	ck_assert_str_eq(found("reading-time")->text,
		"the letter takes 6 seconds to read");
	ck_assert_ptr_nonnull(strstr(found("text")->text, "begins \"Hello "
		"there.\""));
}
END_TEST

/* The limit is on the page: N bytes of it stand in the skeleton. */
static bool
is_too_large(size_t n)
{
	struct buf page, own;
	bool rc;

	buf_init(&page, LIMIT_TEMPLATE);
	buf_add_str(&page, PAGE);
	buf_init(&own, LIMIT_TEMPLATE);
	buf_add_str(&own, HEAD "---\n\n");
	while (own.n < LIMIT_TEMPLATE / 2 && n > LIMIT_TEMPLATE / 2) {
		buf_add_byte(&own, 'a');
		n--;
	}
	while (n-- > 0)
		buf_add_byte(&page, ' ');
	look_at_letter(buf_str(&page), buf_str(&own));
	rc = found("html-size") != NULL;
	buf_deinit(&page);
	buf_deinit(&own);
	return rc;
}

START_TEST(a_page_that_gmail_cuts_is_told)
{
	size_t low = 0, high = LIMIT_LINT_HTML;

	ck_assert(!is_too_large(low));
	ck_assert(is_too_large(high));
	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (is_too_large(mid))
			high = mid;
		else
			low = mid;
	}
	ck_assert(!is_too_large(low));
	ck_assert_ptr_nonnull(strstr(found("text")->text, "the page has 91"));
}
END_TEST

START_TEST(findings_are_counted_past_their_limit)
{
	size_t i;

	for (i = 0; i < LIMIT_LINT_FINDINGS + 1; i++)
		lint_add(&lint, "pushy", "f", span_str(""), 0, "x");
	ck_assert_uint_eq(lint.n, LIMIT_LINT_FINDINGS);
	ck_assert_uint_eq(lint.count[LINT_WARNING], LIMIT_LINT_FINDINGS + 1);
}
END_TEST

START_TEST(they_are_sorted_by_file_and_place)
{
	struct span s = span_str("ab\ncd\n");

	lint_add(&lint, "pushy", "z", s, 3, "3");
	lint_add(&lint, "pushy", "a", s, 0, "4");
	lint_add(&lint, "pushy", "z", s, 1, "1");
	lint_add(&lint, "css", "z", s, 1, "2");
	lint_sort(&lint);
	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(lint.list[i].text[0], (int)('1' + i));
}
END_TEST

/* "file" is told by who reads them; see tests/preview. */
START_TEST(each_rule_has_a_test)
{
	static const char *const elsewhere[] = { "file", "size", "locked",
		"html-size", "columns", "reading-time", "text" };
	size_t r, i;

	for (r = 0; r < lint_rule_count; r++) {
		bool tested = false;

		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			tested |= strcmp(bad[i].rule, lint_rules[r].id) == 0;
		for (i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
			tested |= strcmp(elsewhere[i], lint_rules[r].id) == 0;
		ck_assert_msg(tested, "%s", lint_rules[r].id);
	}
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, each_rule_is_told_at_its_place, 0,
		sizeof(bad) / sizeof(bad[0]));
	tcase_add_loop_test(tcase, what_is_well_written_is_left_alone, 0,
		sizeof(good) / sizeof(good[0]));
	tcase_add_test(tcase, the_subject_tells_its_width);
	tcase_add_test(tcase, a_file_has_a_size);
	tcase_add_test(tcase, a_changed_block_is_told);
	tcase_add_test(tcase, a_letter_tells_its_length_and_how_it_begins);
	tcase_add_test(tcase, a_page_that_gmail_cuts_is_told);
	tcase_add_test(tcase, findings_are_counted_past_their_limit);
	tcase_add_test(tcase, they_are_sorted_by_file_and_place);
	tcase_add_test(tcase, each_rule_has_a_test);
}

UNIT_MAIN("lint", add_tests)
