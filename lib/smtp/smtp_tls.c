#include "smtp/smtp_tls.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdio.h>

#include "smtp/dialogue.h"

static bool
is_address(const char *host)
{
	unsigned char a[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, host, a) == 1 ||
		inet_pton(AF_INET6, host, a) == 1;
}

/* Remembers the reason; OpenSSL decides. */
static int
verified(int ok, X509_STORE_CTX *store)
{
	SSL *ssl = X509_STORE_CTX_get_ex_data(store,
		SSL_get_ex_data_X509_STORE_CTX_idx());
	struct smtp_tls_context *t =
		SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	if (!ok)
		dialogue_printable(t->why, sizeof(t->why), span_str(
			X509_verify_cert_error_string(
				X509_STORE_CTX_get_error(store))));
	return ok;
}

static void
name_server(const SSL *ssl, int where, int ret)
{
	struct smtp_tls_context *t =
		SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	(void)ret;
	if ((where & SSL_CB_HANDSHAKE_START) && t->named)
		SSL_set_tlsext_host_name((SSL *)(uintptr_t)ssl, t->host);
}

static int
set_verify(struct smtp_tls_context *t, const struct smtp_settings *s,
	struct err *err)
{
	X509_VERIFY_PARAM *param = SSL_CTX_get0_param(t->ssl);

	if (s->tls != SMTP_TLS_REQUIRE) {
		SSL_CTX_set_verify(t->ssl, SSL_VERIFY_NONE, NULL);
		return 0;
	}
	SSL_CTX_set_verify(t->ssl, SSL_VERIFY_PEER, verified);
	X509_VERIFY_PARAM_set_hostflags(param,
		X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	if (!(t->named ? X509_VERIFY_PARAM_set1_host(param, t->host, 0) :
		X509_VERIFY_PARAM_set1_ip_asc(param, t->host)))
		return err_set(err, ERR_CONFIG, "\"%s\" can't be the name of "
			"a server", t->host);
	if (s->ca_file == NULL)
		SSL_CTX_set_default_verify_paths(t->ssl);
	else if (!SSL_CTX_load_verify_file(t->ssl, s->ca_file))
		return err_set(err, ERR_CONFIG, "%s: no certificates can be "
			"read from here (ca_file): %s", s->ca_file,
			ERR_reason_error_string(ERR_peek_last_error()));
	return 0;
}

int
smtp_tls_init(struct smtp_tls_context *t, const struct smtp_settings *s,
	struct err *err)
{
	*t = (struct smtp_tls_context){ .host = s->host,
		.named = !is_address(s->host) };
	if (s->tls == SMTP_TLS_NONE)
		return 0;
	t->ssl = SSL_CTX_new(TLS_client_method());
	if (t->ssl == NULL)
		return err_set(err, ERR_OS, "OpenSSL gives no context");
	SSL_CTX_set_app_data(t->ssl, t);
	SSL_CTX_set_min_proto_version(t->ssl, TLS1_2_VERSION);
	SSL_CTX_set_max_proto_version(t->ssl, TLS1_2_VERSION);
	SSL_CTX_set_info_callback(t->ssl, name_server);
	if (set_verify(t, s, err) == 0)
		return 0;
	smtp_tls_deinit(t);
	return -1;
}

void
smtp_tls_deinit(struct smtp_tls_context *t)
{
	SSL_CTX_free(t->ssl);
	t->ssl = NULL;
}
