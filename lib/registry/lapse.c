#include "registry/lapse.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "registry/store.h"

#define DAY 86400
#define TIME_FORM "%Y-%m-%dT%H:%M:%SZ"

/* -1: it is no such time. */
static time_t
seconds_of(const char *text)
{
	struct tm tm = { .tm_mday = 0 };
	const char *end = strptime(text, TIME_FORM, &tm);

	return end == NULL || *end ? -1 : timegm(&tm);
}

static void
fill(struct lapse *l, time_t t)
{
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(l->time, sizeof l->time, TIME_FORM, &tm);
	strftime(l->day, sizeof l->day, "%Y-%m-%d", &tm);
	l->at = t;
}

void
lapse_of(const struct provider *p, const char *issued, const char *expires,
	struct lapse *l)
{
	time_t t = expires ? seconds_of(expires) : -1;

	*l = (struct lapse){ .at = 0 };
	if (t == -1 && p && p->lapses && (t = seconds_of(issued)) != -1)
		t += (time_t)p->lapses * DAY;
	if (t != -1)
		fill(l, t);
}

int
lapse_read(const char *text, char time_r[LAPSE_TIME], struct err *err)
{
	char whole[40];
	struct lapse l;
	time_t t;

	snprintf(whole, sizeof whole, "%.22s%s", text,
		strlen(text) == sizeof "2026-11-21" - 1 ? "T23:59:59Z" : "");
	t = seconds_of(whole);
	if (t > 0)
		fill(&l, t);
	/* Again as it was: there is no 31st of November. */
	if (t <= 0 || strcmp(l.time, whole) != 0)
		return err_set(err, ERR_USAGE, "\"%s\" is no day; write it as "
			"2026-11-21, or a time of it as 2026-11-21T10:00:00Z",
			text);
	memcpy(time_r, l.time, LAPSE_TIME);
	return 0;
}

int
lapse_check(const struct provider *p, const char *issued, const char *expires,
	struct err *err)
{
	struct lapse latest, l;
	char now[STORE_TIME];

	if (issued == NULL) {
		store_now(now);
		issued = now;
	}
	lapse_of(p, issued, NULL, &latest);
	lapse_of(p, issued, expires, &l);
	if (latest.at == 0)
		return err_set(err, ERR_USAGE, "links of %s do not expire",
			p->title);
	if (lapse_over(&l))
		return err_set(err, ERR_DATA, "this link expired on %s; make a "
			"new one at the provider", l.day);
	if (l.at / DAY > latest.at / DAY)
		return err_set(err, ERR_DATA, "a link of %s lives for %u days "
			"at most: until %s", p->title, p->lapses, latest.day);
	return 0;
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
