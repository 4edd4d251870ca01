#include "core/view.h"

#include "views.h"

/* Each link as target, value in the source, shown text and marks. */
static const struct {
	const char *html;
	const char *links;
} links[] = {
	{ "<a href='https://a.example/?x=1&amp;y=2'>go</a>",
		"https://a.example/?x=1&y=2 'https://a.example/?x=1&amp;y=2' "
		"[go]" },
	{ "<A HREF=https://a.example/?x=1&amp;y>go</A>",
		"https://a.example/?x=1&y https://a.example/?x=1&amp;y [go]" },
	{ "<a name=x>no</a>", "" },
	{ "<a href=''>x</a>", " '' [x]" },
	{ "<a href=a href=b>x</a>", "a a [x]" },
	{ "<a href=a>x <b>y</b> </a>z", "a a [x y]" },
	{ "<a href=a><img src=i></a>", "a a []" },
	{ "<map><area href=a></map>", "a a []" },
	{ "<form action=a>x</form>", "a a []" },
	{ "<button formaction=a>x</button>", "a a [x]" },
	{ "<input type=submit formaction=a>", "a a []" },
	{ "<iframe src=a>x</iframe>y", "a a [] hidden" },
	{ "<embed src=a><object data=b>x</object>",
		"a a [] hidden b b [] hidden" },
	{ "<meta http-equiv=Refresh content='0; url=a'>x",
		"a '0; url=a' [] hidden" },
	{ "<meta http-equiv=Content-Type content='0;url=a'>x", "" },
	{ "<meta name=refresh content='0;url=a'>x", "" },
	{ "<svg><a xlink:href=a><text>x</text></a></svg>", "a a [x]" },
	{ "<svg><a href=a xlink:href=b><text>x</text></a></svg>",
		"a a [] b b [x]" },
	{ "<v:roundrect href=a>x</v:roundrect>", "a a [] hidden" },
	{ "<math href=a><mi>x</mi></math>", "a a [] hidden" },
	/* gumbo runs these names together. */
	{ "<a x x href='a'>y</a>", "a 'a' [y]" },
	{ "<a x X /href=a b b href=c>y</a>", "a a [y]" },
	{ "<a href=a x x href=b>y</a>", "a a [y]" },
	{ "<svg><a x x xlink:href=a><text>y</text></a></svg>", "a a [y]" },
	{ "<link rel=stylesheet href=a>x", "" },
	{ "<img src=a longdesc=b>x", "" },
	{ "<base href=b><a href=a>x</a>", "b b [] a a [x]" },
	{ "<a href=a style='display:none'>x</a>", "a a [] hidden" },
	{ "<div style='font-size:0px'><a href=a>x</a></div>",
		"a a [] hidden" },
	{ "<template><a href=a>x</a></template>", "a a [] hidden" },
	{ "<!-- <a href=a>x</a> -->", "" },
	{ "<title><a href=a>x</a></title>", "" },
	{ "<a href=a>x<p>y</a>z", "a a [x\ny]" },
	{ "<a href=a>x<a href=b>y", "a a [x] b b [y]" },
	{ "<blockquote type=cite><a href=a>x</a></blockquote>",
		"a a [x] quoted" },
	{ "<p>-----Original Message-----<p><a href=a>x</a>",
		"a a [x] quoted" },
	{ "<p>-----Original Message-----<p>x<a href=a><img></a>",
		"a a [] quoted" },
	{ "<blockquote type=cite>x</blockquote><a href=a><img></a>",
		"a a []" },
};

START_TEST(what_outlook_alone_shows_is_a_page_of_its_own)
{
	struct view *v = views_html("<p>a</p><!--[if mso]><p>b <a href=x>c</a>"
		"</p><![endif]--><p>d</p><!-- [if mso]>e<![endif] -->");
	const struct view_aside *aside;

	ck_assert_uint_eq(view_aside_count(v), 1);
	aside = view_aside(v, 0);
	ck_assert(span_eq_str(view_text(aside->view), "b c"));
	ck_assert(!aside->quoted);
	ck_assert_uint_eq(aside->view_at, 1);
	ck_assert_uint_eq(view_link_count(v), 0);
	ck_assert_uint_eq(view_link_count(aside->view), 1);
	ck_assert(span_starts(span_sub(view_source(v), aside->src_begin,
		aside->src_end), span_str("<p>b ")));
	view_free(&v);
}
END_TEST

START_TEST(an_aside_can_be_history)
{
	struct view *v = views_html("<p>a</p><p>-----Original Message-----</p>"
		"<p>b</p><!--[if mso]>c<![endif]--><blockquote type=cite>d"
		"<!--[if mso]><!--[if mso]>e<![endif]--></blockquote>");

	ck_assert_uint_eq(view_aside_count(v), 2);
	ck_assert(view_aside(v, 0)->quoted);
	ck_assert(view_aside(v, 1)->quoted);
	ck_assert_uint_eq(view_aside_count(view_aside(v, 1)->view), 0);
	view_free(&v);
}
END_TEST

START_TEST(an_aside_that_cant_be_read_hides_nothing)
{
	struct err err = { 0 };
	struct view *v;

	ck_assert_int_eq(view_html(span_str("<p>a</p><!--[if mso]><p>"
		"&#x110000;<![endif]-->"), &v, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

/* '|' stands where the author's own words end. */
static const char *const open_ends[] = {
	"<div>Hi|<div hidden>x", "<body><div>Hi|<div hidden>x</body>",
	"<p>Hi</p>|<div style='display:none'><p>x</p>",
	"<div>Hi</div>|<table hidden><tr><td>x</table", "|<template>x",
	"<ul><li>Hi|<li hidden>x</ul>", "<p>Hi</p>|<style>x",
};

START_TEST(own_words_end_before_what_is_hidden_without_end)
{
	size_t at = strcspn(open_ends[_i], "|");
	struct view *v;
	struct buf b;

	buf_init(&b, 200);
	buf_add(&b, (struct span){ (const unsigned char *)open_ends[_i], at });
	buf_add_str(&b, open_ends[_i] + at + 1);
	v = views_html(buf_str(&b));
	ck_assert_uint_eq(view_own_end(v), at);
	ck_assert(!view_shut(v));
	view_free(&v);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_page_that_is_not_shown_is_shut)
{
	static const char *const pages[] = {
		"<body hidden><p>x", "<html style='display:none'><p>x",
		"<frameset><frame></frameset>",
	};
	struct view *v;

	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		v = views_html(pages[i]);
		ck_assert_msg(view_shut(v), "%s", pages[i]);
		view_free(&v);
	}
}
END_TEST

START_TEST(a_page_may_show_only_what_sets_its_own_size)
{
	static const struct {
		const char *html;
		bool faint;
	} pages[] = {
		{ "<body style='font-size:0'><p>x", true },
		{ "<html style='visibility:hidden'><p>x", true },
		{ "<body style='font-size:1px'><p>x", false },
		{ "<html style='font-size:0'><body style='font-size:1em'>x",
			false },
		{ "<div style='font-size:0'><p>x</div>", false },
	};

	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		struct view *v = views_html(pages[i].html);

		ck_assert_msg(view_faint(v) == pages[i].faint, "%s",
			pages[i].html);
		ck_assert(!view_shut(v));
		view_free(&v);
	}
}
END_TEST

START_TEST(every_link_is_told)
{
	struct view *v = views_html(links[_i].html);
	struct buf b;
	size_t i;

	buf_init(&b, 4096);
	for (i = 0; i < view_link_count(v); i++) {
		const struct view_link *link = view_link(v, i);

		buf_printf(&b, "%s%s ", i ? " " : "", link->target);
		buf_add(&b, span_sub(view_source(v), link->src_begin,
			link->src_end));
		buf_add_str(&b, " [");
		buf_add(&b, span_sub(view_text(v), link->view_begin,
			link->view_end));
		buf_printf(&b, "]%s%s", link->quoted ? " quoted" : "",
			link->hidden ? " hidden" : "");
	}
	views_expect_span(buf_span(&b), links[_i].links);
	buf_deinit(&b);
	view_free(&v);
}
END_TEST

/* In the source '^' marks where something may be put after each block; it is
 * taken out before reading. */
static const char *const places[] = {
	"<p>a</p>^<p>b</p>^",
	"<p>a^<p>b^",
	"<div>a</div>^<div>b</div>^",
	"<div>a^<p>b</p>^</div>",
	"<table><tr><td>a^</td><td>b^<tr><td><p>c</p>^</table>",
	"<ul><li>a^</li><li>b^</ul>",
	"a^",
	"<body>a<b>b</b>^</body></html>",
	"<h1>a</h1>^b^",
	"a^<br><br>b^",
	"<div>a^<br><br>b</div>^",
	"<p>a<br>b</p>^",
	"<div><span>a</span></div>^",
	"<div><a href=x>a</a></div>^",
	"<a href=x><div>a</div></a>^",
	"<div><p>a</p>^<p>b</p>^</div>",
	"<font><p>a</p></font>^",
	"<center><table><tr><td>a^</td></tr></table></center>",
};

static struct span
without_marks(const char *marked, struct buf *b, size_t *marks, size_t *n_r)
{
	*n_r = 0;
	for (; *marked; marked++) {
		if (*marked == '^')
			marks[(*n_r)++] = b->n;
		else
			buf_add_byte(b, (unsigned char)*marked);
	}
	return buf_span(b);
}

START_TEST(a_new_paragraph_keeps_the_html_well_formed)
{
	struct view *v = NULL;
	struct err err;
	struct buf b;
	size_t marks[8];
	size_t i, n;

	buf_init(&b, 4096);
	without_marks(places[_i], &b, marks, &n);
	ck_assert_int_eq(view_html(buf_span(&b), &v, &err), 0);
	ck_assert_uint_eq(view_block_count(v), n);
	for (i = 0; i < n; i++)
		ck_assert_msg(view_block(v, i)->src_end == marks[i],
			"%s: block %zu ends at %zu, want %zu", places[_i], i,
			view_block(v, i)->src_end, marks[i]);
	view_free(&v);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_line_end_of_preformatted_text_is_lf_or_cr_lf)
{
	/* The first is plain, the second is not. */
	static const char *const pages[] = {
		"<pre>\r\na  b\r\n\r\nc &amp;\r\nd</pre>",
		"<pre>\r\na  b\r\n\r\nc &amp;\r\nd</b>",
	};

	for (size_t i = 0; i < 2; i++) {
		struct view *v = views_html(pages[i]);

		views_expect_span(view_text(v), "a  b\nc &\nd");
		views_expect_span(views_source_of(v, "c &\n"),
			"c &amp;\r\n");
		ck_assert_uint_eq(view_block_count(v), 2);
		view_free(&v);
	}
}
END_TEST

/* Bodies as mail programs write them. */
static const struct {
	const char *html;
	const char *blocks;
	const char *rest;	/* behind the author's own words */
} mails[] = {
	/* Gmail */
	{ "<div dir=\"ltr\">Hi<div><br></div><div>Bye</div></div><br>"
		"<div class=\"gmail_quote gmail_quote_container\">"
		"<div dir=\"ltr\" class=\"gmail_attr\">On Mon, Bob wrote:"
		"<br></div><blockquote class=\"gmail_quote\">old</blockquote>"
		"</div>",
		"o:Hi|o:Bye|q:On Mon, Bob wrote:|q:old", "</div><br>" },
	{ "<div>Hi</div><span class=\"gmail_signature_prefix\">-- </span><br>"
		"<div class=\"gmail_signature\">Bob</div>",
		"o:Hi|s:--|s:Bob", "<span" },
	/* The same, answered between and below the lines of the quote */
	{ "<div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">"
		"Den man. skrev Bob:<br></div><blockquote class="
		"\"gmail_quote\">old</blockquote><div>Yes.</div><blockquote "
		"class=\"gmail_quote\"><div class=\"gmail_quote\">older<div>"
		"x</div></div></blockquote><div>Bye</div></div><br>",
		"q:Den man. skrev Bob:|q:old|o:Yes.|q:older|q:x|o:Bye",
		"</div><br>" },
	/* Forwarded by it */
	{ "Look<div class=\"gmail_quote\"><div class=\"gmail_attr\"><b>-----"
		"---- Viderebragt</b><br>Fra: Bob<br></div><div>new</div>"
		"<blockquote class=\"gmail_quote\">old</blockquote><div>more"
		"</div></div>",
		"o:Look|q:--------- Viderebragt\nFra: Bob|q:new|q:old|q:more",
		"<div class=\"gmail_quote\"><div class=\"gmail_attr\"><b>" },
	/* An older one did not mark who wrote */
	{ "Hi<div class=\"gmail_quote\">Den man. skrev Bob:<br><blockquote "
		"class=\"gmail_quote\">old</blockquote>more</div>",
		"o:Hi|q:Den man. skrev Bob:|q:old|q:more",
		"<div class=\"gmail_quote\">Den" },
	/* Outlook for Windows */
	{ "<body><div class=WordSection1><p class=MsoNormal>Hello,<o:p></o:p>"
		"</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
		"<p class=MsoNormal>Text<o:p></o:p></p><div>"
		"<div style='border:none;border-top:solid #E1E1E1 1.0pt'>"
		"<p class=MsoNormal><b>Fra:</b> Bob<br><b>Sendt:</b> mandag"
		"<br><b>Til:</b> Alice<br><b>Emne:</b> x</p></div></div>"
		"<p class=MsoNormal>old</p></div></body>",
		"o:Hello,|o:Text|q:Fra: Bob\nSendt: mandag\nTil: Alice\n"
		"Emne: x|q:old", "<div><div style" },
	/* Outlook on the web */
	{ "<body><div>Hi</div><div id=\"Signature\">Bob</div>"
		"<div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">"
		"<b>From:</b> Bob</div><div>old</div></body>",
		"o:Hi|s:Bob|q:From: Bob|q:old", "<div id=\"Signature\"" },
	/* Apple Mail */
	{ "<body>Hi<div><br><blockquote type=\"cite\"><div>On 2 Nov 2026, Bob "
		"wrote:</div><br><div>old</div></blockquote></div></body>",
		"o:Hi|q:On 2 Nov 2026, Bob wrote:|q:old", "<div><br>" },
	{ "<body>Hi<div>On 2 Nov 2026, Bob wrote:</div>"
		"<blockquote type=\"cite\">old</blockquote></body>",
		"o:Hi|q:On 2 Nov 2026, Bob wrote:|q:old", "<div>On" },
	/* Thunderbird, answer below */
	{ "<body><div class=\"moz-cite-prefix\">On 02.11.26, Bob wrote:<br>"
		"</div><blockquote type=\"cite\" cite=\"mid:x\">old"
		"</blockquote><p>Answer</p><pre class=\"moz-signature\">-- \n"
		"Bob</pre></body>",
		"q:On 02.11.26, Bob wrote:|q:old|o:Answer|s:-- \nBob", "<pre" },
	{ "<p>FYI</p><div class=\"moz-forward-container\">-------- Forwarded "
		"Message --------<p>old</p></div>",
		"o:FYI|q:-------- Forwarded Message --------|q:old",
		"<div class" },
	/* Yahoo, Proton */
	{ "<div>Hi</div><div class=\"yahoo_quoted\">old</div>",
		"o:Hi|q:old", "<div class" },
	{ "<div>Hi</div><div class=\"protonmail_quote\">old</div>",
		"o:Hi|q:old", "<div class" },
	{ "<div>Hi</div><div class=\"zmail_extra\">old</div>",
		"o:Hi|q:old", "<div class" },
	/* Blockquotes without a mark */
	{ "<p>We offer:</p><blockquote>a</blockquote><p>Bye</p>",
		"o:We offer:|o:a|o:Bye", "" },
	{ "<p>On Mon, Bob wrote:</p><blockquote>a</blockquote><p>Bye</p>",
		"o:On Mon, Bob wrote:|o:a|o:Bye", "" },
	{ "<p>Hi</p><p>On Mon, Bob wrote:</p><blockquote>old</blockquote>",
		"o:Hi|q:On Mon, Bob wrote:|q:old", "<p>On" },
	{ "<p>Hi</p><blockquote>mine</blockquote>", "o:Hi|o:mine", "" },
	/* Without any mark */
	{ "<p>Hi<br>-- <br>Bob</p>", "o:Hi|s:--\nBob", "<br>--" },
	{ "<p>Hi</p><p>-- </p><p>Bob</p>", "o:Hi|s:--|s:Bob", "<p>--" },
	{ "<div>Hi</div><div>-----Original Message-----</div><p>old",
		"o:Hi|q:-----Original Message-----|q:old", "<div>---" },
	/* Nothing of one's own */
	{ "<html><body bgcolor=white><blockquote type=cite>old</blockquote>"
		"</body></html>", "q:old", "<blockquote" },
	{ "<html><body><img src=x></body></html>", "", "</body>" },
	{ "<html><body><p>Hi</p></body></html><p>footer</p>",
		"o:Hi|o:footer", "</body>" },
	{ "<html><head></head><p>Hi</p></html>", "o:Hi", "</html>" },
};

START_TEST(own_words_are_told_from_history_and_signature)
{
	struct view *v = views_html(mails[_i].html);

	views_expect_blocks(v, mails[_i].blocks);
	views_expect_own_end(v, mails[_i].rest);
	view_free(&v);
}
END_TEST

START_TEST(a_refused_body_gives_no_view)
{
	struct view *v = NULL;
	struct err err = { 0 };

	ck_assert_int_eq(view_html(span_str("&#x110000;"), &v, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert_ptr_null(v);
}
END_TEST

static const char *const seeds[] = {
	"<html><body><p>Hi &amp; you, <b>see</b> <a href='https://a.example/"
	"?x=1&amp;y'>https://a.example/?x=1&amp;y</a></p><table><tr><td>a\r\n"
	"<td>b<p>c</table><blockquote type=cite>old</blockquote></body></html>",
	"<div style='font-size:0'>x<span style=\"font-size:1em\">y</span></div>"
	"<ul><li>a<li>b</ul>-- <br>Bob<div id=divRplyFwdMsg>From: x</div>",
	"<a href=a>x<p>y</a>z<table>f<a href=b>o<td></a>s<pre>t\n\ne</pre>"
	"<svg><a href=q>r</a></svg><select><option>\xC3\xA9</select>",
};

static const char *const scraps[] = {
	"<p>", "</p>", "<a href=x>", "</a>", "<table>", "<td>", "</table>",
	"<!--", "-->", "&amp;", "&ne;", "&#9;", "<b>", "</b>", "<br>", "<div>",
	"</div>", "\r\n", "\xC3\xA9", "<", ">", "\"", "'", "=", "\x01",
	"</body>", "<body>", "<pre>", "<textarea>", "<title>", "<svg>",
	"<blockquote type=cite>", "</blockquote>", "On x wrote:", "-- ",
};

static unsigned
next_random(unsigned long long *state, unsigned below)
{
	*state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(*state >> 33) % below;
}

static bool
is_utf8(struct span s)
{
	size_t i = 0;

	while (i < s.n) {
		unsigned char c = s.p[i++];
		size_t more = c < 0x80 ? 0 : c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;

		if (c >= 0x80 && c < 0xC2)
			return false;
		for (; more; more--)
			if (i >= s.n || (s.p[i++] & 0xC0) != 0x80)
				return false;
	}
	return true;
}

static void
check_blocks(const struct view *v)
{
	size_t n = view_source(v).n;
	size_t last = 0;
	size_t i;

	for (i = 0; i < view_block_count(v); i++) {
		const struct view_block *b = view_block(v, i);

		ck_assert_uint_ge(b->view_begin, last);
		ck_assert_uint_lt(b->view_begin, b->view_end);
		ck_assert_uint_le(b->view_end, view_text(v).n);
		ck_assert_uint_le(b->src_begin, b->src_end);
		ck_assert_uint_le(b->src_end, n);
		ck_assert_int_eq(b->quoted, view_quoted(v, b->view_begin));
		last = b->view_end;
	}
	ck_assert_uint_le(view_own_end(v), n);
}

static void
check_links(const struct view *v)
{
	size_t i;

	for (i = 0; i < view_link_count(v); i++) {
		const struct view_link *l = view_link(v, i);

		ck_assert_uint_le(l->src_begin, l->src_end);
		ck_assert_uint_le(l->src_end, view_source(v).n);
		ck_assert_uint_le(l->view_begin, l->view_end);
		ck_assert_uint_le(l->view_end, view_text(v).n);
		ck_assert(is_utf8(span_str(l->target)));
	}
}

static void
check_mapping(const struct view *v)
{
	struct span text = view_text(v);
	size_t i, begin, end, all_begin, all_end;

	view_to_source(v, 0, text.n, &all_begin, &all_end);
	ck_assert_uint_le(all_end, view_source(v).n);
	for (i = 0; i < text.n; i++) {
		view_to_source(v, i, i + 1, &begin, &end);
		if (begin < all_begin || end < begin || end > all_end)
			ck_abort_msg("offset %zu leads out of the source", i);
		/* A letter shows itself, or comes out of something longer. */
		if (end - begin == 1 && span_is_alpha(text.p[i]) &&
		    view_source(v).p[begin] != text.p[i])
			ck_abort_msg("offset %zu leads astray", i);
	}
}

/* A seed with some scraps put in and some bytes taken out, at characters. */
static void
mutate(struct buf *b, const char *seed, unsigned long long *state)
{
	unsigned n = (unsigned)sizeof scraps / sizeof scraps[0];

	for (; *seed; seed++) {
		bool inside = ((unsigned char)*seed & 0xC0) == 0x80;

		if (!inside && next_random(state, 25) == 0)
			buf_add_str(b, scraps[next_random(state, n)]);
		if ((unsigned char)*seed >= 0x80 ||
		    next_random(state, 30) != 0)
			buf_add_byte(b, (unsigned char)*seed);
	}
}

START_TEST(any_body_gives_a_sound_view)
{
	unsigned long long state = (unsigned long long)_i + 1;
	size_t round;

	for (round = 0; round < 150; round++) {
		struct view *v = NULL;
		struct err err;
		struct buf b;

		buf_init(&b, 65536);
		mutate(&b, seeds[round % 3], &state);
		if (view_html(buf_span(&b), &v, &err) == 0) {
			ck_assert(is_utf8(view_text(v)));
			check_blocks(v);
			check_links(v);
			check_mapping(v);
		}
		view_free(&v);
		ck_assert_int_eq(view_plain(buf_span(&b), round & 1, round & 2,
			&v, &err), 0);
		check_blocks(v);
		check_mapping(v);
		view_free(&v);
		buf_deinit(&b);
	}
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, what_outlook_alone_shows_is_a_page_of_its_own);
	tcase_add_test(t, an_aside_can_be_history);
	tcase_add_test(t, an_aside_that_cant_be_read_hides_nothing);
	tcase_add_test(t, a_line_end_of_preformatted_text_is_lf_or_cr_lf);
	tcase_add_loop_test(t,
		own_words_end_before_what_is_hidden_without_end, 0,
		sizeof open_ends / sizeof open_ends[0]);
	tcase_add_test(t, a_page_that_is_not_shown_is_shut);
	tcase_add_test(t, a_page_may_show_only_what_sets_its_own_size);
	tcase_add_loop_test(t, every_link_is_told, 0,
		sizeof links / sizeof links[0]);
	tcase_add_loop_test(t, a_new_paragraph_keeps_the_html_well_formed, 0,
		sizeof places / sizeof places[0]);
	tcase_add_loop_test(t, own_words_are_told_from_history_and_signature,
		0, sizeof mails / sizeof mails[0]);
	tcase_add_test(t, a_refused_body_gives_no_view);
	tcase_add_loop_test(t, any_body_gives_a_sound_view, 0, 8);
}

UNIT_MAIN("view_html", add_tests)
