#ifndef LS_CORE_IMITATION_H
#define LS_CORE_IMITATION_H

/*
 * Is an address made to pass for a provider's? Asked about hosts that are no
 * provider's. Two degrees: what nobody has by accident (a provider's host as
 * the beginning of another, as a user name, in letters of another script) is
 * one by itself; what may be chance (one letter off, an IP address) only with
 * the path or parameters of an invitation.
 */

#include <stdbool.h>

#include "core/facts.h"
#include "core/url.h"

/* HOST: url_host() of U, or NULL. True: *PROVIDER_R is whose, HOW (SIZE bytes)
 * says in words what gives it away. */

/* By its host. */
bool imitation_host(const struct url *u, const char *host,
	const struct facts *f, const struct provider **provider_r, char *how,
	size_t size);

/* A whole invitation with an account, the parameters where a URL has them, or
 * the token of an own link; whatever its host. */
bool imitation_invites(const struct url *u, const struct facts *f);

/* By what it asks: a whole invitation with an account, or the token of an own
 * link, on a host that is nobody's. A redirect to a link looks like that too:
 * look inside first. */
bool imitation_copy(const struct url *u, const char *host,
	const struct facts *f, const struct provider **provider_r, char *how,
	size_t size);

#endif
