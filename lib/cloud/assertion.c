#include "cloud/assertion.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sodium.h>
#include <stdlib.h>

#include "cloud/secret.h"
#include "core/buf.h"
#include "sys/json.h"

/* An RSA key of 16384 bits signs with 2 KB; the rest has 600 bytes. */
#define JWT_MAX 8192
#define PEM_MAX 65536

struct identity {
	X509 *certificate;
	EVP_PKEY *key;
};

static void
identity_deinit(struct identity *i)
{
	X509_free(i->certificate);
	EVP_PKEY_free(i->key);
	ERR_clear_error();
}

/* Without it OpenSSL would ask at the terminal. */
static int
no_password(char *out, int size, int writing, void *ctx)
{
	(void)out;
	(void)size;
	(void)writing;
	(void)ctx;
	return -1;
}

static BIO *
over(struct span pem)
{
	return BIO_new_mem_buf(pem.p, (int)pem.n);
}

static int
read_identity(struct span pem, struct identity *i, struct err *err)
{
	BIO *bio;

	*i = (struct identity){ NULL, NULL };
	if (pem.n == 0 || pem.n > PEM_MAX)
		return err_set(err, ERR_CONFIG, "it is no PEM file");
	bio = over(pem);
	i->certificate = PEM_read_bio_X509(bio, NULL, no_password, NULL);
	BIO_free(bio);
	if (i->certificate == NULL)
		return err_set(err, ERR_CONFIG, "it has no certificate that "
			"can be read (-----BEGIN CERTIFICATE-----)");
	bio = over(pem);
	i->key = PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL);
	BIO_free(bio);
	if (i->key == NULL || EVP_PKEY_get_base_id(i->key) != EVP_PKEY_RSA)
		return err_set(err, ERR_CONFIG, "it has no RSA key that can be "
			"read without a password (-----BEGIN PRIVATE "
			"KEY-----)");
	if (X509_check_private_key(i->certificate, i->key) != 1)
		return err_set(err, ERR_CONFIG, "its key is not that of its "
			"certificate");
	return 0;
}

static void
add_base64url(struct span s, struct buf *out)
{
	size_t size = sodium_base64_encoded_len(s.n,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *text = buf_alloc(size);

	sodium_bin2base64(text, size, s.p, s.n,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	buf_add_str(out, text);
	free(text);
}

static void
put_thumbprint(struct json *j, const char *key, const X509 *certificate,
	const EVP_MD *md)
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	struct buf text;

	X509_digest(certificate, md, hash, &n);
	buf_init(&text, 2 * sizeof hash);
	add_base64url((struct span){ hash, n }, &text);
	json_put_text(j, key, buf_str(&text));
	buf_deinit(&text);
}

/* One part of the JWT; frees J. */
static void
add_part(struct json *j, struct buf *jwt)
{
	struct buf text;

	buf_init(&text, JWT_MAX);
	json_close(j);
	json_add(j, JSON_LINE, &text);
	json_free(&j);
	if (jwt->n)
		buf_add_byte(jwt, '.');
	add_base64url(buf_span(&text), jwt);
	buf_deinit(&text);
}

static void
add_header(const X509 *certificate, struct buf *jwt)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	json_put_text(j, "alg", "RS256");
	json_put_text(j, "typ", "JWT");
	put_thumbprint(j, "x5t", certificate, EVP_sha1());
	put_thumbprint(j, "x5t#S256", certificate, EVP_sha256());
	add_part(j, jwt);
}

static void
add_claims(const struct assertion_claims *c, struct buf *jwt)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	json_put_text(j, "aud", c->audience);
	json_put_text(j, "iss", c->client_id);
	json_put_text(j, "sub", c->client_id);
	json_put_text(j, "jti", c->id);
	json_put_number(j, "nbf", c->now);
	json_put_number(j, "iat", c->now);
	json_put_number(j, "exp", c->now + ASSERTION_LIFE);
	add_part(j, jwt);
}

static int
add_signature(EVP_PKEY *key, struct buf *jwt, struct err *err)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t n = (size_t)EVP_PKEY_get_size(key);
	unsigned char *signature = buf_alloc(n);
	int ok = ctx && EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL,
		key) == 1 && EVP_DigestSign(ctx, signature, &n, jwt->p,
		jwt->n) == 1;

	if (ok) {
		buf_add_byte(jwt, '.');
		add_base64url((struct span){ signature, n }, jwt);
	}
	free(signature);
	EVP_MD_CTX_free(ctx);
	return ok && buf_ok(jwt) ? 0 : err_set(err, ERR_CONFIG, "its key "
		"can't sign (RS256)");
}

int
assertion_make(struct span pem, const struct assertion_claims *claims,
	char **jwt_r, struct err *err)
{
	struct identity i;
	struct buf jwt;
	int rc;

	buf_init(&jwt, JWT_MAX);
	rc = read_identity(pem, &i, err);
	if (rc == 0) {
		add_header(i.certificate, &jwt);
		add_claims(claims, &jwt);
		rc = add_signature(i.key, &jwt, err);
	}
	if (rc == 0)
		*jwt_r = secret_new(buf_span(&jwt));
	identity_deinit(&i);
	secret_buf_deinit(&jwt);
	return rc;
}
