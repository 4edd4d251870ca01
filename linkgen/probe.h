#ifndef LS_LINKGEN_PROBE_H
#define LS_LINKGEN_PROBE_H

/*
 * Does a link answer, and does it stay with its provider? Asked over the
 * network, by HEAD and by GET where a server takes no HEAD: nothing is ever
 * sent that could accept an invitation. No cookie, no body beyond the limit,
 * and only the provider's own hosts are asked.
 */

#include <stddef.h>

#include "cloud/http.h"
#include "core/provider.h"

/* Real ones need one or two. */
#define PROBE_HOPS 5

enum probe_verdict {
	PROBE_ANSWERS,		/* a page of the provider's */
	PROBE_SIGN_IN,		/* the provider asks who it is, elsewhere */
	PROBE_REFUSES,		/* an error for an answer */
	PROBE_AWAY,		/* redirected to somebody else's host */
	PROBE_DOWNGRADE,	/* redirected to where there is no TLS */
	PROBE_LOOP,		/* redirected without end */
	PROBE_UNREACHABLE,	/* no answer, or a wrong certificate */
};

struct probe_hop {
	char *url;
	const char *method;	/* "HEAD", "GET" */
	unsigned status;	/* 0: no answer */
	struct http_certificate certificate;
	char *to;		/* where it redirects to; or NULL */
};

struct probe {
	struct probe_hop hops[PROBE_HOPS];
	size_t n;
	enum probe_verdict verdict;
	char how[800];		/* words for people */
};

/* Never fails; *p goes to probe_deinit. P is the provider whose link URL is. */
void probe_run(const struct http_settings *s, const struct provider *provider,
	const char *url, struct probe *p);
void probe_deinit(struct probe *p);

/* "answers", "sign-in", "refuses", …; is it as it should be? */
const char *probe_verdict_text(enum probe_verdict verdict);
bool probe_good(enum probe_verdict verdict);

#endif
