#include "core/mime_header.h"

#include "unit.h"

static struct message *m;
static struct mime_header h;
static struct err err;

/* True when all fields of HEADER are said plainly; H holds what they say. */
static bool
take(const char *header)
{
	bool plain = true;

	message_free(&m);
	ck_assert_int_eq(message_borrow(span_str(header), &m, &err), 0);
	mime_header_init(&h);
	for (size_t i = 0; i < message_field_count(m) && plain; i++)
		plain = mime_header_take(&h, message_field(m, i));
	return plain;
}

static void
done(void)
{
	message_free(&m);
}

static void
says(struct span s, const char *want)
{
	if (want == NULL)
		ck_assert_ptr_null(s.p);
	else
		ck_assert_msg(span_eq_str(s, want), "\"%.*s\" is not \"%s\"",
			(int)s.n, (const char *)s.p, want);
}

START_TEST(a_header_without_mime_fields_is_plain_text)
{
	ck_assert(take("Subject: x\nSubject: y\nX: Content-Type: a/b\n"));
	says(h.said.type, "text");
	says(h.said.subtype, "plain");
	says(h.said.charset, NULL);
	says(h.said.disposition, NULL);
	says(h.said.name, NULL);
	says(h.boundary, NULL);
	says(h.encoding, NULL);
	ck_assert(!h.typed && !h.version && !h.said.multipart);
	done();
}
END_TEST

START_TEST(what_fields_say_is_told)
{
	ck_assert(take("MIME-Version: 1.0 (c)\nContent-Type: Text/Plain; "
		"Charset=UTF-8;\n\tformat=\"flowed\"; DelSp=yes; x=y;\n "
		"smime-type=signed-data\nContent-transfer-encoding: Base64\n"
		"Content-Disposition: Inline; size=3\nContent-ID: <(>\n"));
	says(h.said.type, "Text");
	says(h.said.subtype, "Plain");
	says(h.said.charset, "UTF-8");
	says(h.said.format, "flowed");
	says(h.said.delsp, "yes");
	says(h.said.smime_type, "signed-data");
	says(h.said.disposition, "Inline");
	says(h.said.name, NULL);
	says(h.encoding, "Base64");
	ck_assert(h.typed && h.version && !h.said.multipart);
	done();
}
END_TEST

START_TEST(a_multipart_has_its_boundary)
{
	ck_assert(take("Content-Type: MULTIPART/mixed; boundary=\"a;=b\"\n"));
	says(h.boundary, "a;=b");
	ck_assert(h.said.multipart && !h.version);
	ck_assert(take("Content-Type: multiparty/mixed\n"));
	says(h.boundary, NULL);
	ck_assert(!h.said.multipart);
	done();
}
END_TEST

#define NAMED "Content-Disposition: attachment; filename=a.pdf\n"
#define TYPED "Content-Type: application/pdf; name=b.pdf\n"

START_TEST(the_name_of_the_disposition_counts_more)
{
	ck_assert(take(NAMED));
	says(h.said.name, "a.pdf");
	ck_assert(take(TYPED));
	says(h.said.name, "b.pdf");
	ck_assert(take(NAMED TYPED));
	says(h.said.name, "a.pdf");
	ck_assert(take(TYPED NAMED));
	says(h.said.name, "a.pdf");
	ck_assert(take(TYPED "Content-Disposition: inline; name=c\n"));
	says(h.said.name, "b.pdf");
	done();
}
END_TEST

static const char *const unclear[] = {
	"Content-Type: text/html\nContent-type: text/html\n",
	"Content-ID: <a>\nContent-ID: <a>\n",
	"MIME-Version: 1.0\nMime-Version: 1.0\n",
	"Content-Type:\n",
	"Content-Type: text\n",
	"Content-Type: text/html (c)\n",
	"Content-Type: text/html; charset=a; CHARSET=a\n",
	"Content-Type: text/html; charset*=us-ascii''a\n",
	"Content-Type: multipart/related; start=\"<a>\"\n",
	"Content-Disposition:\n",
	"Content-Disposition: \"inline\"\n",
	"Content-Disposition: inline; filename=a; filename=b\n",
	"Content-Disposition: inline; filename*=utf-8''a\n",
	"Content-Transfer-Encoding:\n",
	"Content-Transfer-Encoding: base64;\n",
	"Content-Transfer-Encoding: base64 (c)\n",
	"Content-Transfer-Encoding: \"base64\"\n",
};

START_TEST(what_is_not_said_plainly_is_refused)
{
	ck_assert_msg(!take(unclear[_i]), "%s", unclear[_i]);
	done();
}
END_TEST

/* N MIME fields, and N parameters. */
static bool
as_many_are_taken(size_t n)
{
	struct buf fields, parameters;
	bool all;

	buf_init(&fields, 4096);
	buf_init(&parameters, 4096);
	buf_add_str(&parameters, "Content-Type: a/b");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&fields, "Content-%zu: x\n", i);
		buf_printf(&parameters, "; p%zu=x", i);
	}
	buf_add_str(&parameters, "\n");
	all = take(buf_str(&fields));
	ck_assert(take(buf_str(&parameters)) == all);
	buf_deinit(&fields);
	buf_deinit(&parameters);
	return all;
}

START_TEST(names_have_their_number)
{
	ck_assert(as_many_are_taken(MIME_HEADER_NAMES));
	ck_assert(!as_many_are_taken(MIME_HEADER_NAMES + 1));
	done();
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_header_without_mime_fields_is_plain_text);
	tcase_add_test(tcase, what_fields_say_is_told);
	tcase_add_test(tcase, a_multipart_has_its_boundary);
	tcase_add_test(tcase, the_name_of_the_disposition_counts_more);
	tcase_add_loop_test(tcase, what_is_not_said_plainly_is_refused, 0,
		(int)(sizeof unclear / sizeof unclear[0]));
	tcase_add_test(tcase, names_have_their_number);
}

UNIT_MAIN("mime_header", add_tests)
