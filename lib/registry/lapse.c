#include "registry/lapse.h"

#include <time.h>

#define DAY 86400

void
lapse_of(const struct provider *p, const char *issued, struct lapse *l)
{
	struct tm tm = { .tm_mday = 0 };
	time_t t;

	*l = (struct lapse){ .at = 0 };
	if (p == NULL || p->lapses == 0 ||
	    strptime(issued, "%Y-%m-%dT%H:%M:%SZ", &tm) == NULL)
		return;
	t = timegm(&tm) + (time_t)p->lapses * DAY;
	gmtime_r(&t, &tm);
	strftime(l->time, sizeof l->time, "%Y-%m-%dT%H:%M:%SZ", &tm);
	strftime(l->day, sizeof l->day, "%Y-%m-%d", &tm);
	l->at = t;
}

bool
lapse_over(const struct lapse *l)
{
	return l->at != 0 && time(NULL) >= l->at;
}

int64_t
lapse_days(const struct lapse *l)
{
	int64_t left = l->at - time(NULL);

	return left > 0 ? left / DAY : 0;
}
