#include "registry/snapshot_borrow.h"

bool
snapshot_borrows(const struct reseller *r)
{
	return r->provider && r->indirect &&
		r->provider->indirect == PROVIDER_INDIRECT_BORROWED;
}

static const struct reseller *
lender_of(const struct snapshot *s, const struct reseller *r)
{
	char *key = g_strconcat(r->provider->name, " ", r->indirect, NULL);
	const struct snapshot_entry *e = g_hash_table_lookup(s->by_account,
		key);

	g_free(key);
	/* A chain has no end that could be trusted. */
	return e && !e->r.unfit && !e->r.borrower && !snapshot_borrows(&e->r) ?
		&e->r : NULL;
}

static void
lend(const struct snapshot *s, struct reseller *r)
{
	const struct reseller *lender = lender_of(s, r);

	r->borrower = r->account;
	r->account = r->indirect;
	r->indirect = NULL;
	if (lender == NULL)
		return;
	/* The relationship becomes the provider's, so the letter names it. */
	r->display = lender->display;
	r->link = lender->link;
	r->lapses = lender->lapses;
	r->lapse_time = lender->lapse_time;
	r->earlier = lender->earlier;
	r->n_earlier = lender->n_earlier;
	r->revoked = lender->revoked;
}

void
snapshot_lend(struct snapshot *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (snapshot_borrows(&s->entries[i].r))
			lend(s, &s->entries[i].r);
}
