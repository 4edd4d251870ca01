#include "cloud/webhook_signer.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"

/* A chain has three, and four while authorities change. */
#define CHAIN_MAX 8
/* What is less was broken long ago. */
#define KEY_BITS 2048

struct webhook_signer {
	X509 *list[CHAIN_MAX];	/* the one that signs, then those above */
	size_t n;
};

static void
add_pem(struct webhook_signer *s, struct span bytes)
{
	BIO *bio = BIO_new_mem_buf(bytes.p, (int)bytes.n);
	X509 *one;

	while (s->n < CHAIN_MAX &&
	    (one = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL)
		s->list[s->n++] = one;
	BIO_free(bio);
	ERR_clear_error();
}

static void
add_der(struct webhook_signer *s, struct span bytes)
{
	const unsigned char *p = bytes.p;
	X509 *one = d2i_X509(NULL, &p, (long)bytes.n);

	ERR_clear_error();
	/* What follows is not the certificate that was looked at. */
	if (one && p == bytes.p + bytes.n)
		s->list[s->n++] = one;
	else
		X509_free(one);
}

int
webhook_signer_add(struct webhook_signer *s, struct span bytes,
	struct err *err)
{
	size_t before = s->n;

	if (s->n == CHAIN_MAX)
		return err_set(err, ERR_LIMIT, "its certificate has more than "
			"%d above it", CHAIN_MAX - 1);
	if (bytes.n && bytes.p[0] == 0x30)
		add_der(s, bytes);
	else if (bytes.n)
		add_pem(s, bytes);
	return s->n > before ? 0 : err_set(err, ERR_PROTOCOL, "what is at the "
		"certificate's address is none");
}

int
webhook_signer_new(struct span bytes, struct webhook_signer **s_r,
	struct err *err)
{
	struct webhook_signer *s = buf_zalloc(sizeof *s);

	if (webhook_signer_add(s, bytes, err) != 0) {
		free(s);
		return -1;
	}
	*s_r = s;
	return 0;
}

void
webhook_signer_free(struct webhook_signer **s)
{
	if (*s == NULL)
		return;
	while ((*s)->n)
		X509_free((*s)->list[--(*s)->n]);
	free(*s);
	*s = NULL;
}

/* An address of ours from "http://…" of theirs: those are made so that a chain
 * can be had before there is TLS, which is not our trouble. */
static char *
by_https(const ASN1_IA5STRING *uri)
{
	static const char plain[] = "http://";
	struct span s = { ASN1_STRING_get0_data(uri),
		(size_t)ASN1_STRING_length(uri) };
	struct buf b;

	if (s.n > LIMIT_URL / 2 || memchr(s.p, '\0', s.n))
		return NULL;
	buf_init(&b, LIMIT_URL);
	if (span_starts(s, span_str(plain))) {
		buf_add_str(&b, "https://");
		s = span_sub(s, strlen(plain), s.n);
	}
	buf_add(&b, s);
	return buf_take(&b);
}

char *
webhook_signer_above(const struct webhook_signer *s, const char *folder)
{
	AUTHORITY_INFO_ACCESS *all = X509_get_ext_d2i(s->list[s->n - 1],
		NID_info_access, NULL, NULL);
	char *url = NULL;

	for (int i = 0; url == NULL && folder &&
	    i < sk_ACCESS_DESCRIPTION_num(all); i++) {
		const ACCESS_DESCRIPTION *d = sk_ACCESS_DESCRIPTION_value(all,
			i);

		if (OBJ_obj2nid(d->method) != NID_ad_ca_issuers ||
		    d->location->type != GEN_URI)
			continue;
		url = by_https(d->location->d.uniformResourceIdentifier);
		if (url && !webhook_is_in(url, folder)) {
			free(url);
			url = NULL;
		}
	}
	AUTHORITY_INFO_ACCESS_free(all);
	ERR_clear_error();
	return url;
}

static X509_STORE *
open_store(const char *ca_file, struct err *err)
{
	X509_STORE *store = X509_STORE_new();

	if (store == NULL)
		abort();
	if (ca_file ? X509_STORE_load_file(store, ca_file) == 1 :
	    X509_STORE_set_default_paths(store) == 1)
		return store;
	X509_STORE_free(store);
	ERR_clear_error();
	err_set(err, ERR_CONFIG, "%s: no certificates can be read from it",
		ca_file ? ca_file : "the system's certificates");
	return NULL;
}

/* X509_V_OK or what is wrong with the chain. */
static int
verify(const struct webhook_signer *s, X509_STORE *store, int64_t now)
{
	STACK_OF(X509) *above = sk_X509_new_null();
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	int error = X509_V_ERR_UNSPECIFIED;

	if (above == NULL || ctx == NULL)
		abort();
	for (size_t i = 1; i < s->n; i++)
		if (sk_X509_push(above, s->list[i]) == 0)
			abort();
	if (X509_STORE_CTX_init(ctx, store, s->list[0], above) == 1) {
		X509_STORE_CTX_set_time(ctx, 0, (time_t)now);
		error = X509_verify_cert(ctx) == 1 ? X509_V_OK :
			X509_STORE_CTX_get_error(ctx);
	}
	X509_STORE_CTX_free(ctx);
	sk_X509_free(above);
	ERR_clear_error();
	return error;
}

/* Is it the organisation of NAME, and the only one? */
static bool
is_organisation(const X509_NAME *name, const char *organisation)
{
	int i = X509_NAME_get_index_by_NID(name, NID_organizationName, -1);
	const ASN1_STRING *text;
	unsigned char *utf8 = NULL;
	bool same;
	int n;

	if (i < 0 || X509_NAME_get_index_by_NID(name, NID_organizationName,
	    i) >= 0)
		return false;
	text = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i));
	n = ASN1_STRING_to_UTF8(&utf8, text);
	same = n >= 0 && (size_t)n == strlen(organisation) &&
		memcmp(utf8, organisation, (size_t)n) == 0;
	OPENSSL_free(utf8);
	return same;
}

/* Of its own name where that has one, and of who issued it. */
static int
check_names(const X509 *one, const char *organisation, struct err *err)
{
	const X509_NAME *subject = X509_get_subject_name(one);

	if (is_organisation(X509_get_issuer_name(one), organisation) &&
	    (X509_NAME_get_index_by_NID(subject, NID_organizationName, -1) <
	    0 || is_organisation(subject, organisation)))
		return 0;
	return err_set(err, ERR_NO_PERM, "its certificate is not of %.200s",
		organisation);
}

int
webhook_signer_prove(const struct webhook_signer *s, const char *ca_file,
	const char *organisation, int64_t now, struct err *err)
{
	X509_STORE *store;
	int error;

	if (check_names(s->list[0], organisation, err) != 0)
		return -1;
	store = open_store(ca_file, err);
	if (store == NULL)
		return -1;
	error = verify(s, store, now);
	X509_STORE_free(store);
	if (error == X509_V_OK)
		return 0;
	err_set(err, ERR_NO_PERM, "no authority that is trusted here stands "
		"behind its certificate: %s",
		X509_verify_cert_error_string(error));
	return error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
		error == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE ||
		error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT ? 1 : -1;
}

static const EVP_MD *
digest_of(enum webhook_digest digest)
{
	return digest == WEBHOOK_SHA512 ? EVP_sha512() :
		digest == WEBHOOK_SHA384 ? EVP_sha384() : EVP_sha256();
}

/* PKCS #1 v1.5, as the samples verify it. */
static bool
is_signature(EVP_PKEY *key, const struct webhook_claim *claim,
	struct span body)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool is;

	if (ctx == NULL)
		abort();
	is = EVP_DigestVerifyInit(ctx, NULL, digest_of(claim->digest), NULL,
		key) == 1 && EVP_DigestVerify(ctx, claim->signature, claim->n,
		body.n ? body.p : (const unsigned char *)"", body.n) == 1;
	EVP_MD_CTX_free(ctx);
	ERR_clear_error();
	return is;
}

int
webhook_signer_check(const struct webhook_signer *s,
	const struct webhook_claim *claim, struct span body, struct err *err)
{
	EVP_PKEY *key = X509_get0_pubkey(s->list[0]);

	if (key == NULL || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA ||
	    EVP_PKEY_get_bits(key) < KEY_BITS)
		return err_set(err, ERR_NO_PERM, "its certificate has no RSA "
			"key of %d bits or more", KEY_BITS);
	if (is_signature(key, claim, body))
		return 0;
	return err_set(err, ERR_NO_PERM, "its signature is wrong");
}
