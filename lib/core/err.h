#ifndef LS_CORE_ERR_H
#define LS_CORE_ERR_H

/*
 * The one error idiom. The caller owns a struct err; a function that can fail
 * takes it last, returns -1 and fills it in, or returns 0 and leaves it alone.
 * The text is for a person: what is wrong, where, what to do. It never holds a
 * secret, and text that came from a stranger is escaped by whoever adds it.
 */

#include <stddef.h>

/* Two bytes short of a line that syslog and SMTP replies carry whole. */
#define ERR_TEXT_MAX 766

enum err_kind {
	ERR_NONE,
	ERR_USAGE,		/* the command line is wrong */
	ERR_DATA,		/* wrong input: message, CSV, template, URL */
	ERR_NO_INPUT,		/* an input file is missing or unreadable */
	ERR_NOT_FOUND,		/* a name that the registry does not hold */
	ERR_EXISTS,		/* a name that the registry holds already */
	ERR_LIMIT,		/* a limit of limits.h was passed */
	ERR_UNAVAILABLE,	/* a server can't be reached */
	ERR_BUG,		/* an invariant of ours is broken */
	ERR_OS,			/* the operating system refused */
	ERR_IO,			/* reading or writing failed */
	ERR_TEMP,		/* try again later */
	ERR_PROTOCOL,		/* a peer broke its protocol */
	ERR_NO_PERM,		/* not allowed; a login was refused */
	ERR_CONFIG,		/* the configuration is wrong */
};

struct err {
	enum err_kind kind;
	char text[ERR_TEXT_MAX + 1];
};

/* Fills in ERR and returns -1, so that `return err_set(…)` reads well. A text
 * that is too long is cut at a character, never inside one. */
int err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts "PREFIX: " before the text, for "FILE:LINE" and the like; returns -1. */
int err_prefix(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The sysexits(3) status of a kind; EX_OK for ERR_NONE. */
int err_exit_status(enum err_kind kind);

#define ERR_CHECKED __attribute__((warn_unused_result))

#endif
