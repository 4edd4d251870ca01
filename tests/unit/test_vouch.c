#include "core/vouch.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "unit.h"

#define HOST "partners.fabrikam.example"
#define SAFE "https://nam06.safelinks.protection.outlook.com/?url="

static struct key_record key;
static struct key_records keys;
static unsigned char secret[TOKEN_SECRET];
static char link[300];		/* genuine */
static const char *token;

static void
set_up(void)
{
	static const unsigned char seed[crypto_sign_SEEDBYTES] = { 1, 2, 3 };
	struct token t = { .key_id = 0x01020304, .serial = 5 };
	struct buf out;

	key = (struct key_record){ .key.id = t.key_id, .host = HOST };
	keys = (struct key_records){ &key, 1 };
	crypto_sign_seed_keypair(key.key.public, secret, seed);
	buf_init(&out, sizeof link);
	token_issue(&t, HOST, "/i/", secret, &out);
	memcpy(link, buf_str(&out), out.n + 1);
	token = strrchr(link, '/') + 1;
	buf_deinit(&out);
}

static void
is(const char *url, enum link_state state, const char *words)
{
	struct vouch v;

	vouch_find(span_str(url), &v);
	vouch_judge(&v, &keys);
	ck_assert_msg(v.state == state && strstr(v.how, words) != NULL,
		"%s\n%s: %s", url, link_state_text(v.state), v.how);
	ck_assert(state != LINK_INTACT || v.how[0] == '\0');
	vouch_deinit(&v);
}

START_TEST(a_genuine_link_tells_its_facts)
{
	struct vouch v;

	vouch_find(span_str(link), &v);
	ck_assert(v.found);
	ck_assert_str_eq(v.host, HOST);
	ck_assert_str_eq(v.prefix, "/i/");
	ck_assert_uint_eq(v.facts.key_id, 0x01020304);
	ck_assert_uint_eq(v.facts.serial, 5);
	vouch_judge(&v, &keys);
	ck_assert_int_eq(v.state, LINK_INTACT);
	ck_assert(v.known && !v.revoked && !v.wrapped);
	vouch_deinit(&v);
	key.key.state = TOKEN_KEY_VERIFY;
	is(link, LINK_INTACT, "");
	key.host[0] = '\0';
	is(link, LINK_INTACT, "");
}
END_TEST

START_TEST(every_character_of_it_counts)
{
	char other[sizeof link];

	for (size_t i = strlen("https://" HOST); link[i]; i++) {
		struct vouch v;

		memcpy(other, link, sizeof link);
		other[i] = other[i] == 'a' ? 'b' : 'a';
		vouch_find(span_str(other), &v);
		vouch_judge(&v, &keys);
		ck_assert_msg(v.state != LINK_INTACT &&
			v.state != LINK_ALTERED, "%s", other);
		vouch_deinit(&v);
	}
}
END_TEST

START_TEST(what_was_added_is_told)
{
	char url[500];

	snprintf(url, sizeof url, "%s?utm_source=mail", link);
	is(url, LINK_ALTERED, "utm_source");
	snprintf(url, sizeof url, "%s#x", link);
	is(url, LINK_ALTERED, "fragment");
	snprintf(url, sizeof url, "http%s", link + strlen("https"));
	is(url, LINK_ALTERED, "http");
	snprintf(url, sizeof url, "https://PARTNERS.fabrikam.example/i/%s",
		token);
	is(url, LINK_ALTERED, "");
	snprintf(url, sizeof url, "https://a@" HOST "/i/%s", token);
	is(url, LINK_ALTERED, "");
	snprintf(url, sizeof url, " %s", link);
	is(url, LINK_ALTERED, "");
}
END_TEST

START_TEST(another_host_or_path_is_not_believed)
{
	char url[500];

	snprintf(url, sizeof url, "https://" HOST "/j/%s", token);
	is(url, LINK_IMITATION, "signature does not hold");
	snprintf(url, sizeof url, "https://evil.example/i/%s", token);
	is(url, LINK_FOREIGN, "nobody vouches for as a key of evil.example");
	snprintf(url, sizeof url, "https://" HOST "@evil.example/i/%s", token);
	is(url, LINK_FOREIGN, "evil.example");
	key.host[0] = '\0';
	snprintf(url, sizeof url, "https://evil.example/i/%s", token);
	is(url, LINK_IMITATION, "signature does not hold");
}
END_TEST

START_TEST(a_gateways_address_is_opened)
{
	char url[900], escaped[500] = "https%3A%2F%2F" HOST "%2Fi%2F";

	strncat(escaped, token, sizeof escaped - strlen(escaped) - 1);
	snprintf(url, sizeof url, SAFE "%s&data=x", escaped);
	is(url, LINK_ALTERED, "wrapped by Microsoft Safe Links; inside");
	snprintf(url, sizeof url, "https://track.example/r?u=%s", escaped);
	is(url, LINK_ALTERED, "behind another address; inside");
	is(SAFE "https%3A%2F%2Fcontoso.example%2F", LINK_UNRELATED,
		"rewritten by Microsoft Safe Links");
}
END_TEST

START_TEST(a_revoked_key_is_told_from_a_forgery)
{
	char url[500];
	struct vouch v;

	key.key.state = TOKEN_KEY_REVOKED;
	vouch_find(span_str(link), &v);
	vouch_judge(&v, &keys);
	ck_assert(v.revoked);
	ck_assert_int_ne(v.state, LINK_INTACT);
	vouch_deinit(&v);
	snprintf(url, sizeof url, "https://" HOST "/j/%s", token);
	is(url, LINK_IMITATION, "signature does not hold");
}
END_TEST

START_TEST(without_the_key_nothing_is_proved)
{
	keys.n = 0;
	is(link, LINK_FOREIGN, "signed with key 01020304, which nobody");
	keys.n = 1;
	key.key.id++;
	is(link, LINK_FOREIGN, "signed with key 01020304, which nobody");
}
END_TEST

START_TEST(what_is_no_signed_link_is_unrelated)
{
	char url[500];

	is("", LINK_UNRELATED, "");
	is("what is this?", LINK_UNRELATED, "");
	is("https://contoso.example/", LINK_UNRELATED, "");
	is("https://contoso.example", LINK_UNRELATED, "");
	snprintf(url, sizeof url, "%.*s", (int)strlen(link) - 1, link);
	is(url, LINK_UNRELATED, "112 characters instead of 113");
	snprintf(url, sizeof url, "%sa", link);
	is(url, LINK_UNRELATED, "114 characters instead of 113");
}
END_TEST

START_TEST(an_address_with_a_nul_is_none)
{
	struct vouch v;
	char url[sizeof link + 1];

	memcpy(url, link, sizeof link);
	vouch_find((struct span){ (unsigned char *)url, strlen(link) + 1 },
		&v);
	ck_assert(!v.found);
	vouch_deinit(&v);
}
END_TEST

START_TEST(layers_and_length_have_an_end)
{
	struct buf url;
	struct vouch v;

	buf_init(&url, 3 * LIMIT_URL);
	for (int i = 0; i < 40; i++)
		buf_add_str(&url, "https://track.example/r?u=");
	buf_add_str(&url, link);
	vouch_find(buf_span(&url), &v);
	vouch_deinit(&v);
	while (buf_ok(&url))
		buf_add_str(&url, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	vouch_find(buf_span(&url), &v);
	ck_assert(!v.found);
	vouch_deinit(&v);
	buf_deinit(&url);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, NULL);
	tcase_add_test(t, a_genuine_link_tells_its_facts);
	tcase_add_test(t, every_character_of_it_counts);
	tcase_add_test(t, what_was_added_is_told);
	tcase_add_test(t, another_host_or_path_is_not_believed);
	tcase_add_test(t, a_gateways_address_is_opened);
	tcase_add_test(t, a_revoked_key_is_told_from_a_forgery);
	tcase_add_test(t, without_the_key_nothing_is_proved);
	tcase_add_test(t, what_is_no_signed_link_is_unrelated);
	tcase_add_test(t, an_address_with_a_nul_is_none);
	tcase_add_test(t, layers_and_length_have_an_end);
}

UNIT_MAIN("vouch", add_tests)
