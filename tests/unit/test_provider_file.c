#include "sys/provider_file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/limits.h"
#include "links.h"
#include "sys/file.h"

#define HEAD "name = x\nrule = loose\naccount = word\n"
#define SHAPE "shape \"1\" { url = \"https://a.example/?a={account}\" }\n"

/* Two directories in one of our own. */
static char root[] = "/tmp/linkseal-profiles-XXXXXX";
static char one[sizeof root + 4], two[sizeof root + 4];

static void
setup(void)
{
	memcpy(root + strlen(root) - 6, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(root));
	snprintf(one, sizeof one, "%s/one", root);
	snprintf(two, sizeof two, "%s/two", root);
	ck_assert_int_eq(mkdir(one, 0700), 0);
	ck_assert_int_eq(mkdir(two, 0700), 0);
}

static void
path_of(const char *dir, const char *name, char *path, size_t size)
{
	snprintf(path, size, "%s/%s", dir, name);
}

static void
teardown(void)
{
	static const char *const names[] = { "a.conf", "b.conf", "c.txt" };
	char path[100];

	for (size_t i = 0; i < 3; i++) {
		path_of(one, names[i], path, sizeof path);
		unlink(path);
		path_of(two, names[i], path, sizeof path);
		unlink(path);
	}
	rmdir(one);
	rmdir(two);
	ck_assert_int_eq(rmdir(root), 0);
}

static void
write_text(const char *dir, const char *name, struct span text)
{
	struct err err = { 0 };
	char path[100];

	path_of(dir, name, path, sizeof path);
	ck_assert_msg(file_write(path, text, 0600, &err) == 0, "%s",
	    err.text);
}

static int
load(struct providers *all, struct err *err)
{
	const char *const dirs[] = { one, "/nonexistent/providers", two };

	return providers_load(dirs, 3, "own.example", all, err);
}

START_TEST(all_shipped_profiles_are_good)
{
	static const char *const names[] = {
		"granular", "own", "partner-center", "partner-center-21vianet",
		"partner-center-usgov",
	};
	struct providers all = shipped_profiles(OWN_HOST);

	ck_assert_uint_eq(all.n, sizeof names / sizeof names[0]);
	for (size_t i = 0; i < all.n; i++) {
		const struct provider *p = providers_find(&all, names[i]);

		ck_assert_ptr_nonnull(p);
		ck_assert(p->n_shapes > 0 && p->n_hosts > 0);
		ck_assert(strstr(p->file, names[i]));
	}
	ck_assert_int_eq(providers_find(&all, "partner-center")->rule,
	    PROVIDER_LOOSE);
	ck_assert_int_eq(providers_find(&all, "partner-center-21vianet")->rule,
	    PROVIDER_STRICT);
	ck_assert_int_eq(providers_find(&all, "partner-center-usgov")->rule,
	    PROVIDER_STRICT);
	ck_assert(!providers_find(&all, "granular")->reusable);
	ck_assert_uint_eq(providers_find(&all, "granular")->lapses, 90);
	ck_assert(providers_find(&all, "own")->signed_here);
	ck_assert_ptr_null(providers_find(&all, "nobody"));
	providers_deinit(&all);
}
END_TEST

START_TEST(each_cloud_has_its_api_and_its_authority)
{
	static const char *const rows[][3] = {
		{ "partner-center", "https://api.partnercenter.microsoft.com",
		  "https://login.microsoftonline.com/" CONTOSO_ID
		  "/oauth2/token" },
		{ "partner-center-21vianet",
		  "https://partner.partnercenterapi.microsoftonline.cn",
		  "https://login.partner.microsoftonline.cn/" CONTOSO_ID
		  "/oauth2/token" },
		{ "partner-center-usgov",
		  "https://api.partnercenter.microsoft.com",
		  "https://login.microsoftonline.us/" CONTOSO_ID
		  "/oauth2/token" },
	};
	struct providers all = shipped_profiles(OWN_HOST);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct provider *p = providers_find(&all, rows[i][0]);
		struct buf token;

		buf_init(&token, 1000);
		ck_assert_str_eq(p->api.base, rows[i][1]);
		ck_assert_str_eq(p->api.resource, rows[i][1]);
		provider_api_token_url(&p->api, CONTOSO_ID, &token);
		ck_assert_str_eq(buf_str(&token), rows[i][2]);
		buf_deinit(&token);
	}
	ck_assert_ptr_null(providers_find(&all, "own")->api.base);
	ck_assert_ptr_null(providers_find(&all, "granular")->api.base);
	providers_deinit(&all);
}
END_TEST

START_TEST(a_reseller_under_another_is_told_by_its_programme)
{
	struct providers all = shipped_profiles(OWN_HOST);

	ck_assert_int_eq(providers_find(&all, "partner-center")->indirect,
	    PROVIDER_INDIRECT_NAMED);
	ck_assert_int_eq(providers_find(&all, "partner-center-21vianet")->
	    indirect, PROVIDER_INDIRECT_BORROWED);
	ck_assert_int_eq(providers_find(&all, "partner-center-usgov")->indirect,
	    PROVIDER_INDIRECT_BORROWED);
	ck_assert_int_eq(providers_find(&all, "own")->indirect,
	    PROVIDER_INDIRECT_NONE);
	providers_deinit(&all);
}
END_TEST

START_TEST(a_later_directory_replaces_an_earlier_profile)
{
	struct providers all;
	struct err err = { 0 };

	write_text(one, "a.conf", span_str(HEAD "title = \"A\"\n" SHAPE));
	write_text(one, "c.txt", span_str("no profile"));
	write_text(two, "b.conf", span_str(HEAD "title = \"B\"\n" SHAPE));
	ck_assert_msg(load(&all, &err) == 0, "%s", err.text);
	ck_assert_uint_eq(all.n, 1);
	ck_assert_str_eq(all.list[0]->title, "B");
	providers_deinit(&all);
}
END_TEST

START_TEST(two_of_one_name_in_a_directory_are_refused)
{
	struct providers all;
	struct err err = { 0 };

	write_text(one, "a.conf", span_str(HEAD SHAPE));
	write_text(two, "a.conf", span_str(HEAD SHAPE));
	write_text(two, "b.conf", span_str(HEAD SHAPE));
	ck_assert_int_eq(load(&all, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert(strstr(err.text, "b.conf: the profile x is in "));
	ck_assert_uint_eq(all.n, 0);
}
END_TEST

#define LONG_16 "aaaaaaaaaaaaaaaa"
#define LONG_64 LONG_16 LONG_16 LONG_16 LONG_16

START_TEST(a_name_has_a_limited_length)
{
	struct providers all;
	struct err err = { 0 };

	ck_assert_uint_eq(strlen(LONG_64), LIMIT_NAME);
	write_text(one, "a.conf", span_str("name = " LONG_64 "\nrule = loose\n"
	    "account = word\n" SHAPE));
	ck_assert_msg(load(&all, &err) == 0, "%s", err.text);
	providers_deinit(&all);
	write_text(one, "a.conf", span_str("name = a" LONG_64 "\nrule = loose"
	    "\naccount = word\n" SHAPE));
	ck_assert_int_eq(load(&all, &err), -1);
	ck_assert(strstr(err.text, "a.conf:1: name: "));
}
END_TEST

START_TEST(a_wrong_file_is_told_by_line_and_cure)
{
	static const char *const rows[][2] = {
		{ SHAPE, "a.conf: name is missing" },
		{ "name = x\naccount = word\n" SHAPE, "rule is missing" },
		{ "name = x\nrule = loose\n" SHAPE, "account is missing" },
		{ HEAD, "no shape says" },
		{ "# one\nname = \"A b\"\n", "a.conf:2: name: A b is no name" },
		{ "name = x\nrule = mild\n", "a.conf:2: rule: write loose" },
		{ "account = id\n", "a.conf:1: account: write guid" },
		{ HEAD "signed = maybe\n", "a.conf:4: signed: write true" },
		{ HEAD "reusable = 1\n", "a.conf:4: reusable: write true" },
		{ HEAD "signed = true\n" SHAPE, "need each other" },
		{ HEAD "shape \"1\" { url = \"https://a.example/{token}\" }\n",
		  "need each other" },
		{ HEAD "colour = red\n", "a.conf:4: no such option 'colour'; "
		  "linkseal-provider(5) names" },
		{ HEAD "\"\" colour\n", "a.conf:4: a key is missing here" },
		{ HEAD "/* for ever\n", "a.conf:4: the comment" },
		{ HEAD "shape \"1\" {\n}\n", "shape \"1\" has no url" },
		{ HEAD "\nshape \"1\" {\n\turl = \"https://a.example/{nmber}\""
		  "\n}\n", "a.conf:6: shape \"1\": url: column 19: {nmber}" },
		{ HEAD "shape \"1\" { url = \"https://a.example/x\" }\n",
		  "nothing tells whose" },
		{ HEAD "refused \"1\" { url = \"https://a.example/{account}\""
		  " }\n", "the first shape" },
		{ HEAD "shape \"1\" {\nurl = \"https://a.example/{account}\""
		  "\nurl = \"https://b.example/{account}\"\n}\n",
		  "a.conf:6: a second url" },
		{ HEAD SHAPE SHAPE, "a.conf:5: " },
		{ HEAD "shape \"1\" { url = \"https://{own-host}/{x}\" }\n",
		  "{x} is no slot" },
		{ HEAD "shape {\n", "a.conf:4: " },
		{ HEAD "lapses = 0\n" SHAPE, "a.conf:4: lapses: write how" },
		{ HEAD "lapses = 3651\n" SHAPE, "1 to 3650" },
		{ HEAD "indirect = both\n" SHAPE,
		  "a.conf:4: indirect: write none, named" },
		{ HEAD "indirect = named\n" SHAPE, "need each other" },
		{ HEAD "shape \"1\" { url = \"https://a.example/?a={account}"
		  "&b={provider}\" }\n", "need each other" },
		{ HEAD SHAPE "api {\nbase = \"http://a.example\"\n}\n",
		  "a.conf:6: api: base: write https://HOST" },
		{ HEAD SHAPE "api { base = \"https://a.example/v1\" }\n",
		  "a.conf:5: api: base: leave out \"/v1\"" },
		{ HEAD SHAPE "api {\ntoken = \"https://a:b@a.example/t\"\n}\n",
		  "a.conf:6: api: token: write https://HOST/{tenant}/PATH" },
		{ HEAD SHAPE "api {\n}\n", "a.conf:6: api: base is missing" },
		{ HEAD SHAPE "api {\nbase = \"https://a.example\"\n"
		  "token = \"https://b.example/{tenant}\"\n}\n",
		  "a.conf:8: api: add resource or scope" },
		{ HEAD SHAPE "api {\nbase = \"https://a.example\"\n"
		  "token = \"https://b.example/{tenant}\"\n"
		  "resource = \"https://a.example\"\n"
		  "scope = \"https://a.example/.default\"\n}\n",
		  "a.conf:10: api: leave out one" },
		{ HEAD SHAPE "api {\ncolour = red\n}\n",
		  "a.conf:6: no such option 'colour'" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct providers all;
		struct err err = { 0 };

		write_text(one, "a.conf", span_str(rows[i][0]));
		ck_assert_msg(load(&all, &err) == -1, "%s", rows[i][0]);
		ck_assert_int_eq(err.kind, ERR_CONFIG);
		ck_assert_msg(strstr(err.text, rows[i][1]), "%s\n  %s",
		    rows[i][0], err.text);
		ck_assert_uint_eq(all.n, 0);
	}
}
END_TEST

START_TEST(a_waiting_shape_is_checked_all_the_same)
{
	const char *const dirs[] = { one };
	struct providers all;
	struct err err = { 0 };

	write_text(one, "a.conf", span_str(HEAD "shape \"1\" { url = "
	    "\"https://{own-host}/{x}\" }\n"));
	ck_assert_int_eq(providers_load(dirs, 1, NULL, &all, &err), -1);
	ck_assert_msg(strstr(err.text, "{x} is no slot"), "%s", err.text);
}
END_TEST

START_TEST(what_is_no_text_is_refused)
{
	struct providers all;
	struct err err = { 0 };

	write_text(one, "a.conf", (struct span){
	    (const unsigned char *)"name\0= x", 8 });
	ck_assert_int_eq(load(&all, &err), -1);
	ck_assert(strstr(err.text, "a.conf: holds a NUL byte"));
}
END_TEST

/* A profile and a comment, N bytes in all. */
static int
load_large(size_t n, struct err *err)
{
	struct providers all;
	struct buf b;
	int rc;

	buf_init(&b, n);
	buf_add_str(&b, HEAD SHAPE "#");
	while (b.n < n)
		buf_add_byte(&b, 'x');
	write_text(one, "a.conf", buf_span(&b));
	buf_deinit(&b);
	rc = load(&all, err);
	providers_deinit(&all);
	return rc;
}

START_TEST(a_file_has_a_limited_size)
{
	struct err err = { 0 };

	ck_assert_msg(load_large(PROVIDER_FILE_MAX, &err) == 0, "%s",
	    err.text);
	ck_assert_int_eq(load_large(PROVIDER_FILE_MAX + 1, &err), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, all_shipped_profiles_are_good);
	tcase_add_test(tcase, each_cloud_has_its_api_and_its_authority);
	tcase_add_test(tcase, a_reseller_under_another_is_told_by_its_programme);
	tcase_add_test(tcase, a_later_directory_replaces_an_earlier_profile);
	tcase_add_test(tcase, two_of_one_name_in_a_directory_are_refused);
	tcase_add_test(tcase, a_name_has_a_limited_length);
	tcase_add_test(tcase, a_wrong_file_is_told_by_line_and_cure);
	tcase_add_test(tcase, a_waiting_shape_is_checked_all_the_same);
	tcase_add_test(tcase, what_is_no_text_is_refused);
	tcase_add_test(tcase, a_file_has_a_limited_size);
}

UNIT_MAIN("provider_file", add_tests)
