/* The links that one key signed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "registry/store.h"

struct signed_link {
	char *reseller;
	char *url;
};

struct signed_links {
	uint32_t key;
	struct signed_link *list;
	size_t n, cap;
};

static bool
is_signed_by(const struct registry_link *l, uint32_t key)
{
	const char *token = strrchr(l->url, '/');
	struct token t;

	/* Without keys nothing is genuine; what is in it is told. */
	return token && strcmp(l->source, "signed") == 0 &&
		token_verify(span_str(token + 1), "", "", NULL, &t) !=
		TOKEN_MALFORMED && t.key_id == key;
}

static int
collect(void *ctx, const struct registry_link *l)
{
	struct signed_links *all = ctx;

	if (l->revoked || !is_signed_by(l, all->key))
		return 0;
	if (all->n == all->cap) {
		all->cap = all->cap ? 2 * all->cap : 64;
		all->list = buf_grow(all->list, all->cap, sizeof *all->list);
	}
	all->list[all->n++] = (struct signed_link){ buf_strdup(l->reseller),
		buf_strdup(l->url) };
	return 0;
}

int
registry_link_revoke_signed(struct registry *r, uint32_t key,
	void (*fn)(void *ctx, const char *reseller, const char *url),
	void *ctx, struct err *err)
{
	struct signed_links all = { .key = key };
	char reason[40];
	int rc = registry_links(r, NULL, collect, &all, err);

	snprintf(reason, sizeof reason, "key %08x was revoked", key);
	for (size_t i = 0; i < all.n; i++) {
		if (rc == 0)
			rc = registry_link_revoke(r, all.list[i].reseller,
				all.list[i].url, reason, err);
		if (rc == 0 && fn)
			fn(ctx, all.list[i].reseller, all.list[i].url);
		free(all.list[i].reseller);
		free(all.list[i].url);
	}
	free(all.list);
	return rc;
}
