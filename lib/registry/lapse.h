#ifndef LS_REGISTRY_LAPSE_H
#define LS_REGISTRY_LAPSE_H

/*
 * When a link is dead that nobody accepted: when its provider said, or so many
 * days after it was issued, as its profile says. Granular relationships are of
 * that kind.
 */

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/provider.h"

#define LAPSE_TIME sizeof "2026-11-21T10:00:00Z"
#define LAPSE_DAY sizeof "2026-11-21"

struct lapse {
	int64_t at;		/* in seconds since 1970; 0: never */
	char time[LAPSE_TIME];	/* "" for never, as below */
	char day[LAPSE_DAY];
};

/* ISSUED and EXPIRES: as the registry has them, "2026-11-21T10:00:00Z";
 * EXPIRES NULL: nobody said. P, the profile, may be NULL: then its days are
 * unknown. */
void lapse_of(const struct provider *p, const char *issued,
	const char *expires, struct lapse *l);

/* A time as people write it: that one, or "2026-11-21" for the last second of
 * that day, UTC. ERR_USAGE. */
int lapse_read(const char *text, char time_r[LAPSE_TIME], struct err *err)
	ERR_CHECKED;

/* May a link of profile P that was ISSUED then, NULL: now, expire at EXPIRES?
 * ERR_USAGE: it lives for ever; ERR_DATA: that is over, or later than its
 * profile lets it live. */
int lapse_check(const struct provider *p, const char *issued,
	const char *expires, struct err *err) ERR_CHECKED;

/* Is it dead by now? */
bool lapse_over(const struct lapse *l);

/* Whole days that are left; 0 on the last one and afterwards. */
int64_t lapse_days(const struct lapse *l);

#endif
