#include "keys.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

/* FNV-1a: the strings are addresses of the sender's own list. */
static uint64_t
hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h ^ h >> 32;
}

/* Where S is, or would be. */
static struct key *
slot(const struct keys *k, const char *s)
{
	size_t at = hash(s) & (k->size - 1);

	while (k->slots[at].s != NULL && strcmp(k->slots[at].s, s) != 0)
		at = (at + 1) & (k->size - 1);
	return &k->slots[at];
}

static void
grow(struct keys *k)
{
	struct keys old = *k;
	size_t i;

	k->size = old.size == 0 ? 64 : 2 * old.size;
	k->slots = buf_zalloc(k->size * sizeof(*k->slots));
	for (i = 0; i < old.size; i++)
		if (old.slots[i].s != NULL)
			*slot(k, old.slots[i].s) = old.slots[i];
	free(old.slots);
}

void
keys_deinit(struct keys *k)
{
	free(k->slots);
	*k = (struct keys){ NULL, 0, 0 };
}

size_t
keys_find(const struct keys *k, const char *s)
{
	const struct key *found;

	if (k->n == 0)
		return KEYS_NONE;
	found = slot(k, s);
	return found->s == NULL ? KEYS_NONE : found->number;
}

void
keys_add(struct keys *k, const char *s, size_t number)
{
	if (2 * (k->n + 1) > k->size)
		grow(k);
	*slot(k, s) = (struct key){ s, number };
	k->n++;
}
