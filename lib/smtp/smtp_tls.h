#ifndef LS_SMTP_SMTP_TLS_H
#define LS_SMTP_SMTP_TLS_H

/*
 * OpenSSL for libesmtp: a context of our own for each session, since
 * libesmtp's is freed while in use; the server's name checked against what was
 * configured and sent to it (SNI), which libesmtp does neither of; TLS 1.2 at
 * most, since a TLS 1.3 ticket makes libesmtp wait for ever.
 */

#include <openssl/ssl.h>

#include "core/err.h"
#include "smtp/smtp.h"

struct smtp_tls_context {
	SSL_CTX *ssl;		/* NULL when TLS is not wanted */
	const char *host;
	bool named;		/* host is a name, not an address */
	char why[200];		/* why the certificate was refused; or "" */
};

/* T must stay where it is until smtp_tls_deinit. ERR_CONFIG: the CA file
 * can't be used. */
int smtp_tls_init(struct smtp_tls_context *t, const struct smtp_settings *s,
	struct err *err) ERR_CHECKED;
void smtp_tls_deinit(struct smtp_tls_context *t);

#endif
