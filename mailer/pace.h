#ifndef LS_MAILER_PACE_H
#define LS_MAILER_PACE_H

/* How fast: rates and waits as people write them, in milliseconds. */

#include <stdint.h>

#include "core/err.h"

/* "5/s", "100/min", "2000/h", "100" (a minute): the time from one mail to the
 * next. ERR_USAGE. */
int pace_rate(const char *text, int64_t *gap_r, struct err *err) ERR_CHECKED;

/* Seconds, "60" or "0.5"; up to a day. ERR_USAGE. */
int pace_seconds(const char *text, int64_t *r, struct err *err) ERR_CHECKED;

/* MS as a person says it: "3 s", "2 min", "1 h 5 min". */
#define PACE_TEXT 32
void pace_text(int64_t ms, char out[PACE_TEXT]);

#endif
