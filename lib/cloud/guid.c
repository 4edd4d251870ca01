#include "cloud/guid.h"

#include <string.h>

#define FORM "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"

static bool
is_hex(unsigned char c)
{
	return c != '\0' && strchr("0123456789abcdefABCDEF", c) != NULL;
}

bool
guid_is(struct span s)
{
	if (s.n != strlen(FORM))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (FORM[i] == '-' ? s.p[i] != '-' : !is_hex(s.p[i]))
			return false;
	return true;
}

bool
guid_fold(const char *s, char out[GUID_SIZE])
{
	if (s == NULL || !guid_is(span_str(s)))
		return false;
	for (size_t i = 0; i < GUID_SIZE; i++)
		out[i] = (char)span_lower((unsigned char)s[i]);
	return true;
}
