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

/* Room for N more bytes and a NUL; false, and `over` set, when that passes the
 * maximum. Never more room than the maximum needs. */
bool buf_reserve(struct buf *b, size_t n);

/* Appends; what would pass the maximum is left out and `over` set. These two
 * are inline: mail is copied byte by byte in many places. */
static inline void
buf_add(struct buf *b, struct span s)
{
	if (s.n == 0 || ((b->over || s.n >= b->cap - b->n) &&
	    !buf_reserve(b, s.n)))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

/* The same with one byte. */
static inline void
buf_add_byte(struct buf *b, unsigned char c)
{
	if ((!b->over && b->cap - b->n > 1) || buf_reserve(b, 1))
		b->p[b->n++] = c;
}

/* The same with a C string, and with what printf makes. */
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

/* A C string of the bytes, cut at nothing; the caller frees it. Bytes after a
 * NUL stay in the copy but are beyond the reach of C string functions, so use
 * this for text that was checked. */
char *buf_dup(struct span s);

#endif
