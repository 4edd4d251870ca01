#include "day.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A hundred years. */
#define AGO_MAX 36525

static bool
read_ago(const char *text, int64_t now, char day_r[DAY_TEXT])
{
	size_t digits = strspn(text, "0123456789");
	long ago = digits > 0 && digits < 6 ? strtol(text, NULL, 10) : -1;
	time_t then = (time_t)(now - ago * 86400);
	struct tm tm;

	if (strcmp(text + digits, "d") != 0 || ago < 0 || ago > AGO_MAX ||
	    gmtime_r(&then, &tm) == NULL)
		return false;
	return strftime(day_r, DAY_TEXT, "%Y-%m-%d", &tm) == DAY_TEXT - 1;
}

/* One that there was: no 31st of June. */
static bool
read_date(const char *text, char day_r[DAY_TEXT])
{
	struct tm tm = { .tm_isdst = 0 }, was;
	const char *end;

	if (strlen(text) != DAY_TEXT - 1 ||
	    strspn(text, "0123456789-") != DAY_TEXT - 1)
		return false;
	end = strptime(text, "%Y-%m-%d", &tm);
	was = tm;
	if (end == NULL || *end != '\0' || timegm(&tm) == (time_t)-1 ||
	    tm.tm_mday != was.tm_mday || tm.tm_mon != was.tm_mon)
		return false;
	memcpy(day_r, text, DAY_TEXT);
	return true;
}

int
day_read(const char *text, int64_t now, char day_r[DAY_TEXT],
	struct err *err)
{
	if (read_date(text, day_r) || read_ago(text, now, day_r))
		return 0;
	return err_set(err, ERR_USAGE, "\"%.40s\" is no day; write it as "
		"2026-11-21, or 14d for fourteen days ago", text);
}
