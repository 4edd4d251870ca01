#ifndef LS_LINKGEN_LENDER_H
#define LS_LINKGEN_LENDER_H

/*
 * A reseller under an indirect provider whose programme lets it create no
 * invitations: it sends the provider's link, which the registry has with the
 * provider.
 */

#include <stdbool.h>

#include "core/provider.h"
#include "registry/lapse.h"
#include "registry/registry.h"
#include "sys/provider_file.h"

/* P: the profile of S; NULL: it has none. */
bool lender_needed(const struct registry_reseller *s,
	const struct provider *p);

/* The provider of S. ERR_NOT_FOUND: it is not in the registry, and how it
 * comes there. */
int lender_find(struct registry *r, const struct registry_reseller *s,
	struct registry_reseller *lender, struct err *err) ERR_CHECKED;

/* The link that the reseller NAME sends, its own or its provider's, which the
 * caller frees, in *S_R whose it is, and in *LAPSE_R when it is dead.
 * ERR_NOT_FOUND: no such reseller, or it has no link. */
int lender_link(struct registry *r, const struct providers *all,
	const char *name, struct registry_reseller *s_r, char **url_r,
	struct lapse *lapse_r, struct err *err) ERR_CHECKED;
/* The same for who hands it on. ERR_DATA: it has lapsed. */
int lender_living_link(struct registry *r, const struct providers *all,
	const char *name, struct registry_reseller *s_r, char **url_r,
	struct err *err) ERR_CHECKED;

/* Why no link is issued for S, and what to do. ERR_NO_PERM, or as
 * lender_find. */
int lender_refuse(struct registry *r, const struct registry_reseller *s,
	const struct provider *p, struct err *err) ERR_CHECKED;

#endif
