#ifndef LS_REGISTRY_LAPSE_H
#define LS_REGISTRY_LAPSE_H

/*
 * When a link is dead that nobody accepted: so many days after it was issued,
 * as its profile says. Granular relationships are of that kind.
 */

#include <stdbool.h>
#include <stdint.h>

#include "core/provider.h"

#define LAPSE_TIME sizeof "2026-11-21T10:00:00Z"
#define LAPSE_DAY sizeof "2026-11-21"

struct lapse {
	int64_t at;		/* in seconds since 1970; 0: never */
	char time[LAPSE_TIME];	/* "" for never, as below */
	char day[LAPSE_DAY];
};

/* ISSUED: as the registry has it, "2026-11-21T10:00:00Z". P, the profile, may
 * be NULL: then nothing is known, and it never lapses. */
void lapse_of(const struct provider *p, const char *issued, struct lapse *l);

/* Is it dead by now? */
bool lapse_over(const struct lapse *l);

/* Whole days that are left; 0 on the last one and afterwards. */
int64_t lapse_days(const struct lapse *l);

#endif
