#ifndef LS_CLOUD_CLOUD_LIMITS_H
#define LS_CLOUD_CLOUD_LIMITS_H

/* Every limit on what a provider's servers say, with its reason; each is
 * tested at the number and at one more. */

/* The link's answer has 200 bytes, a page of 500 customers some 300 KB. */
#define CLOUD_ANSWER_MAX	(1024 * 1024)
/* All header fields of an answer; servers themselves stop at 16 to 64 KB. */
#define CLOUD_HEADERS_MAX	65536
/* A refresh token has 1 to 2 KB, an access token with many groups 6. */
#define CLOUD_SECRET_MAX	16384
/* The credential file: two secrets and some comments. */
#define CLOUD_CREDENTIAL_MAX	65536

/* What is asked for at a time, and what a page may hold: the API's pages have
 * 500 customers at most. */
#define CLOUD_PAGE_SIZE		500
#define CLOUD_PAGE_MAX		1000
/* Pages of one list: the largest partners have some 100,000 customers. A list
 * whose end never comes is no list. */
#define CLOUD_PAGES_MAX		1000
/* The token that leads to the next page; seen: some 300 bytes. */
#define CLOUD_CONTINUATION_MAX	4096
/* Domains of one customer that are looked at; a tenant seldom has ten. */
#define CLOUD_DOMAINS_MAX	100
/* A webhook's event has 300 bytes; its addresses take a line each. */
#define CLOUD_EVENT_MAX		4096
/* A certificate, with those above it. */
#define CLOUD_CERTIFICATES_MAX	65536

#endif
