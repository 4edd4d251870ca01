#ifndef LS_CLOUD_WEBHOOK_SIGNER_H
#define LS_CLOUD_WEBHOOK_SIGNER_H

/*
 * The certificate that signs a provider's events: read from bytes that came
 * from the provider's own place, proven by the authorities that this machine
 * trusts, and then asked whether a signature is its own. Knows OpenSSL; it
 * fetches nothing.
 */

#include "cloud/webhook.h"

struct webhook_signer;

/* BYTES: one certificate in DER, or PEM with those above it. ERR_PROTOCOL: it
 * is none. */
int webhook_signer_new(struct span bytes, struct webhook_signer **s_r,
	struct err *err) ERR_CHECKED;
void webhook_signer_free(struct webhook_signer **s);

/* Where the certificate above the last one is, as that says itself (RFC 5280
 * 4.2.2.1), by https and in FOLDER; the caller frees. NULL: it does not say,
 * or elsewhere. */
char *webhook_signer_above(const struct webhook_signer *s,
	const char *folder);
/* Adds it. ERR_PROTOCOL: it is none; ERR_LIMIT: more than any chain has. */
int webhook_signer_add(struct webhook_signer *s, struct span bytes,
	struct err *err) ERR_CHECKED;

/* Whether an authority of CA_FILE (NULL: the system's) stands behind it at
 * NOW, and ORGANISATION issued it. 1: the certificate above is missing;
 * ERR_NO_PERM: no; ERR_CONFIG: the authorities can't be read. */
int webhook_signer_prove(const struct webhook_signer *s, const char *ca_file,
	const char *organisation, int64_t now, struct err *err) ERR_CHECKED;

/* Whether it signed BODY. ERR_NO_PERM: no. */
int webhook_signer_check(const struct webhook_signer *s,
	const struct webhook_claim *claim, struct span body, struct err *err)
	ERR_CHECKED;

#endif
