#ifndef LS_REGISTRY_ROSTER_DATA_H
#define LS_REGISTRY_ROSTER_DATA_H

/* What a roster holds, for those who fill one: roster_read.c and
 * roster_load.c. */

#include <glib.h>

#include "registry/roster.h"

struct roster {
	GStringChunk *text;
	struct roster_list resellers, senders, links, keys, spent;
};

/* A new item at the end, all zero; good until the next one. */
void *roster_add(struct roster_list *list, size_t size);

/* A copy that lives as long as R; NULL gives NULL. */
char *roster_keep(struct roster *r, const char *text);

/* Brings all lists into their order. */
void roster_sort(struct roster *r);

/* The order of senders within a reseller, which is also that of
 * registry_senders: first by kind, then by value. */
int roster_compare_senders(const struct registry_sender *a,
	const struct registry_sender *b);

#endif
