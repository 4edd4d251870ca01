#ifndef LS_CORE_BUF_H
#define LS_CORE_BUF_H

/*
 * The only way bytes grow. Every buffer has a maximum, given when it is made:
 * what would go past it is not added, nor is anything after it, and the buffer
 * remembers. So a writer adds freely and asks once, at the end, with buf_ok().
 *
 * Running out of memory aborts, as GLib does: a filter that cannot allocate
 * cannot keep its promise, and the MTA then defers the mail.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/span.h"

struct buf {
	unsigned char *p;
	size_t n;
	size_t cap;
	size_t max;
	bool over;		/* something did not fit */
};

/* Makes b empty; it will never hold more than MAX bytes. */
void buf_init(struct buf *b, size_t max);

/* Frees what b holds and leaves it empty; a zeroed buf is fine. */
void buf_deinit(struct buf *b);

/* Forgets the content, keeps the memory, clears `over`. */
void buf_reset(struct buf *b);

/* Appends; what would pass the maximum is left out and `over` set. */
void buf_add(struct buf *b, struct span s);
void buf_add_byte(struct buf *b, unsigned char c);
void buf_add_str(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* False when anything was refused since buf_init or buf_reset. */
bool buf_ok(const struct buf *b) __attribute__((warn_unused_result));

/* Borrowed until b is changed or freed. */
struct span buf_span(const struct buf *b);

/* The content as a C string; borrowed until b is changed or freed. */
const char *buf_str(struct buf *b);

/* Hands the content over as a C string, leaves b empty; the caller frees. */
char *buf_take(struct buf *b);

/* malloc and friends that abort when memory is gone. N items of SIZE bytes;
 * a product that overflows aborts too. */
void *buf_alloc(size_t n);
void *buf_zalloc(size_t n);
void *buf_grow(void *p, size_t n, size_t size);
char *buf_strdup(const char *s);	/* NULL gives NULL */

#endif
