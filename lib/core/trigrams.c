#include "core/trigrams.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

/* So many slots for a group at least, so that one look finds most. */
#define ROOM 2

size_t
trigrams_count(size_t n)
{
	return n < 3 ? 0 : n - 2;
}

static bool
same(const uint32_t *a, const uint32_t *b)
{
	return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
}

/* The slot of the group at C, or the free one where it would be. */
static uint32_t *
slot(const struct trigrams *t, const uint32_t *c)
{
	uint64_t key = (uint64_t)c[0] << 42 | (uint64_t)c[1] << 21 | c[2];
	size_t i = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32);

	for (i &= t->mask; t->slots[i]; i = (i + 1) & t->mask)
		if (same(t->text->list + t->slots[i] - 1, c))
			break;
	return &t->slots[i];
}

void
trigrams_init(struct trigrams *t, const struct words *text)
{
	size_t i, n = trigrams_count(text->n), size = 1;

	while (size < ROOM * n + 1)
		size *= 2;
	*t = (struct trigrams){ .text = text, .mask = size - 1 };
	t->slots = buf_zalloc(size * sizeof(*t->slots));
	t->first = buf_zalloc((n + 1) * sizeof(*t->first));
	t->laid = buf_zalloc((n + 1) * sizeof(*t->laid));
	t->counted = buf_zalloc((n + 1) * sizeof(*t->counted));
	for (i = 0; i < n; i++) {
		uint32_t *s = slot(t, text->list + i);

		if (*s == 0)
			*s = (uint32_t)i + 1;
		t->first[i] = *s - 1;
	}
}

void
trigrams_deinit(struct trigrams *t)
{
	free(t->slots);
	free(t->first);
	free(t->laid);
	free(t->counted);
	*t = (struct trigrams){ 0 };
}

void
trigrams_lay(struct trigrams *t, const struct words *w, size_t begin,
	size_t end)
{
	size_t i, n = trigrams_count(end - begin);

	memset(t->laid, 0, trigrams_count(t->text->n) * sizeof(*t->laid));
	t->known = 0;
	for (i = 0; i < n; i++) {
		uint32_t s = *slot(t, w->list + begin + i);

		if (s) {
			t->laid[s - 1]++;
			t->known++;
		}
	}
}

size_t
trigrams_common(struct trigrams *t, size_t begin, size_t end)
{
	const uint32_t *first = t->first + begin;
	size_t i, n = trigrams_count(end - begin), common = 0;

	for (i = 0; i < n; i++)
		if (t->counted[first[i]] < t->laid[first[i]]) {
			t->counted[first[i]]++;
			common++;
		}
	for (i = 0; i < n; i++)
		t->counted[first[i]] = 0;
	return common;
}
