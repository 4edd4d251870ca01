#include "sys/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

/* syslog(3) and journald take lines of about this length whole. */
#define LOG_LINE_MAX 4096

/* Where lines go is a fact of the process, like its standard streams. */
static struct {
	const char *name;
	bool to_syslog;
	bool verbose;
} target = { .name = "linkseal" };

void
log_init(const char *name, bool to_syslog, bool verbose)
{
	target.name = name;
	target.to_syslog = to_syslog;
	target.verbose = verbose;
	if (to_syslog)
		openlog(name, LOG_PID, LOG_MAIL);
}

/* Control characters would let a stranger play with the reader's terminal. */
static void
put_line(int priority, char *line)
{
	for (char *p = line; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			*p = '?';
	if (target.to_syslog)
		syslog(priority, "%s", line);
	else
		fprintf(stderr, "%s: %s\n", target.name, line);
}

/* WITH: an errno to tell in words, or 0. Several lines, such as all errors of
 * a configuration, are logged one by one. */
static void __attribute__((format(printf, 3, 0)))
put(int priority, int with, const char *fmt, va_list ap)
{
	char line[LOG_LINE_MAX];
	char *rest, *next;
	int saved = errno;
	size_t n;

	vsnprintf(line, sizeof line, fmt, ap);
	n = strlen(line);
	if (with)
		snprintf(line + n, sizeof line - n, ": %s", strerror(with));
	for (rest = line; (next = strsep(&rest, "\n")) != NULL; )
		if (*next)
			put_line(priority, next);
	errno = saved;
}

void
log_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(LOG_WARNING, errno, fmt, ap);
	va_end(ap);
}

void
log_warnx(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(LOG_WARNING, 0, fmt, ap);
	va_end(ap);
}

void
log_info(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(LOG_INFO, 0, fmt, ap);
	va_end(ap);
}

void
log_debug(const char *fmt, ...)
{
	va_list ap;

	if (!target.verbose)
		return;
	va_start(ap, fmt);
	put(LOG_DEBUG, 0, fmt, ap);
	va_end(ap);
}
