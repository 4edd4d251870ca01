#include "core/offsets.h"

#include <stdlib.h>

#include "core/buf.h"

void
offsets_init(struct offsets *o)
{
	*o = (struct offsets){ 0 };
}

void
offsets_reserve(struct offsets *o, size_t n)
{
	if (n <= o->cap)
		return;
	o->cap = n;
	o->runs = buf_grow(o->runs, o->cap, sizeof *o->runs);
}

void
offsets_deinit(struct offsets *o)
{
	free(o->runs);
	*o = (struct offsets){ 0 };
}

void
offsets_add(struct offsets *o, size_t n, size_t src_begin, size_t src_end,
	bool identity)
{
	struct offsets_run *last = o->n ? &o->runs[o->n - 1] : NULL;

	if (n == 0)
		return;
	if (identity && last != NULL && last->identity &&
	    last->src_end == src_begin) {
		last->src_end = src_end;
		o->shown += n;
		return;
	}
	if (o->n == o->cap)
		offsets_reserve(o, o->cap ? o->cap * 2 : 64);
	o->runs[o->n++] = (struct offsets_run){
		o->shown, src_begin, src_end, identity
	};
	o->shown += n;
}

/* Index of the run that holds the shown byte AT; there must be one. */
static size_t
run_at(const struct offsets *o, size_t at)
{
	size_t low = 0;
	size_t high = o->n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (o->runs[middle].shown <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static size_t
run_end(const struct offsets *o, size_t i)
{
	return i + 1 < o->n ? o->runs[i + 1].shown : o->shown;
}

/* Source range of the part of run I that lies in shown [begin, end). */
static void
clip(const struct offsets *o, size_t i, size_t begin, size_t end,
	size_t *src_begin_r, size_t *src_end_r)
{
	const struct offsets_run *run = &o->runs[i];

	*src_begin_r = run->src_begin;
	*src_end_r = run->src_end;
	if (!run->identity)
		return;
	if (begin > run->shown)
		*src_begin_r += begin - run->shown;
	if (end < run_end(o, i))
		*src_end_r -= run_end(o, i) - end;
}

static void
place(const struct offsets *o, size_t at, size_t *src_begin_r,
	size_t *src_end_r)
{
	size_t src_begin = 0;
	size_t src_end = 0;

	if (o->n && at < o->shown) {
		clip(o, run_at(o, at), at, at + 1, &src_begin, &src_end);
		src_end = src_begin;
	} else if (o->n) {
		src_end = o->runs[o->n - 1].src_end;
	}
	*src_begin_r = *src_end_r = src_end;
}

void
offsets_source(const struct offsets *o, size_t begin, size_t end,
	size_t *src_begin_r, size_t *src_end_r)
{
	size_t i;

	if (end > o->shown)
		end = o->shown;
	if (begin >= end) {
		place(o, begin, src_begin_r, src_end_r);
		return;
	}
	i = run_at(o, begin);
	clip(o, i, begin, end, src_begin_r, src_end_r);
	/* HTML may show things in another order than they stand in. */
	for (i++; i < o->n && o->runs[i].shown < end; i++) {
		size_t src_begin, src_end;

		clip(o, i, begin, end, &src_begin, &src_end);
		if (src_begin < *src_begin_r)
			*src_begin_r = src_begin;
		if (src_end > *src_end_r)
			*src_end_r = src_end;
	}
}
