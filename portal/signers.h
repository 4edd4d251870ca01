#ifndef LS_PORTAL_SIGNERS_H
#define LS_PORTAL_SIGNERS_H

/*
 * The certificates that sign providers' events, fetched from the providers'
 * own places, proven, and kept for an hour. How often one is fetched is
 * limited: a stranger may name as many as there are names. For one thread, but
 * for signers_stop.
 */

#include "cloud/webhook_signer.h"
#include "sys/config.h"

struct signers;

/* C is borrowed. Before threads are started. */
struct signers *signers_new(const struct config_cloud *c);
void signers_free(struct signers **s);

/* No other certificate is fetched from now on. From any thread. */
void signers_stop(struct signers *s);

/* The one at CLAIM's address, borrowed until the next call. ERR_NO_PERM: there
 * is none, or it is not proven; ERR_TEMP, ERR_UNAVAILABLE: it can't be had
 * now; ERR_CONFIG: as webhook_signer_prove. */
int signers_get(struct signers *s, const struct webhook_claim *claim,
	const struct provider_api *api, int64_t now,
	const struct webhook_signer **signer_r, struct err *err) ERR_CHECKED;

#endif
