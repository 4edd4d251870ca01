#ifndef LS_SYS_LOG_H
#define LS_SYS_LOG_H

/*
 * To stderr (foreground, commands) or syslog (daemon). errno is kept. Foreign
 * text goes through edits_quote() before it comes here; secrets never come.
 */

#include <stdbool.h>

/* NAME appears before each line. With TO_SYSLOG lines go to LOG_MAIL, else to
 * stderr. VERBOSE lets log_debug through. Not thread-safe; call it first. */
void log_init(const char *name, bool to_syslog, bool verbose);

void log_warn(const char *fmt, ...)	/* adds ": strerror(errno)" */
	__attribute__((format(printf, 1, 2)));
void log_warnx(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
