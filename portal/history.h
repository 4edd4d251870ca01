#ifndef LS_PORTAL_HISTORY_H
#define LS_PORTAL_HISTORY_H

/* What happened to a customer, as a section of a page. */

#include "visit.h"

/* RESELLER: with that one; NULL: with all. Nothing when nothing happened. */
int history_section(struct visit *v, const char *domain, const char *reseller,
	struct err *err) ERR_CHECKED;

#endif
