#include "cloud/retry.h"

#include <string.h>
#include <time.h>

/* 2^6 seconds: longer steps are for Retry-After to ask for. */
#define DOUBLINGS 6
/* A week; what is more counts as that, and sums stay small. */
#define LONGEST (7 * 24 * 3600)

bool
retry_is_worth(unsigned status)
{
	return status == 408 || status == 429 ||
		(status >= 500 && status <= 599 && status != 501);
}

/* RFC 9110 5.6.7, in the form that is written today. */
static bool
read_date(const char *s, int64_t now, int64_t *seconds_r)
{
	struct tm tm = { .tm_mday = 0 };
	const char *end = strptime(s, "%a, %d %b %Y %H:%M:%S GMT", &tm);

	if (end == NULL || *end != '\0')
		return false;
	*seconds_r = (int64_t)timegm(&tm) - now;
	return true;
}

static bool
read_seconds(const char *s, int64_t *seconds_r)
{
	int64_t n = 0;

	if (*s == '\0' || strspn(s, "0123456789") != strlen(s))
		return false;
	for (; *s && n < LONGEST; s++)
		n = n * 10 + (*s - '0');
	*seconds_r = n;
	return true;
}

/* What Retry-After asks for (RFC 9110 10.2.3); 0: nothing. */
static unsigned
asked_for(const struct http_answer *a, int64_t now)
{
	struct span value;
	int64_t seconds = 0;
	char text[64];

	if (a == NULL || !http_answer_field(a, "Retry-After", &value) ||
	    value.n >= sizeof text || memchr(value.p, '\0', value.n))
		return 0;
	memcpy(text, value.p, value.n);
	text[value.n] = '\0';
	if (!read_seconds(text, &seconds) && !read_date(text, now, &seconds))
		return 0;
	if (seconds > LONGEST)
		seconds = LONGEST;
	return seconds > 0 ? (unsigned)seconds : 0;
}

bool
retry_next(struct retry *r, const struct http_answer *a, int64_t now,
	unsigned *seconds_r)
{
	unsigned steps = r->tries < DOUBLINGS ? r->tries : DOUBLINGS;
	unsigned wait = 1U << steps;

	r->asked = asked_for(a, now);
	r->tries++;
	if (r->asked)
		wait = r->asked << steps;
	if (wait > r->patience - r->waited)
		return false;
	r->waited += wait;
	*seconds_r = wait;
	return true;
}
