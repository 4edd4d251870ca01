#include "login.h"

#include <stdbool.h>
#include <stddef.h>

#include "core/buf.h"

static bool
is_sendmail(const char *version)
{
	return version && version[0] >= '0' && version[0] <= '9';
}

/* xtext has capitals only. */
static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that "+HH" at S stands for; -1: it is none. No string holds 0. */
static int
xtext_byte(const char *s)
{
	int byte;

	if (s[0] != '+' || hex(s[1]) < 0 || hex(s[2]) < 0)
		return -1;
	byte = hex(s[1]) * 16 + hex(s[2]);
	return byte ? byte : -1;
}

char *
login_read(const char *macro, const char *version)
{
	char *login, *to;

	if (macro == NULL || macro[0] == '\0')
		return NULL;
	login = to = buf_strdup(macro);
	if (!is_sendmail(version))
		return login;
	while (*macro) {
		int byte = xtext_byte(macro);

		*to++ = byte < 0 ? *macro : (char)byte;
		macro += byte < 0 ? 1 : 3;
	}
	*to = '\0';
	return login;
}
