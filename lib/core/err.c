#include "core/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static const int exit_status[] = {
	[ERR_NONE] = EX_OK,
	[ERR_USAGE] = EX_USAGE,
	[ERR_DATA] = EX_DATAERR,
	[ERR_NO_INPUT] = EX_NOINPUT,
	[ERR_NOT_FOUND] = EX_DATAERR,
	[ERR_EXISTS] = EX_DATAERR,
	[ERR_LIMIT] = EX_DATAERR,
	[ERR_UNAVAILABLE] = EX_UNAVAILABLE,
	[ERR_BUG] = EX_SOFTWARE,
	[ERR_OS] = EX_OSERR,
	[ERR_IO] = EX_IOERR,
	[ERR_TEMP] = EX_TEMPFAIL,
	[ERR_PROTOCOL] = EX_PROTOCOL,
	[ERR_NO_PERM] = EX_NOPERM,
	[ERR_CONFIG] = EX_CONFIG,
};

/* A cut inside a UTF-8 character would show as a broken one: drop its
 * beginning too. */
static void
cut_at_character(char *text, size_t max)
{
	size_t n = strlen(text);

	if (n < max)
		return;
	while (n && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n && (unsigned char)text[n - 1] >= 0xC0)
		n--;
	text[n] = '\0';
}

int
err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
{
	va_list ap;

	err->kind = kind;
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof err->text, fmt, ap);
	va_end(ap);
	cut_at_character(err->text, ERR_TEXT_MAX);
	return -1;
}

int
err_prefix(struct err *err, const char *fmt, ...)
{
	char old[sizeof err->text];
	va_list ap;
	size_t n;

	memcpy(old, err->text, sizeof old);
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof err->text, fmt, ap);
	va_end(ap);
	n = strlen(err->text);
	snprintf(err->text + n, sizeof err->text - n, ": %s", old);
	cut_at_character(err->text, ERR_TEXT_MAX);
	return -1;
}

int
err_exit_status(enum err_kind kind)
{
	return exit_status[kind];
}
