#ifndef LS_CLOUD_WEBHOOK_H
#define LS_CLOUD_WEBHOOK_H

/*
 * An event that Partner Center sends by itself: what its header claims, and
 * what its body says. Pure. Nothing in it is believed before the signature is
 * proven (webhook_signer.h), and little then: that something happened, and to
 * whom. What it was is asked for.
 */

#include <stdbool.h>
#include <stdint.h>

#include "cloud/guid.h"
#include "core/err.h"
#include "core/provider_api.h"

/* Fields of the header; NULL: not there. Borrowed. */
struct webhook_header {
	const char *authorization;	/* "Signature BASE64" */
	const char *signature;		/* x-ms-signature: the same, or the
					   letters alone */
	const char *algorithm;		/* x-ms-signature-algorithm */
	const char *certificate;	/* x-ms-certificate-url */
};

/* An RSA key of 8192 bits signs with so many bytes. */
#define WEBHOOK_SIGNATURE_MAX 1024

enum webhook_digest { WEBHOOK_SHA256, WEBHOOK_SHA384, WEBHOOK_SHA512 };

struct webhook_claim {
	enum webhook_digest digest;
	unsigned char signature[WEBHOOK_SIGNATURE_MAX];
	size_t n;
	const char *certificate;	/* an address of the provider's own */
};

/* ERR_NO_PERM: something is missing, too weak, or no signature at all; or the
 * certificate is not from the provider's own folder. CLAIM borrows H. */
int webhook_claim(const struct webhook_header *h,
	const struct provider_api *api, struct webhook_claim *claim,
	struct err *err) ERR_CHECKED;

/* Is URL a name in FOLDER ("https://host/path/"), and nothing else? */
bool webhook_is_in(const char *url, const char *folder);

/* Names of events are a few words. */
#define WEBHOOK_NAME 100

struct webhook_event {
	char name[WEBHOOK_NAME + 1];
	char customer[GUID_SIZE];	/* "": it does not say whose */
	bool matters;			/* to relationships and DAP */
	int64_t changed;		/* seconds since 1970 */
};

/* Reads a body whose signature is proven. ERR_PROTOCOL: it is no event. */
int webhook_event(struct span body, struct webhook_event *event,
	struct err *err) ERR_CHECKED;

/* Seconds for which an event is taken; ten tries to deliver it take less. What
 * came is remembered as long, so one that is sent again counts once. */
#define WEBHOOK_AGE (7 * 24 * 3600)
/* By which the provider's clock may be ahead. */
#define WEBHOOK_AHEAD 3600

/* Is it neither too old nor of the future? */
bool webhook_is_fresh(const struct webhook_event *event, int64_t now);

#endif
