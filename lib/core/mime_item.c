#include "core/mime_item.h"

#include <string.h>

#include "core/buf.h"

unsigned
mime_item_depth(const struct mime *mime, size_t parent)
{
	return parent == SPAN_NONE ? 0 : mime->items[parent].part.depth + 1;
}

/* As IMAP counts (RFC 9051 6.4.5). */
static void
set_number(const struct mime *mime, struct mime_part *part, size_t ordinal)
{
	static const char deep[] = "…";
	const char *above = part->parent == SPAN_NONE ? "" :
		mime->items[part->parent].part.number;
	char digits[24];
	size_t at = sizeof digits, n = strlen(above);

	digits[--at] = '\0';
	do
		digits[--at] = (char)('0' + ordinal % 10);
	while ((ordinal /= 10) > 0);
	if (n)
		digits[--at] = '.';
	if (n + sizeof digits - at > sizeof part->number ||
	    strcmp(above, deep) == 0) {
		memcpy(part->number, deep, sizeof deep);
		return;
	}
	memcpy(part->number, above, n);
	memcpy(part->number + n, digits + at, sizeof digits - at);
}

struct mime_item *
mime_item_add(struct mime *mime, size_t parent, size_t ordinal)
{
	struct mime_item *item;

	if (mime->n == mime->cap) {
		mime->cap = mime->cap ? mime->cap * 2 : 4;
		mime->items = buf_grow(mime->items, mime->cap,
			sizeof *mime->items);
	}
	item = &mime->items[mime->n++];
	*item = (struct mime_item){ 0 };
	item->part.parent = parent;
	item->part.depth = mime_item_depth(mime, parent);
	set_number(mime, &item->part, ordinal);
	return item;
}

void
mime_item_forget(struct mime *mime)
{
	mime->n = 0;
	mime->plain = false;
}

const char *
mime_item_word(struct mime *mime, struct span s)
{
	char *word;

	if (s.p == NULL)
		return NULL;
	word = arena_string(&mime->words, s);
	for (char *c = word; *c; c++)
		*c = (char)span_lower((unsigned char)*c);
	return word;
}
