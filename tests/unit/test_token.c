#include "core/token.h"

#include <sodium.h>
#include <string.h>

#include "core/base62.h"
#include "unit.h"

#define HOST "partners.fabrikam.example"
#define PREFIX "/r/"
#define URL "https://" HOST PREFIX

/* RFC 8032 7.1, test 1. */
static const unsigned char seed[32] = {
	0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60,
	0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
	0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19,
	0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
};

/* Made with OpenSSL and Python's integers, not with our code. */
static const char vector[] =
	"08VskQVfcUTLeBXneMj4qk13r6TH6dsiizD2PfnmTODptiMvB0J0l6h0r6goIBnY266rAE"
	"ra6qCRyW1YDrt8kDgcJ1IRyOBWOsTuMduoW8UB6pTRZ";

/* 2^672 - 1; the same with a last digit '4' is 2^672. */
static const char largest[] =
	"Z1676bu7uRD5UeL2GzJd3jyrmNg08slhdkkV4lTuShUDZkSuaFsBp2aVl3NVofiI5mnNgZ"
	"3zqvvzRyUlaNK5Lccb2P4WqNm8zpJYElMFZmjssmnK3";

static unsigned char secret[TOKEN_SECRET];
static struct token_key key;
static struct token_keys keys;
static struct token token;

static void
set_up(void)
{
	key = (struct token_key){ .id = 0x01020304 };
	crypto_sign_seed_keypair(key.public, secret, seed);
	keys = (struct token_keys){ &key, 1 };
	token = (struct token){ .key_id = key.id, .serial = 1 };
	token_account("fabrikam-main", token.account);
}

static enum token_state
verify(const char *digits)
{
	struct token t;

	return token_verify(span_str(digits), HOST, PREFIX, &keys, &t);
}

static char *
issue(const struct token *t)
{
	struct buf out;

	buf_init(&out, 400);
	token_issue(t, HOST, PREFIX, secret, &out);
	ck_assert(buf_ok(&out));
	return buf_take(&out);
}

START_TEST(an_issued_link_is_the_fixed_vector_every_time)
{
	char *a = issue(&token), *b = issue(&token);

	ck_assert_str_eq(a, b);
	ck_assert_uint_eq(strlen(a), strlen(URL) + TOKEN_CHARS);
	ck_assert_int_eq(strncmp(a, URL, strlen(URL)), 0);
	ck_assert_str_eq(a + strlen(URL), vector);
	free(a);
	free(b);
}
END_TEST

START_TEST(a_genuine_token_gives_its_facts_back)
{
	struct token t, all = { 0x01020304, { 1, 2, 3, 4, 5, 6, 7, 8 },
		0xfffffffe, 0x81 };
	char *url = issue(&all);

	ck_assert_int_eq(token_verify(span_str(url + strlen(URL)), HOST,
		PREFIX, &keys, &t), TOKEN_GENUINE);
	ck_assert_uint_eq(t.key_id, all.key_id);
	ck_assert_mem_eq(t.account, all.account, sizeof t.account);
	ck_assert_uint_eq(t.serial, all.serial);
	ck_assert_uint_eq(t.flags, all.flags);
	free(url);
}
END_TEST

START_TEST(another_serial_or_account_is_another_link)
{
	char *a = issue(&token), *b, *c;

	token.serial = 2;
	b = issue(&token);
	token_account("fabrikam-second", token.account);
	c = issue(&token);
	ck_assert_str_ne(a, b);
	ck_assert_str_ne(b, c);
	free(a);
	free(b);
	free(c);
}
END_TEST

START_TEST(no_byte_can_be_changed)
{
	unsigned char bytes[BASE62_BYTES];
	char digits[BASE62_DIGITS + 1] = { 0 };
	size_t i;
	int bit;

	for (i = 0; i < BASE62_BYTES; i++)
		for (bit = 1; bit < 256; bit <<= 1) {
			ck_assert(base62_decode(span_str(vector), bytes));
			bytes[i] ^= (unsigned char)bit;
			base62_encode(bytes, digits);
			ck_assert_int_ne(verify(digits), TOKEN_GENUINE);
		}
}
END_TEST

START_TEST(no_digit_can_be_changed)
{
	char digits[sizeof vector];
	size_t i;

	for (i = 0; i < TOKEN_CHARS; i++) {
		memcpy(digits, vector, sizeof vector);
		digits[i] = digits[i] == 'a' ? 'b' : 'a';
		ck_assert_int_ne(verify(digits), TOKEN_GENUINE);
	}
	ck_assert_int_eq(verify(vector), TOKEN_GENUINE);
}
END_TEST

START_TEST(a_token_is_bound_to_its_host_and_path)
{
	struct span s = span_str(vector);
	struct token t;

	ck_assert_int_eq(token_verify(s, "contoso.example", PREFIX, &keys,
		&t), TOKEN_FORGED);
	ck_assert_int_eq(token_verify(s, HOST, "/i/", &keys, &t),
		TOKEN_FORGED);
	ck_assert_int_eq(token_verify(s, HOST PREFIX, "", &keys, &t),
		TOKEN_FORGED);
}
END_TEST

START_TEST(a_key_that_is_unknown_or_revoked_is_not_believed)
{
	struct token_keys none = { NULL, 0 };
	struct token t;

	key.state = TOKEN_KEY_VERIFY;
	ck_assert_int_eq(verify(vector), TOKEN_GENUINE);
	key.state = TOKEN_KEY_REVOKED;
	ck_assert_int_eq(verify(vector), TOKEN_REVOKED_KEY);
	key.id++;
	ck_assert_int_eq(verify(vector), TOKEN_UNKNOWN_KEY);
	ck_assert_int_eq(token_verify(span_str(vector), HOST, PREFIX, &none,
		&t), TOKEN_UNKNOWN_KEY);
	ck_assert_int_eq(token_verify(span_str(vector), HOST, PREFIX, NULL,
		&t), TOKEN_UNKNOWN_KEY);
	ck_assert_uint_eq(t.serial, 1);
}
END_TEST

START_TEST(a_forgery_under_a_revoked_key_is_a_forgery)
{
	struct token t;

	key.state = TOKEN_KEY_REVOKED;
	ck_assert_int_eq(token_verify(span_str(vector), "contoso.example",
		PREFIX, &keys, &t), TOKEN_FORGED);
}
END_TEST

START_TEST(another_public_key_under_the_same_id_verifies_nothing)
{
	key.public[0] ^= 1;
	ck_assert_int_eq(verify(vector), TOKEN_FORGED);
}
END_TEST

/* A signed payload of another version or with reserved bytes is no token of
 * this format, though its signature holds. */
START_TEST(another_version_or_a_reserved_byte_is_malformed)
{
	static const size_t places[] = { 0, 18, 19 };
	unsigned char bytes[BASE62_BYTES];
	char digits[BASE62_DIGITS + 1] = { 0 };
	size_t i;

	for (i = 0; i < 3; i++) {
		ck_assert(base62_decode(span_str(vector), bytes));
		bytes[places[i]] += 1;
		base62_encode(bytes, digits);
		ck_assert_int_eq(verify(digits), TOKEN_MALFORMED);
	}
}
END_TEST

START_TEST(only_one_spelling_is_taken)
{
	char digits[TOKEN_CHARS + 2];
	static const char foreign[] = "-_+/= .\t\n@[`{";
	size_t i;

	ck_assert_int_eq(verify(""), TOKEN_MALFORMED);
	memcpy(digits, vector, sizeof vector);
	digits[TOKEN_CHARS - 1] = '\0';
	ck_assert_int_eq(verify(digits), TOKEN_MALFORMED);
	digits[0] = '0';
	memcpy(digits + 1, vector, sizeof vector);
	ck_assert_int_eq(verify(digits), TOKEN_MALFORMED);
	for (i = 0; foreign[i]; i++) {
		memcpy(digits, vector, sizeof vector);
		digits[i * 9] = foreign[i];
		ck_assert_int_eq(verify(digits), TOKEN_MALFORMED);
	}
	memcpy(digits, vector, sizeof vector);
	digits[5] = '\0';
	ck_assert_int_eq(token_verify((struct span){
		(unsigned char *)digits, TOKEN_CHARS }, HOST, PREFIX, &keys,
		&token), TOKEN_MALFORMED);
}
END_TEST

START_TEST(the_largest_number_is_read_and_one_more_is_not)
{
	unsigned char bytes[BASE62_BYTES], all_ones[BASE62_BYTES];
	char digits[BASE62_DIGITS + 1] = { 0 };

	memset(all_ones, 0xff, sizeof all_ones);
	ck_assert(base62_decode(span_str(largest), bytes));
	ck_assert_mem_eq(bytes, all_ones, sizeof bytes);
	base62_encode(bytes, digits);
	ck_assert_str_eq(digits, largest);
	digits[BASE62_DIGITS - 1]++;
	ck_assert(!base62_decode(span_str(digits), bytes));
	memset(digits, 'z', BASE62_DIGITS);
	ck_assert(!base62_decode(span_str(digits), bytes));
	memset(digits, '0', BASE62_DIGITS);
	memset(all_ones, 0, sizeof all_ones);
	ck_assert(base62_decode(span_str(digits), bytes));
	ck_assert_mem_eq(bytes, all_ones, sizeof bytes);
}
END_TEST

START_TEST(numbers_survive_the_round_trip)
{
	unsigned char bytes[BASE62_BYTES] = { 0 }, back[BASE62_BYTES];
	char digits[BASE62_DIGITS + 1] = { 0 };
	unsigned i, j, x = 1;

	for (i = 0; i < 500; i++) {
		for (j = 0; j < BASE62_BYTES; j++) {
			x = x * 1103515245u + 12345u;
			bytes[j] = (unsigned char)(x >> 16);
		}
		base62_encode(bytes, digits);
		ck_assert(base62_decode(span_str(digits), back));
		ck_assert_mem_eq(bytes, back, sizeof bytes);
	}
}
END_TEST

START_TEST(an_account_is_told_by_a_hash_not_by_its_name)
{
	static const unsigned char expected[8] = {
		0x75, 0x5a, 0x93, 0xd6, 0x21, 0xba, 0x9c, 0x37 };
	unsigned char got[8];

	token_account("fabrikam-main", got);
	ck_assert_mem_eq(got, expected, sizeof got);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, NULL);
	tcase_add_test(tcase, an_issued_link_is_the_fixed_vector_every_time);
	tcase_add_test(tcase, a_genuine_token_gives_its_facts_back);
	tcase_add_test(tcase, another_serial_or_account_is_another_link);
	tcase_add_test(tcase, no_byte_can_be_changed);
	tcase_add_test(tcase, no_digit_can_be_changed);
	tcase_add_test(tcase, a_token_is_bound_to_its_host_and_path);
	tcase_add_test(tcase,
		a_key_that_is_unknown_or_revoked_is_not_believed);
	tcase_add_test(tcase, a_forgery_under_a_revoked_key_is_a_forgery);
	tcase_add_test(tcase,
		another_public_key_under_the_same_id_verifies_nothing);
	tcase_add_test(tcase,
		another_version_or_a_reserved_byte_is_malformed);
	tcase_add_test(tcase, only_one_spelling_is_taken);
	tcase_add_test(tcase, the_largest_number_is_read_and_one_more_is_not);
	tcase_add_test(tcase, numbers_survive_the_round_trip);
	tcase_add_test(tcase, an_account_is_told_by_a_hash_not_by_its_name);
}

UNIT_MAIN("token", add_tests)
