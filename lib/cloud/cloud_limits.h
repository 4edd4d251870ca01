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

#endif
