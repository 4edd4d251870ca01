#include "core/mime_outline.h"

#include "core/limits.h"
#include "unit.h"

#define V "MIME-Version: 1.0\r\n"
#define TYPE "Content-Type: text/plain\r\n"
#define KEPT "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
#define MIXED V KEPT
#define QP "Content-Transfer-Encoding: quoted-printable\r\n"

static struct message *m;
static struct mime_outline o;
static struct err err;

static bool
draw(struct span s, bool plain)
{
	struct mime_lines lines;
	bool is_drawn;

	ck_assert_int_eq(message_borrow(s, &m, &err), 0);
	ck_assert(mime_lines_find(&lines, message_bytes(m),
		LIMIT_MIME_DELIMITERS));
	is_drawn = mime_outline_draw(&o, m, plain ? &lines : NULL);
	mime_lines_deinit(&lines);
	return is_drawn;
}

static void
done(void)
{
	mime_outline_deinit(&o);
	message_free(&m);
}

static const struct {
	const char *in, *want;
} drawn[] = {
	{ "Content-Type: x/y\nSubject: x\n\none\ntwo\nthree\n",
	  "Content-Type: x/y\n\nthree\n" },
	{ "Subject: x\r\n" TYPE "\r\none\r\ntwo", TYPE "\r\ntwo" },
	{ "Subject: x\r\n" TYPE "\r\n", TYPE "\r\n" },
	{ "A: b\r\n" TYPE "C: d\r\n" V "\r\n", TYPE "\r\n" },
	{ "A: b\r\n" MIXED "pro\r\nlogue\r\n--b\r\nX: y\r\nZ: y\r\n\r\none\r\n"
	  "two\r\nthree\r\n--b\r\nX: y\r\n\r\n--\r\none\r\n\r\n\r\ntwo\r\n"
	  "--b--\r\nepi\r\nlogue\r\n",
	  KEPT "logue\r\n--b\r\nX: y\r\nZ: y\r\n\r\nthree\r\n--b\r\nX: y\r\n"
	  "\r\n--\r\none\r\n\r\ntwo\r\n--b--\r\nepi\r\nlogue\r\n" },
	{ MIXED "--b\r\nX: y\r\n\r\n1\r\n2\r\n--b--",
	  KEPT "--b\r\nX: y\r\n\r\n2\r\n--b--" },
	{ MIXED "--b\r\nX: y\r\n--b\r\nX: y\r\n\r\n1\r\n2\r\n--b--\r\n\r\n"
	  "--\r\n", KEPT "--b\r\nX: y\r\n--b\r\nX: y\r\n\r\n2\r\n--b--\r\n"
	  "\r\n--\r\n" },
	/* Of encodings GMime is asked nothing; but a header stays one. */
	{ MIXED "--b\r\n" QP TYPE "\r\n1\r\n2\r\n--b\r\n" TYPE
	  "content-transfer-encoding:\r\n 8bit\r\n\tx\r\nX: y\r\n\r\n"
	  "3\r\n--b\r\n" QP "\r\n4\r\n--b--\r\n",
	  KEPT "--b\r\n" TYPE "\r\n2\r\n--b\r\n" TYPE "X: y\r\n\r\n"
	  "3\r\n--b\r\n" QP "\r\n4\r\n--b--\r\n" },
	{ MIXED "--b\r\n" TYPE QP, KEPT "--b\r\n" TYPE QP },
};

START_TEST(what_tells_the_structure_is_kept)
{
	ck_assert(draw(span_str(drawn[_i].in), true));
	ck_assert_str_eq(buf_str(&o.bytes), drawn[_i].want);
	done();
}
END_TEST

START_TEST(the_body_is_kept_of_what_is_not_plain)
{
	ck_assert(draw(span_str("A: b\r\n" MIXED "1\r\n2\r\n3\r\n"), false));
	ck_assert_str_eq(buf_str(&o.bytes), MIXED "1\r\n2\r\n3\r\n");
	ck_assert_uint_eq(mime_outline_begin(&o, o.bytes.n),
		message_bytes(m).n);
	done();
}
END_TEST

START_TEST(offsets_are_the_messages)
{
	static const char in[] = "A: b\r\n" TYPE "C: d\r\n\r\n"
		"one\r\ntwo\r\n--b\r\nX: y\r\n";
	size_t body = (size_t)(strstr(in, "one") - in);
	size_t two = (size_t)(strstr(in, "two") - in);
	size_t at = strlen(TYPE "\r\n");

	ck_assert(draw(span_str(in), true));
	ck_assert_uint_eq(mime_outline_begin(&o, 0), 6);
	ck_assert_uint_eq(mime_outline_begin(&o, at), body);
	ck_assert_uint_eq(mime_outline_end(&o, at), two);
	ck_assert_uint_eq(mime_outline_begin(&o, at + 1), two + 1);
	ck_assert_uint_eq(mime_outline_end(&o, at + 1), two + 1);
	ck_assert_uint_eq(mime_outline_end(&o, o.bytes.n), strlen(in));
	done();
}
END_TEST

START_TEST(offsets_are_the_messages_behind_what_was_left_out)
{
	static const char in[] = MIXED "--b\r\n" QP TYPE "\r\none\r\ntwo"
		"\r\n--b--\r\n";
	size_t left = (size_t)(strstr(in, QP) - in);
	size_t one = (size_t)(strstr(in, "one") - in);
	size_t end = (size_t)(strstr(in, "\r\n--b--") - in);
	size_t at = strlen(KEPT "--b\r\n");

	ck_assert(draw(span_str(in), true));
	ck_assert_uint_eq(mime_outline_begin(&o, at), left);
	at += strlen(TYPE "\r\n");
	ck_assert_uint_eq(mime_outline_begin(&o, at), one);
	ck_assert_uint_eq(mime_outline_end(&o, at + 3), end);
	done();
}
END_TEST

static const char *const undrawn[] = {
	"Subject: x\r\n\r\none\r\ntwo\r\n",
	TYPE "no field\r\n\r\none\r\n",
	TYPE,
};

START_TEST(what_gmime_must_see_whole_is_not_drawn)
{
	ck_assert(!draw(span_str(undrawn[_i]), false));
	ck_assert_uint_eq(o.bytes.n, 0);
	done();
}
END_TEST

/* A message of N bytes. */
static bool
long_is_drawn(size_t n, bool plain)
{
	struct buf b;
	bool is_drawn;

	buf_init(&b, n);
	buf_add_str(&b, TYPE "\r\n");
	while (b.n < n)
		buf_add_byte(&b, 'x');
	is_drawn = draw(buf_span(&b), plain);
	done();
	buf_deinit(&b);
	return is_drawn;
}

START_TEST(a_long_body_is_not_copied)
{
	ck_assert(long_is_drawn(256 * 1024, false));
	ck_assert(!long_is_drawn(256 * 1024 + 1, false));
	ck_assert(long_is_drawn(256 * 1024 + 1, true));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_loop_test(tcase, what_tells_the_structure_is_kept, 0,
		(int)(sizeof drawn / sizeof drawn[0]));
	tcase_add_test(tcase, the_body_is_kept_of_what_is_not_plain);
	tcase_add_loop_test(tcase, what_gmime_must_see_whole_is_not_drawn, 0,
		(int)(sizeof undrawn / sizeof undrawn[0]));
	tcase_add_test(tcase, a_long_body_is_not_copied);
	tcase_add_test(tcase, offsets_are_the_messages);
	tcase_add_test(tcase,
		offsets_are_the_messages_behind_what_was_left_out);
}

UNIT_MAIN("mime_outline", add_tests)
