#ifndef LS_CLOUD_CLOUD_CUSTOMER_H
#define LS_CLOUD_CLOUD_CUSTOMER_H

/*
 * The customers of a partner account: asks for them, and changes them. Errors
 * of all, beside those that are named: as cloud_call and
 * partner_center_refused.
 */

#include "cloud/cloud.h"
#include "cloud/partner_customer.h"

struct cloud_customers {
	struct partner_customer *list;	/* sorted by id, each one once */
	size_t n;
	size_t doubled;		/* that the list had more than once */
	size_t nameless;	/* entries without an id */
};

/* The whole list, or nothing: one that is cut off somewhere looks like a list
 * from which customers have gone. ERR_PROTOCOL, ERR_LIMIT: it has no end. */
int cloud_customers(struct cloud *c, struct cloud_customers *all_r,
	struct err *err) ERR_CHECKED;
void cloud_customers_deinit(struct cloud_customers *all);

/* That customer (a GUID), with what is told by id alone. 1: the account has no
 * such customer, and *CUSTOMER_R is not made. */
int cloud_customer(struct cloud *c, const char *id,
	struct partner_customer *customer_r, struct err *err) ERR_CHECKED;

/* Takes DAP away; the relationship stays. Nothing to take is no error.
 * ERR_NOT_FOUND: the account has no such customer. */
int cloud_customer_remove_dap(struct cloud *c, const char *id,
	struct err *err) ERR_CHECKED;
/* Ends the relationship; one that has ended is no error. ERR_EXISTS: something
 * hangs on it, as an active subscription. */
int cloud_customer_remove(struct cloud *c, const char *id, struct err *err)
	ERR_CHECKED;

#endif
