#ifndef LS_CORE_VOUCH_H
#define LS_CORE_VOUCH_H

/*
 * Is an address a genuine link of somebody's programme? Told by published
 * public keys alone (core/key_record): for a customer's mail admin, who has
 * no registry and no profile. A mail gateway's or a redirect's address is
 * opened first. Knows no file and no resolver: vouch_find says whose key is
 * wanted, the caller gets it, vouch_judge says what it proves.
 */

#include "core/key_record.h"
#include "core/limits.h"
#include "core/link.h"
#include "core/token.h"

struct vouch {
	bool found;		/* a signed link; else only state and how */
	char host[KEY_RECORD_HOST + 1];
	char *prefix;		/* of the path, before the token; owned */
	char *address;		/* what was looked at, out of all layers that
				   gateways put around it; owned */
	bool wrapped;		/* something was around it */
	const char *gateway;	/* the outermost that is known; or NULL */
	char *token;		/* owned */
	struct token facts;	/* what it claims */
	enum token_key_state key_state;	/* of the key that was found */
	bool known;		/* such a key was found */
	/* INTACT: genuine, and written exactly as it was issued. ALTERED:
	 * genuine, and something was added, or it was wrapped. IMITATION: its
	 * signature does not hold. FOREIGN: no key for it. UNRELATED: no
	 * signed link. REVOKED below goes before all these. */
	enum link_state state;
	bool revoked;		/* its key is */
	char how[240];		/* words for people; empty for INTACT */
};

/* Never fails. *v goes to vouch_deinit. */
void vouch_find(struct span url, struct vouch *v);

/* Sets state, revoked and how. A key that names another host is no key. */
void vouch_judge(struct vouch *v, const struct key_records *keys);
void vouch_deinit(struct vouch *v);

#endif
