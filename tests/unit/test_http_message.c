#include "cloud/http_message.h"

#include <string.h>

#include "cloud/cloud_limits.h"
#include "unit.h"

START_TEST(a_form_is_escaped)
{
	struct http_request rq;

	http_request_init(&rq, "POST");
	http_request_form(&rq, "a", "x y&z=1+2%/");
	http_request_form(&rq, "b", "A-z0._~\xc3\xa9");
	ck_assert_str_eq(buf_str(&rq.body),
	    "a=x%20y%26z%3D1%2B2%25%2F&b=A-z0._~%C3%A9");
	http_request_deinit(&rq);
}
END_TEST

START_TEST(a_field_can_not_become_two)
{
	struct http_request rq;

	http_request_init(&rq, "GET");
	http_request_field(&rq, "X", "a\r\nY: b");
	ck_assert_uint_eq(rq.n_fields, 1);
	ck_assert_str_eq(rq.fields[0].value, "a  Y: b");
	http_request_deinit(&rq);
	ck_assert_uint_eq(rq.n_fields, 0);
}
END_TEST

START_TEST(fields_are_found_by_name_whatever_the_case)
{
	struct http_answer a;
	struct span value;

	http_answer_init(&a);
	buf_add_str(&a.headers, "HTTP/1.1 200 OK\r\nretry-after:  5 \r\n"
	    "Retry-After: 6\r\nNo colon\r\nX:");
	ck_assert(http_answer_field(&a, "Retry-After", &value));
	ck_assert(span_eq_str(value, "5"));
	ck_assert(http_answer_field(&a, "x", &value));
	ck_assert_uint_eq(value.n, 0);
	ck_assert(!http_answer_field(&a, "Retry", &value));
	ck_assert(!http_answer_field(&a, "No colon", &value));
	http_answer_deinit(&a);
}
END_TEST

START_TEST(a_byte_order_mark_is_left_out_once)
{
	struct http_answer a;

	http_answer_init(&a);
	ck_assert_uint_eq(http_answer_text(&a).n, 0);
	buf_add_str(&a.body, "\xef\xbb\xbf{}");
	ck_assert(span_eq_str(http_answer_text(&a), "{}"));
	http_answer_reset(&a);
	buf_add_str(&a.body, "\xef\xbb\xbf\xef\xbb\xbf{}");
	ck_assert_uint_eq(http_answer_text(&a).n, 5);
	http_answer_reset(&a);
	buf_add_str(&a.body, "\xef\xbb");
	ck_assert_uint_eq(http_answer_text(&a).n, 2);
	http_answer_deinit(&a);
}
END_TEST

START_TEST(an_answer_holds_so_much_and_no_more)
{
	struct http_answer a;
	char *body = buf_zalloc(CLOUD_ANSWER_MAX + 1);

	http_answer_init(&a);
	buf_add(&a.body, (struct span){ (unsigned char *)body,
	    CLOUD_ANSWER_MAX });
	ck_assert(buf_ok(&a.body));
	buf_add_byte(&a.body, 'x');
	ck_assert(!buf_ok(&a.body));
	buf_add(&a.headers, (struct span){ (unsigned char *)body,
	    CLOUD_HEADERS_MAX });
	ck_assert(buf_ok(&a.headers));
	buf_add_byte(&a.headers, 'x');
	ck_assert(!buf_ok(&a.headers));
	http_answer_deinit(&a);
	free(body);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_form_is_escaped);
	tcase_add_test(tcase, a_field_can_not_become_two);
	tcase_add_test(tcase, fields_are_found_by_name_whatever_the_case);
	tcase_add_test(tcase, a_byte_order_mark_is_left_out_once);
	tcase_add_test(tcase, an_answer_holds_so_much_and_no_more);
}

UNIT_MAIN("http_message", add_tests)
