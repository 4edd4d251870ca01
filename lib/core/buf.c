#include "core/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
must(void *p)
{
	if (p == NULL) {
		fputs("linkseal: out of memory\n", stderr);
		abort();
	}
	return p;
}

void *
buf_alloc(size_t n)
{
	return must(malloc(n ? n : 1));
}

void *
buf_zalloc(size_t n)
{
	return must(calloc(1, n ? n : 1));
}

void *
buf_grow(void *p, size_t n, size_t size)
{
	return must(reallocarray(p, n ? n : 1, size));
}

char *
buf_strdup(const char *s)
{
	return s ? must(strdup(s)) : NULL;
}

char *
buf_dup(struct span s)
{
	char *copy = buf_alloc(s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void
buf_deinit(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ .max = b->max };
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	b->over = false;
}

/* How much to hold for NEED bytes and their NUL: at least double, so that a
 * buffer that grows byte by byte is moved seldom. */
static size_t
next_cap(const struct buf *b, size_t need)
{
	size_t cap = b->cap > SIZE_MAX / 2 ? SIZE_MAX : b->cap * 2;

	if (cap < 64)
		cap = 64;
	if (b->max < SIZE_MAX && cap > b->max + 1)
		cap = b->max + 1;
	return cap > need ? cap : need + 1;
}

bool
buf_reserve(struct buf *b, size_t n)
{
	if (b->over || n > b->max - b->n) {
		b->over = true;
		return false;
	}
	if (n < b->cap - b->n)
		return true;
	b->cap = next_cap(b, b->n + n);
	b->p = buf_grow(b->p, b->cap, 1);
	return true;
}

void
buf_add_str(struct buf *b, const char *s)
{
	buf_add(b, span_str(s));
}

/* What does not fit into the room that is there is made once more. */
void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	size_t room;
	int n;

	if (!buf_reserve(b, 0))
		return;
	room = b->cap - b->n;
	va_start(ap, fmt);
	n = vsnprintf((char *)b->p + b->n, room, fmt, ap);
	va_end(ap);
	if (n <= 0 || !buf_reserve(b, (size_t)n))
		return;
	if ((size_t)n >= room) {
		va_start(ap, fmt);
		vsnprintf((char *)b->p + b->n, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->n += (size_t)n;
}

bool
buf_ok(const struct buf *b)
{
	return !b->over;
}

struct span
buf_span(const struct buf *b)
{
	return (struct span){ b->p, b->n };
}

const char *
buf_str(struct buf *b)
{
	if (b->p == NULL)
		return "";
	b->p[b->n] = '\0';
	return (const char *)b->p;
}

char *
buf_take(struct buf *b)
{
	char *s;

	if (b->p == NULL)
		return buf_strdup("");
	b->p[b->n] = '\0';
	s = (char *)b->p;
	*b = (struct buf){ .max = b->max };
	return s;
}
