#include "registry/roster.h"

#include <stdlib.h>
#include <string.h>

#include "registry/roster_data.h"

struct roster *
roster_new(void)
{
	struct roster *r = buf_zalloc(sizeof *r);

	r->text = g_string_chunk_new(64 * 1024);
	return r;
}

void
roster_free(struct roster **r)
{
	if (*r == NULL)
		return;
	g_string_chunk_free((*r)->text);
	free((*r)->resellers.items);
	free((*r)->senders.items);
	free((*r)->links.items);
	free((*r)->keys.items);
	free((*r)->spent.items);
	free(*r);
	*r = NULL;
}

void *
roster_add(struct roster_list *list, size_t size)
{
	void *item;

	if (list->n == list->cap) {
		list->cap = list->cap ? 2 * list->cap : 16;
		list->items = buf_grow(list->items, list->cap, size);
	}
	item = (char *)list->items + list->n++ * size;
	memset(item, 0, size);
	return item;
}

char *
roster_keep(struct roster *r, const char *text)
{
	return text ? g_string_chunk_insert(r->text, text) : NULL;
}

const struct roster_reseller *
roster_resellers(const struct roster *r, size_t *n_r)
{
	*n_r = r->resellers.n;
	return r->resellers.items;
}

const struct roster_sender *
roster_senders(const struct roster *r, size_t *n_r)
{
	*n_r = r->senders.n;
	return r->senders.items;
}

const struct roster_link *
roster_links(const struct roster *r, size_t *n_r)
{
	*n_r = r->links.n;
	return r->links.items;
}

const struct roster_key *
roster_keys(const struct roster *r, size_t *n_r)
{
	*n_r = r->keys.n;
	return r->keys.items;
}

const struct roster_spent *
roster_spent(const struct roster *r, size_t *n_r)
{
	*n_r = r->spent.n;
	return r->spent.items;
}

/* Of two that are the same by name the one further down comes second. */
static int
by_place(const struct roster_place *a, const struct roster_place *b)
{
	return (a->line > b->line) - (a->line < b->line);
}

static int
compare_resellers(const void *a, const void *b)
{
	const struct roster_reseller *x = a, *y = b;
	int order = strcmp(x->row.name, y->row.name);

	return order ? order : by_place(&x->at, &y->at);
}

int
roster_compare_senders(const struct registry_sender *a,
	const struct registry_sender *b)
{
	int order = strcmp(a->reseller, b->reseller);

	if (order == 0)
		order = strcmp(a->kind, b->kind);
	return order ? order : strcmp(a->value, b->value);
}

static int
compare_senders(const void *a, const void *b)
{
	const struct roster_sender *x = a, *y = b;
	int order = roster_compare_senders(&x->row, &y->row);

	return order ? order : by_place(&x->at, &y->at);
}

/* Those without a serial will get the next ones, in the order of the text. */
static int
compare_links(const void *a, const void *b)
{
	const struct roster_link *x = a, *y = b;
	int order = strcmp(x->row.reseller, y->row.reseller);
	uint32_t s = x->row.serial - 1, t = y->row.serial - 1;

	if (order == 0)
		order = (s > t) - (s < t);
	return order ? order : by_place(&x->at, &y->at);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct roster_key *x = a, *y = b;
	uint32_t s = x->row.key.id, t = y->row.key.id;

	return s != t ? (s > t) - (s < t) : by_place(&x->at, &y->at);
}

static int
compare_spent(const void *a, const void *b)
{
	const struct roster_spent *x = a, *y = b;
	int order = strcmp(x->provider, y->provider);

	if (order == 0)		/* a text may leave the account out */
		order = g_strcmp0(x->account, y->account);
	return order ? order : by_place(&x->at, &y->at);
}

static void
sort(struct roster_list *list, size_t size,
	int (*compare)(const void *, const void *))
{
	if (list->n > 0)
		qsort(list->items, list->n, size, compare);
}

void
roster_sort(struct roster *r)
{
	sort(&r->resellers, sizeof(struct roster_reseller),
		compare_resellers);
	sort(&r->senders, sizeof(struct roster_sender), compare_senders);
	sort(&r->links, sizeof(struct roster_link), compare_links);
	sort(&r->keys, sizeof(struct roster_key), compare_keys);
	sort(&r->spent, sizeof(struct roster_spent), compare_spent);
}
