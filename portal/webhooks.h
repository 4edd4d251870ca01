#ifndef LS_PORTAL_WEBHOOKS_H
#define LS_PORTAL_WEBHOOKS_H

/*
 * Events that providers send: proven, and noted for `sync --news`, which asks
 * what is true. A thread of its own answers them, since a certificate may have
 * to be fetched, and pages must not wait for that. This process signs in
 * nowhere.
 */

#include "core/buf.h"
#include "core/err.h"
#include "sys/config.h"

struct webhooks;

/* One request. Strings are owned. */
struct webhook_call {
	char *reseller;		/* of /webhook/RESELLER */
	char *authorization, *signature, *algorithm, *certificate;
	struct buf body;
	char visitor[64];
	bool large;		/* the body has more than CLOUD_EVENT_MAX */
	unsigned status;	/* the answer, once it is done */
	/* Called from the thread when there is an answer. */
	void (*done)(void *arg);
	void *arg;
};

/* Frees what it holds and leaves it empty. */
void webhook_call_deinit(struct webhook_call *call);

/* Opens a registry of its own. C is borrowed. Before threads are started. */
int webhooks_new(struct config *c, struct webhooks **w_r, struct err *err)
	ERR_CHECKED;
/* Answers what waits with 503, and everything that comes from now on. Takes
 * PORTAL_FETCH at most: a certificate that is being fetched. */
void webhooks_stop(struct webhooks *w);
/* Nothing is added any more. */
void webhooks_free(struct webhooks **w);

/* False: the status stands at once, and DONE is not called. */
bool webhooks_add(struct webhooks *w, struct webhook_call *call);

/* The reseller of a path "/webhook/RESELLER", borrowed from it; NULL: it is
 * another path, or can be no name. */
const char *webhooks_path(const char *path);

#endif
