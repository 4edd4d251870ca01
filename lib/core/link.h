#ifndef LS_CORE_LINK_H
#define LS_CORE_LINK_H

/*
 * What one URL is to one sender: intact, altered (and how), foreign, an
 * imitation, or nothing of ours. Detection is structural; "intact" is exact
 * bytes. The same answer serves the filter, `linkgen inspect` and the check
 * when a link is issued.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/facts.h"
#include "core/span.h"

enum link_state {
	LINK_UNRELATED,
	LINK_INTACT,
	LINK_ALTERED,
	LINK_FOREIGN,
	LINK_IMITATION,
};

/* What is said of a link whose letters are other characters than ASCII's. */
#define LINK_WIDE "typographic dashes or full-width characters stand in it"

struct link_reading {
	enum link_state state;
	const struct reseller *whose;	/* INTACT, ALTERED; else NULL */
	const struct provider *provider;	/* NULL for UNRELATED */
	const char *owner;	/* FOREIGN: its reseller's name if known here */
	const char *gateway;	/* the mail gateway that rewrote it; or NULL */
	bool placed;		/* not its page alone tells, but its parameters,
				   its token or its id */
	bool opaque;		/* and only the gateway knows where it leads:
				   then UNRELATED, for nothing is known */
	char how[240];		/* words for people: "parameter utm_source was
				   added"; empty for INTACT, and for
				   UNRELATED but when opaque */
};

/* URL: the bytes a reader would follow, already decoded (no HTML escapes, no
 * line breaks). An address inside gateways' and redirects' is read as if it
 * stood alone; an own link there is altered. Never fails: what can't be
 * parsed is unrelated. */
void link_read(struct span url, const struct facts *f,
	struct link_reading *r);

/* Is the reseller's current link dead by now? */
bool link_lapsed(const struct reseller *r, const struct facts *f);

/* It is not as it was issued: HOW says it. */
void link_alter(struct link_reading *r, const char *how);

/* The name of a state: "intact", "altered", … */
const char *link_state_text(enum link_state state);

/* May this URL become the link of an account under a profile? Refuses what is
 * damaged, of another account or kind, carries customer data, is too long or
 * not https. INDIRECT: the id the {provider} slot must hold, or NULL. Of links
 * that are signed here the form is checked, not the signature.
 * ERR_DATA: the reason, in words. */
int link_accept(struct span url, const struct provider *p,
	const char *account, const char *indirect, struct err *err)
	ERR_CHECKED;

/* Appends URL to OUT, and names the indirect provider INDIRECT in it where a
 * shape has a place for one and it names none: before the fragment, as
 * marketplaces do. What is of no shape stays as it is, for link_accept. */
void link_combine(struct span url, const struct provider *p,
	const char *indirect, struct buf *out);

#endif
