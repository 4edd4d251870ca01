#ifndef LS_CLOUD_PARTNER_PAGE_H
#define LS_CLOUD_PARTNER_PAGE_H

/*
 * The list of a partner account's customers, page by page: pure, as
 * partner_center.h. Where the next page is, the API says in three ways:
 * links.next, a token in the body, a token in the header.
 */

#include "cloud/partner_customer.h"

/* Where a page is: both NULL is the first. */
struct partner_place {
	char *url;
	char *token;		/* MS-ContinuationToken; NULL: none */
};

struct partner_page {
	struct partner_customer *customers;
	size_t n;
	size_t nameless;	/* items without an id, left out */
	bool last;		/* there is no next */
	struct partner_place next;
};

/* GET /v1/customers. Whether it may be asked was looked at when the place was
 * read: it is at the API's own base. */
void partner_page_get(const struct partner_center_call *call,
	const struct partner_place *place, struct http_request *rq);

/* BASE: of the API; a next page elsewhere is an error, since the token would
 * go there. As partner_center_refused; ERR_PROTOCOL: it is no list, or leads
 * elsewhere; ERR_LIMIT: more than CLOUD_PAGE_MAX customers. P is to be given
 * to partner_page_deinit when it is 0. */
int partner_page_read(const struct http_answer *a, const char *base,
	struct partner_page *p, struct err *err) ERR_CHECKED;
void partner_page_deinit(struct partner_page *p);

void partner_place_deinit(struct partner_place *place);
/* Is it the same place? Such a list never ends. */
bool partner_place_same(const struct partner_place *a,
	const struct partner_place *b);

#endif
