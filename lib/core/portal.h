#ifndef LS_CORE_PORTAL_H
#define LS_CORE_PORTAL_H

/*
 * Portals of private networks that show pages under their own host, whatever
 * that is: each leaves its mark in the path, and the page's host beside it.
 */

#include "core/url.h"

/* The page's address, perhaps without its scheme; the caller frees. *NAME_R is
 * the product. NULL and a name: the portal alone can tell. NULL and no name:
 * no portal's. */
char *portal_target(const struct url *u, const char **name_r);

#endif
