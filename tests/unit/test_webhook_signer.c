#include "cloud/webhook_signer.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "sys/file.h"
#include "unit.h"

#define NOW 1795255200
#define DAY 86400
#define BODY "{\"EventName\":\"x\"}"

/* A certificate with its key, and as it is in a file. */
struct made {
	X509 *x509;
	EVP_PKEY *key;
	struct buf der, pem;
};

static struct made root, issuing, leaf;
static char ca_file[] = "/tmp/linkseal-signer-XXXXXX";
static struct err err;

static void
extend(X509 *x509, int nid, const char *value)
{
	X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, NULL, nid, value);

	ck_assert_ptr_nonnull(e);
	ck_assert_int_eq(X509_add_ext(x509, e, -1), 1);
	X509_EXTENSION_free(e);
}

static void
name_it(X509 *x509, const char *organisation, const char *name)
{
	X509_NAME *n = X509_get_subject_name(x509);

	if (organisation)
		X509_NAME_add_entry_by_txt(n, "O", MBSTRING_UTF8,
		    (const unsigned char *)organisation, -1, -1, 0);
	X509_NAME_add_entry_by_txt(n, "CN", MBSTRING_UTF8,
	    (const unsigned char *)name, -1, -1, 0);
}

static void
write_out(struct made *m)
{
	unsigned char *der = NULL;
	int n = i2d_X509(m->x509, &der);
	BIO *bio = BIO_new(BIO_s_mem());
	char *pem;

	buf_init(&m->der, 100000);
	buf_add(&m->der, (struct span){ der, (size_t)n });
	OPENSSL_free(der);
	PEM_write_bio_X509(bio, m->x509);
	n = (int)BIO_get_mem_data(bio, &pem);
	buf_init(&m->pem, 100000);
	buf_add(&m->pem, (struct span){ (unsigned char *)pem, (size_t)n });
	BIO_free(bio);
}

/* ABOVE: access information; BY: NULL for itself. */
static struct made
make(const char *organisation, const char *name, const struct made *by,
	const char *above, unsigned bits)
{
	struct made m = { .x509 = X509_new(), .key = EVP_RSA_gen(bits) };
	static int serial;

	X509_set_version(m.x509, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(m.x509), ++serial);
	ASN1_TIME_set(X509_getm_notBefore(m.x509), NOW - DAY);
	ASN1_TIME_set(X509_getm_notAfter(m.x509), NOW + DAY);
	name_it(m.x509, organisation, name);
	X509_set_issuer_name(m.x509, X509_get_subject_name(by ? by->x509 :
	    m.x509));
	X509_set_pubkey(m.x509, m.key);
	extend(m.x509, NID_basic_constraints, above ? "CA:FALSE" :
	    "critical,CA:TRUE");
	if (above && *above)
		extend(m.x509, NID_info_access, above);
	ck_assert_int_ne(X509_sign(m.x509, by ? by->key : m.key,
	    EVP_sha256()), 0);
	write_out(&m);
	return m;
}

static void
made_deinit(struct made *m)
{
	X509_free(m->x509);
	EVP_PKEY_free(m->key);
	buf_deinit(&m->der);
	buf_deinit(&m->pem);
}

static void
setup(void)
{
	root = make(NULL, "root", NULL, NULL, 2048);
	issuing = make("Contoso Authority", "issuing", &root, NULL, 2048);
	leaf = make("Contoso Authority", "events", &issuing,
	    "caIssuers;URI:http://certs.example/pki/issuing.cer", 2048);
	memcpy(ca_file + strlen(ca_file) - 6, "XXXXXX", 6);
	close(mkstemp(ca_file));
	ck_assert_int_eq(file_write(ca_file, buf_span(&root.pem), 0600, &err),
	    0);
}

static void
teardown(void)
{
	unlink(ca_file);
	made_deinit(&root);
	made_deinit(&issuing);
	made_deinit(&leaf);
}

static struct webhook_signer *
signer_of(const struct made *m)
{
	struct webhook_signer *s = NULL;

	ck_assert_int_eq(webhook_signer_new(buf_span(&m->der), &s, &err), 0);
	return s;
}

static int
prove(const struct webhook_signer *s, int64_t now)
{
	return webhook_signer_prove(s, ca_file, "Contoso Authority", now,
		&err);
}

static struct webhook_claim
claim_of(const struct made *m, enum webhook_digest digest, const char *body)
{
	struct webhook_claim c = { .digest = digest,
		.n = WEBHOOK_SIGNATURE_MAX };
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	ck_assert_int_eq(EVP_DigestSignInit(ctx, NULL, digest ==
	    WEBHOOK_SHA256 ? EVP_sha256() : EVP_sha512(), NULL, m->key), 1);
	ck_assert_int_eq(EVP_DigestSign(ctx, c.signature, &c.n,
	    (const unsigned char *)body, strlen(body)), 1);
	EVP_MD_CTX_free(ctx);
	return c;
}

START_TEST(the_one_above_is_asked_for_and_then_it_is_proven)
{
	struct webhook_signer *s = signer_of(&leaf);
	char *url;

	ck_assert_int_eq(prove(s, NOW), 1);
	ck_assert_ptr_null(webhook_signer_above(s,
	    "https://elsewhere.example/pki/"));
	ck_assert_ptr_null(webhook_signer_above(s, NULL));
	url = webhook_signer_above(s, "https://certs.example/pki/");
	ck_assert_str_eq(url, "https://certs.example/pki/issuing.cer");
	free(url);
	ck_assert_int_eq(webhook_signer_add(s, buf_span(&issuing.pem), &err),
	    0);
	ck_assert_msg(prove(s, NOW) == 0, "%s", err.text);
	webhook_signer_free(&s);
	ck_assert_ptr_null(s);
	webhook_signer_free(&s);
}
END_TEST

START_TEST(a_certificate_is_good_for_its_time)
{
	struct webhook_signer *s = signer_of(&leaf);

	ck_assert_int_eq(webhook_signer_add(s, buf_span(&issuing.der), &err),
	    0);
	ck_assert_int_eq(prove(s, NOW + DAY - 1), 0);
	ck_assert_int_eq(prove(s, NOW + DAY + 1), -1);
	ck_assert_int_eq(prove(s, NOW - DAY - 1), -1);
	ck_assert_int_eq(err.kind, ERR_NO_PERM);
	webhook_signer_free(&s);
}
END_TEST

START_TEST(a_certificate_is_the_organisations)
{
	struct made other = make("Fabrikam Authority", "issuing", &root,
	    NULL, 2048);
	struct made mixed = make("Fabrikam Inc", "events", &issuing, "",
	    2048);
	struct made foreign = make("Contoso Authority", "events", &other, "",
	    2048);
	struct made plain = make(NULL, "events", &issuing, "", 2048);
	const struct {
		const struct made *made, *by;
		int rc;
	} rows[] = {
		{ &mixed, &issuing, -1 }, { &foreign, &other, -1 },
		{ &plain, &issuing, 0 }, { &leaf, &issuing, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct webhook_signer *s = signer_of(rows[i].made);

		ck_assert_int_eq(webhook_signer_add(s,
		    buf_span(&rows[i].by->der), &err), 0);
		ck_assert_msg(prove(s, NOW) == rows[i].rc, "%zu: %s", i,
		    err.text);
		webhook_signer_free(&s);
	}
	made_deinit(&other);
	made_deinit(&mixed);
	made_deinit(&foreign);
	made_deinit(&plain);
}
END_TEST

/* Who says to be the authority is not it. */
START_TEST(a_strangers_chain_is_refused)
{
	struct made fake_root = make(NULL, "root", NULL, NULL, 2048);
	struct made fake = make("Contoso Authority", "issuing", &fake_root,
	    NULL, 2048);
	struct made one = make("Contoso Authority", "events", &fake, "",
	    2048);
	struct webhook_signer *s = signer_of(&one);

	ck_assert_int_eq(webhook_signer_add(s, buf_span(&fake.der), &err), 0);
	ck_assert_int_eq(webhook_signer_add(s, buf_span(&fake_root.der),
	    &err), 0);
	ck_assert_int_eq(prove(s, NOW), -1);
	ck_assert_int_eq(err.kind, ERR_NO_PERM);
	ck_assert_int_eq(webhook_signer_prove(s, "/nowhere",
	    "Contoso Authority", NOW, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	webhook_signer_free(&s);
	made_deinit(&fake_root);
	made_deinit(&fake);
	made_deinit(&one);
}
END_TEST

START_TEST(a_signature_is_of_that_body_and_that_key)
{
	struct webhook_signer *s = signer_of(&leaf);
	struct webhook_claim good = claim_of(&leaf, WEBHOOK_SHA256, BODY);
	struct webhook_claim other = claim_of(&issuing, WEBHOOK_SHA256, BODY);
	struct webhook_claim longer = claim_of(&leaf, WEBHOOK_SHA512, BODY);

	ck_assert_int_eq(webhook_signer_check(s, &good, span_str(BODY), &err),
	    0);
	ck_assert_int_eq(webhook_signer_check(s, &longer, span_str(BODY),
	    &err), 0);
	ck_assert_int_eq(webhook_signer_check(s, &other, span_str(BODY),
	    &err), -1);
	ck_assert_int_eq(webhook_signer_check(s, &good, span_str(BODY " "),
	    &err), -1);
	ck_assert_int_eq(webhook_signer_check(s, &good, span_str(""), &err),
	    -1);
	longer.digest = WEBHOOK_SHA256;
	ck_assert_int_eq(webhook_signer_check(s, &longer, span_str(BODY),
	    &err), -1);
	good.signature[0] ^= 1;
	ck_assert_int_eq(webhook_signer_check(s, &good, span_str(BODY), &err),
	    -1);
	ck_assert_int_eq(err.kind, ERR_NO_PERM);
	webhook_signer_free(&s);
}
END_TEST

START_TEST(a_short_key_proves_nothing)
{
	struct made weak = make("Contoso Authority", "events", &issuing, "",
	    1024);
	struct webhook_signer *s = signer_of(&weak);
	struct webhook_claim c = claim_of(&weak, WEBHOOK_SHA256, BODY);

	ck_assert_int_eq(webhook_signer_check(s, &c, span_str(BODY), &err),
	    -1);
	ck_assert_msg(strstr(err.text, "2048 bits"), "%s", err.text);
	webhook_signer_free(&s);
	made_deinit(&weak);
}
END_TEST

START_TEST(what_is_no_certificate_is_refused)
{
	struct webhook_signer *s = NULL;
	struct buf b;

	buf_init(&b, 100000);
	buf_add(&b, buf_span(&leaf.der));
	buf_add_byte(&b, 'x');
	ck_assert_int_eq(webhook_signer_new(buf_span(&b), &s, &err), -1);
	ck_assert_int_eq(webhook_signer_new(span_str("hello"), &s, &err), -1);
	ck_assert_int_eq(webhook_signer_new(span_str(""), &s, &err), -1);
	ck_assert_int_eq(webhook_signer_new(span_sub(buf_span(&leaf.pem), 0,
	    300), &s, &err), -1);
	ck_assert_int_eq(err.kind, ERR_PROTOCOL);
	buf_deinit(&b);
}
END_TEST

START_TEST(a_chain_has_so_many_and_no_more)
{
	struct webhook_signer *s = signer_of(&leaf);

	for (int i = 1; i < 8; i++)
		ck_assert_int_eq(webhook_signer_add(s,
		    buf_span(&issuing.der), &err), 0);
	ck_assert_int_eq(webhook_signer_add(s, buf_span(&issuing.der), &err),
	    -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	webhook_signer_free(&s);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase,
	    the_one_above_is_asked_for_and_then_it_is_proven);
	tcase_add_test(tcase, a_certificate_is_good_for_its_time);
	tcase_add_test(tcase, a_certificate_is_the_organisations);
	tcase_add_test(tcase, a_strangers_chain_is_refused);
	tcase_add_test(tcase, a_signature_is_of_that_body_and_that_key);
	tcase_add_test(tcase, a_short_key_proves_nothing);
	tcase_add_test(tcase, what_is_no_certificate_is_refused);
	tcase_add_test(tcase, a_chain_has_so_many_and_no_more);
}

UNIT_MAIN("webhook_signer", add_tests)
