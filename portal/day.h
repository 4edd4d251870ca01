#ifndef LS_PORTAL_DAY_H
#define LS_PORTAL_DAY_H

/* Days as people write them. Pure. */

#include <stdint.h>

#include "core/err.h"

#define DAY_TEXT 11		/* "2026-11-21" */

/* A day as "2026-11-21", or "14d" for fourteen days before NOW (seconds since
 * 1970, UTC). ERR_USAGE. */
int day_read(const char *text, int64_t now, char day_r[DAY_TEXT],
	struct err *err) ERR_CHECKED;

#endif
