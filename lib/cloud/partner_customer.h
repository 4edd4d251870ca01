#ifndef LS_CLOUD_PARTNER_CUSTOMER_H
#define LS_CLOUD_PARTNER_CUSTOMER_H

/*
 * A customer of a partner account, as Partner Center's API tells and changes
 * it: pure, as partner_center.h.
 */

#include <stdbool.h>

#include "cloud/document.h"
#include "cloud/guid.h"
#include "cloud/partner_center.h"

/* relationshipToPartner */
enum partner_relation {
	PARTNER_NONE,		/* "none": it is over */
	PARTNER_RESELLER,
	PARTNER_ADVISOR,
	PARTNER_OTHER,		/* syndication, microsoft_support, newer ones:
				   nothing that a reseller's link asks for */
};

struct partner_customer {
	char id[GUID_SIZE];	/* by which the API is asked */
	char tenant[GUID_SIZE];	/* its id where that is not told */
	char *name;		/* or NULL */
	/* The first is what the API calls its domain, mostly one of
	 * onmicrosoft.com; those of its own are told by id alone, and only to
	 * whom has DAP. */
	char **domains;
	size_t n_domains;
	enum partner_relation relation;
	bool dap, dap_told;	/* told by id alone */
};

/* Frees what it holds and leaves it empty. */
void partner_customer_deinit(struct partner_customer *c);

/* Reads an item of a list, or all of an answer. False: it has no id. C is
 * made only when it is true. */
bool partner_customer_of(const struct document_part *part,
	struct partner_customer *c);

/* GET /v1/customers/ID. ID is a GUID, here and below. */
void partner_customer_get(const struct partner_center_call *call,
	const char *id, struct http_request *rq);
/* Its answer. As partner_center_refused; ERR_PROTOCOL also when it tells of
 * another customer than ID, or of none. */
int partner_customer_read(const struct http_answer *a, const char *id,
	struct partner_customer *c, struct err *err) ERR_CHECKED;

/* Does a refusal say that the account has no such customer (404, or 403 with
 * code 20002)? One may not ask for strangers, so both mean that. */
bool partner_customer_is_gone(const struct http_answer *a);

/* PATCH /v1/customers/ID: takes DAP away; the relationship stays. */
void partner_customer_remove_dap(const struct partner_center_call *call,
	const char *id, struct http_request *rq);
/* PATCH /v1/customers/ID: ends the relationship. The provider wants all
 * subscriptions suspended before. */
void partner_customer_remove(const struct partner_center_call *call,
	const char *id, struct http_request *rq);
/* Their answer: 200 and 204 are a yes. Else as partner_center_refused, but
 * that what hangs on a relationship (400, 409) is ERR_EXISTS. */
int partner_customer_changed(const struct http_answer *a, struct err *err)
	ERR_CHECKED;

#endif
