#ifndef LS_SYS_PROBLEMS_H
#define LS_SYS_PROBLEMS_H

/* What is wrong with a file, all of it, in the order of its lines. */

#include <stddef.h>

#include "core/buf.h"
#include "core/err.h"

struct problem {
	unsigned line;		/* 0: the file as a whole */
	char *text;
};

struct problems {
	struct problem *list;
	size_t n;
};

/* The same problem told twice counts once. */
void problems_add(struct problems *p, unsigned line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void problems_deinit(struct problems *p);

/* "PATH:LINE: text", a line each. */
void problems_print(const struct problems *p, const char *path,
	struct buf *out);

/* ERR_CONFIG with as many of the lines as fit, and how many more there are;
 * 0 when there are none. */
int problems_err(const struct problems *p, const char *path, struct err *err)
	ERR_CHECKED;

#endif
