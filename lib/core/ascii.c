#include "core/ascii.h"

#include <string.h>

static const char *const dashes[] = {
	"\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92",
	"\xe2\x80\x93",				/* en dash */
	"\xe2\x80\x94", "\xe2\x80\x95",
	"\xe2\x88\x92",				/* minus sign */
	"\xef\xb9\x98", "\xef\xb9\xa3",		/* small forms */
};

static const char *const slashes[] = {
	"\xe2\x81\x84",			/* fraction */
	"\xe2\x88\x95",			/* division; Big5's */
	"\xe2\x95\xb1",			/* a box's diagonal; Big5's */
};

static size_t
one_of(struct span s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (span_starts(s, span_str(list[i])))
			return strlen(list[i]);
	return 0;
}

/* U+FF01 to U+FF5E stand for '!' to '~'. */
static unsigned char
narrow(struct span s)
{
	if (s.n < 3 || s.p[0] != 0xef)
		return '\0';
	if (s.p[1] == 0xbc && s.p[2] > 0x80 && s.p[2] <= 0xbf)
		return (unsigned char)(s.p[2] - 0x80 + ' ');
	if (s.p[1] == 0xbd && s.p[2] >= 0x80 && s.p[2] <= 0x9e)
		return (unsigned char)(s.p[2] - 0x80 + '`');
	return '\0';
}

size_t
ascii_meant(struct span s, unsigned char *meant_r)
{
	size_t n;

	if (s.n == 0 || s.p[0] < 0x80)
		return 0;
	*meant_r = '-';
	n = one_of(s, dashes, sizeof dashes / sizeof dashes[0]);
	if (n)
		return n;
	*meant_r = '/';
	n = one_of(s, slashes, sizeof slashes / sizeof slashes[0]);
	if (n)
		return n;
	*meant_r = narrow(s);
	return *meant_r ? 3 : 0;
}
