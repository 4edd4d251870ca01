#include "core/ascii.h"

#include <string.h>

static const char *const dashes[] = {
	"\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92",
	"\xe2\x80\x93",				/* en dash */
	"\xe2\x80\x94", "\xe2\x80\x95",
	"\xe2\x88\x92",				/* minus sign */
	"\xef\xb9\x98", "\xef\xb9\xa3",		/* small forms */
};

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
	if (s.n == 0 || s.p[0] < 0x80)
		return 0;
	for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
		if (span_starts(s, span_str(dashes[i]))) {
			*meant_r = '-';
			return strlen(dashes[i]);
		}
	*meant_r = narrow(s);
	return *meant_r ? 3 : 0;
}
