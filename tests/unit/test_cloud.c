#include "cloud/cloud.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "links.h"
#include "sys/file.h"

#define TOKENS "{\"token_type\":\"Bearer\",\"access_token\":\"access-%d\"}"

/* A provider that says what a test wants, and a clock that does not run. */
struct fake {
	struct cloud_world world;
	const char *script;	/* a letter for each request; see fake_send */
	int sent, tokens, guids;
	unsigned waited;
	char seen[20][200];	/* method, token, request id, trace */
	char told[2000];
};

static char credential[] = "/tmp/linkseal-cloud-XXXXXX";
static struct config_account account = { .client_id = "app",
	.credential_file = credential };
static struct provider_api api = {
	.base = "https://api.example", .resource = "https://api.example",
	.token = "https://login.example/{tenant}/token" };

static const char *
value_of(const struct http_request *rq, const char *name)
{
	for (size_t i = 0; i < rq->n_fields; i++)
		if (strcmp(rq->fields[i].name, name) == 0)
			return rq->fields[i].value;
	return "-";
}

/* T tokens, L the link, D denied, S slow (no answer), F forbidden,
 * B busy, C a certificate that is wrong. */
static int
fake_send(void *ctx, const struct http_request *rq, struct http_answer *a,
	struct err *err)
{
	struct fake *f = ctx;
	char what = f->script[f->sent];

	ck_assert_msg(what != '\0', "request %d was not expected", f->sent);
	snprintf(f->seen[f->sent++], sizeof f->seen[0], "%s %s %s %s",
	    rq->method, value_of(rq, "Authorization"),
	    value_of(rq, "MS-RequestId"), value_of(rq, "MS-CorrelationId"));
	http_answer_reset(a);
	if (what == 'S')
		return err_set(err, ERR_TEMP, "no answer");
	if (what == 'C')
		return err_set(err, ERR_PROTOCOL, "wrong certificate");
	a->status = what == 'D' ? 401 : what == 'F' ? 403 :
		what == 'B' ? 503 : 200;
	if (what == 'T')
		buf_printf(&a->body, TOKENS, ++f->tokens);
	else if (what == 'L')
		buf_add_str(&a->body, "{\"url\":\"" U4 "\"}");
	return 0;
}

static void
fake_wait(void *ctx, unsigned seconds)
{
	((struct fake *)ctx)->waited += seconds;
}

static int64_t
fake_now(void *ctx)
{
	(void)ctx;
	return 1795255200;
}

static void
fake_guid(void *ctx, char guid[CLOUD_GUID])
{
	snprintf(guid, CLOUD_GUID, "guid-%d", ++((struct fake *)ctx)->guids);
}

static void
fake_tell(void *ctx, const char *text)
{
	struct fake *f = ctx;
	size_t n = strlen(f->told);

	snprintf(f->told + n, sizeof f->told - n, "%s\n", text);
}

static void
setup(void)
{
	struct err err = { 0 };

	memcpy(strchr(credential, 'X') ? strchr(credential, 'X') :
	    credential + strlen(credential) - 6, "XXXXXX", 6);
	close(mkstemp(credential));
	ck_assert_int_eq(file_write(credential, span_str(
	    "client_secret = the-secret\nrefresh_token = the-token\n"), 0600,
	    &err), 0);
}

static void
teardown(void)
{
	unlink(credential);
}

static int
fetch(struct fake *f, const char *script, char **url_r, struct err *err)
{
	struct cloud_settings s = { .api = &api, .account = &account,
		.tenant = CONTOSO_ID, .patience = 7 };
	struct cloud *c;
	int rc;

	*f = (struct fake){ .world = { fake_send, fake_wait, fake_now,
		fake_guid, fake_tell, f }, .script = script };
	*url_r = NULL;
	ck_assert_msg(cloud_open(&s, &f->world, &c, err) == 0, "%s",
	    err->text);
	rc = cloud_invitation(c, url_r, err);
	cloud_close(&c);
	ck_assert_ptr_null(c);
	ck_assert_msg(rc != 0 || f->sent == (int)strlen(script),
	    "%d requests for %s", f->sent, script);
	return rc;
}

START_TEST(what_helps_is_done_and_no_more)
{
	static const struct {
		const char *script;
		int rc;
		unsigned waited;
	} rows[] = {
		{ "TL", 0, 0 },
		{ "TDTL", 0, 0 },
		{ "TDTD", -1, 0 },
		{ "TF", -1, 0 },
		{ "TSL", 0, 1 },
		{ "TBSL", 0, 3 },
		{ "STL", 0, 1 },
		{ "STSL", 0, 2 },	/* steps begin anew, patience not */
		{ "TSDTBL", 0, 2 },
		{ "TSSSS", -1, 7 },
		{ "TBBBB", -1, 7 },
		{ "SSSS", -1, 7 },
		{ "F", -1, 0 },
		{ "C", -1, 0 },
		{ "TC", -1, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct fake f;
		struct err err = { 0 };
		char *url;

		ck_assert_msg(fetch(&f, rows[i].script, &url, &err) ==
		    rows[i].rc, "%s: %s", rows[i].script, err.text);
		ck_assert_msg(f.waited == rows[i].waited, "%s: %u",
		    rows[i].script, f.waited);
		ck_assert_int_eq(f.sent, strlen(rows[i].script));
		if (rows[i].rc == 0)
			ck_assert_str_eq(url, U4);
		free(url);
	}
}
END_TEST

START_TEST(a_try_keeps_its_request_id_and_has_its_own_trace)
{
	struct fake f;
	struct err err = { 0 };
	char *url;

	ck_assert_int_eq(fetch(&f, "TSBDTL", &url, &err), 0);
	ck_assert_str_eq(f.seen[0], "POST - - -");
	ck_assert_str_eq(f.seen[1], "GET Bearer access-1 guid-1 guid-2");
	ck_assert_str_eq(f.seen[2], "GET Bearer access-1 guid-1 guid-3");
	ck_assert_str_eq(f.seen[3], "GET Bearer access-1 guid-1 guid-4");
	ck_assert_str_eq(f.seen[4], "POST - - -");
	ck_assert_str_eq(f.seen[5], "GET Bearer access-2 guid-5 guid-6");
	free(url);
}
END_TEST

START_TEST(each_wait_is_told)
{
	struct fake f;
	struct err err = { 0 };
	char *url;

	ck_assert_int_eq(fetch(&f, "TSBL", &url, &err), 0);
	ck_assert_str_eq(f.told, "no answer; trying again in 1 second\n"
	    "the provider answers with status 503; trying again in 2 "
	    "seconds\n");
	free(url);
	ck_assert_int_eq(fetch(&f, "TSSSS", &url, &err), -1);
	ck_assert_str_eq(err.text, "after 4 tries: no answer");
	ck_assert_int_eq(err.kind, ERR_TEMP);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_helps_is_done_and_no_more);
	tcase_add_test(tcase, a_try_keeps_its_request_id_and_has_its_own_trace);
	tcase_add_test(tcase, each_wait_is_told);
}

UNIT_MAIN("cloud", add_tests)
