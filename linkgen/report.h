#ifndef LS_LINKGEN_REPORT_H
#define LS_LINKGEN_REPORT_H

/*
 * What inspect found out about an address, told to a person or a program.
 * Knows neither registry nor keys: it prints what it is given.
 */

#include "core/facts.h"
#include "core/link.h"
#include "core/vouch.h"

struct report {
	const char *url;
	const char *state;	/* "intact", "altered", "revoked", … */
	const char *how;	/* "" or NULL: nothing to say */
	const char *name;	/* the reseller's; or NULL */
	const char *display;	/* of it; or NULL */
	const char *link;	/* the right one; or NULL */
	const char *lapses;	/* when that is dead; NULL: never */
	bool lapsed;		/* it is */
	const struct provider *provider;	/* or NULL */
	const char *gateway;	/* that rewrote the address; or NULL */
	const struct vouch *vouch;	/* NULL: no signed link */
	const char *key_state;	/* of its key; NULL: the key is not known */
	const char *keys;	/* who vouches for the key: a file, the DNS */
	const char *words;	/* a sentence or two, for whom it was sent */
};

/* On standard output. JSON: for programs. */
int report_print(const struct report *r, bool json, struct err *err)
	ERR_CHECKED;

#endif
