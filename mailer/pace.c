#include "pace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/span.h"

#define DAY (24 * 3600)

static int
wrong_rate(const char *text, struct err *err)
{
	return err_set(err, ERR_USAGE, "\"%s\" is no rate; write it as in "
		"5/s, 100/min or 2000/h", text);
}

int
pace_rate(const char *text, int64_t *gap_r, struct err *err)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {
		{ "", 60000 }, { "/s", 1000 }, { "/min", 60000 },
		{ "/h", 3600000 },
	};
	size_t digits = strspn(text, "0123456789"), i;
	int64_t n = digits > 0 && digits < 8 ? strtol(text, NULL, 10) : 0;

	if (n == 0)
		return wrong_rate(text, err);
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(text + digits, units[i].unit) == 0) {
			*gap_r = (units[i].ms + n - 1) / n;
			return 0;
		}
	return wrong_rate(text, err);
}

int
pace_seconds(const char *text, int64_t *r, struct err *err)
{
	size_t whole = strspn(text, "0123456789"), part = 0;
	int64_t ms = 0, unit = 100;

	if (text[whole] == '.')
		part = strspn(text + whole + 1, "0123456789");
	if (whole > 0 && whole < 7 && (text[whole] == '\0' || (part > 0 &&
		text[whole + 1 + part] == '\0')))
		ms = strtol(text, NULL, 10) * 1000;
	else
		part = 0;
	for (; part > 0 && unit > 0; part--, unit /= 10)
		ms += (text[++whole] - '0') * unit;
	if (ms < 1 || ms > DAY * INT64_C(1000))
		return err_set(err, ERR_USAGE, "\"%s\" is no number of "
			"seconds, 0.001 to %d", text, DAY);
	*r = ms;
	return 0;
}

void
pace_text(int64_t ms, char out[PACE_TEXT])
{
	int64_t s = (ms + 999) / 1000;

	if (s < 120)
		snprintf(out, PACE_TEXT, "%d s", (int)s);
	else if (s < 7200)
		snprintf(out, PACE_TEXT, "%d min", (int)((s + 59) / 60));
	else
		snprintf(out, PACE_TEXT, "%d h %d min", (int)(s / 3600),
			(int)(s % 3600 / 60));
}
