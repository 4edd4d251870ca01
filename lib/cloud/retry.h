#ifndef LS_CLOUD_RETRY_H
#define LS_CLOUD_RETRY_H

/*
 * Whether a call is made once more, and how long to wait before: pure, the
 * caller waits. Partner Center counts every request against a limit, also
 * those that it refuses, so there is no retry without a wait; what it asks for
 * in Retry-After is kept, and doubled each further time.
 */

#include <stdbool.h>
#include <stdint.h>

#include "cloud/http_message.h"

struct retry {
	unsigned patience;	/* seconds to wait in all */
	unsigned waited;
	unsigned tries;		/* that failed */
	unsigned asked;		/* the last Retry-After; 0: none */
};

/* True for an answer that a later one may better: 408, 429 and 5xx. */
bool retry_is_worth(unsigned status);

/* After a failure: A is the answer, or NULL when none came. NOW: seconds since
 * 1970, for a Retry-After that is a date. False: patience is at its end, and
 * asked says what the provider wanted. */
bool retry_next(struct retry *r, const struct http_answer *a, int64_t now,
	unsigned *seconds_r);

#endif
