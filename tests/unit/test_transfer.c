#include "core/transfer.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static void
ck_encodes(const char *body, const char *name, const char *want)
{
	struct buf b;

	buf_init(&b, 4096);
	ck_assert_str_eq(transfer_encode(span_str(body), &b), name);
	ck_assert_str_eq(buf_str(&b), want);
	buf_deinit(&b);
}

START_TEST(equals_signs_of_a_link_are_escaped)
{
	ck_encodes("a?b=fa\n", "quoted-printable", "a?b=3Dfa\r\n");
}
END_TEST

START_TEST(what_relays_touch_is_escaped)
{
	ck_encodes("-- \n.x\nFrom me\n", "quoted-printable",
		"--=20\r\n=2Ex\r\n=46rom me\r\n");
}
END_TEST

START_TEST(a_line_has_76_characters_and_not_one_more)
{
	char body[80], want[90];

	memset(body, 'a', 77);
	body[76] = '\n';
	body[77] = '\0';
	snprintf(want, sizeof(want), "%.76s\r\n", body);
	ck_encodes(body, "quoted-printable", want);
	body[76] = 'a';
	body[77] = '\n';
	body[78] = '\0';
	snprintf(want, sizeof(want), "%.75s=\r\naa\r\n", body);
	ck_encodes(body, "quoted-printable", want);
}
END_TEST

START_TEST(chinese_takes_base64_with_crlf_inside)
{
	ck_encodes("中\n", "base64", "5LitDQo=\r\n");
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, equals_signs_of_a_link_are_escaped);
	tcase_add_test(tcase, what_relays_touch_is_escaped);
	tcase_add_test(tcase, a_line_has_76_characters_and_not_one_more);
	tcase_add_test(tcase, chinese_takes_base64_with_crlf_inside);
}

UNIT_MAIN("transfer", add_tests)
