#ifndef LS_PORTAL_PAGES_H
#define LS_PORTAL_PAGES_H

/* The pages that answer.c chooses from. Each makes the answer; -1: *err, and
 * nothing was written. */

#include "visit.h"

int invitation_page(struct visit *v, struct err *err) ERR_CHECKED;
int signin_page(struct visit *v, struct err *err) ERR_CHECKED;
int partners_page(struct visit *v, struct err *err) ERR_CHECKED;
int customers_page(struct visit *v, struct err *err) ERR_CHECKED;

#endif
