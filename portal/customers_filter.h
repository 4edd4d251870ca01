#ifndef LS_PORTAL_CUSTOMERS_FILTER_H
#define LS_PORTAL_CUSTOMERS_FILTER_H

/* Which customers a partner looks at, and in which order: the form above the
 * list, and what it leaves in the address. */

#include "day.h"
#include "registry/ledger_customer.h"
#include "visit.h"

struct customers_filter {
	const char *words;	/* borrowed from the request; "" */
	int state;
	char since[DAY_TEXT];	/* "": any */
	char before[DAY_TEXT];
	enum ledger_order order;
};

/* As the visitor asked; what makes no sense is as if it was not there. */
void customers_filter_read(const struct visit *v, struct customers_filter *f);

/* The search for RESELLER's customers that is meant; borrows from F. */
struct ledger_search customers_filter_search(const struct customers_filter *f,
	const char *reseller);

/* The form. */
int customers_filter_form(struct visit *v, const char *reseller,
	const struct customers_filter *f, struct err *err) ERR_CHECKED;

/* The same as hidden fields of another form, and as a query behind '?'. */
void customers_filter_hidden(struct visit *v, const char *reseller,
	const struct customers_filter *f);
void customers_filter_query(const char *reseller,
	const struct customers_filter *f, struct buf *out);

#endif
