#include "registry/roster_data.h"
#include "registry/store.h"

static int
add_reseller(void *ctx, const struct registry_reseller *row)
{
	struct roster *r = ctx;
	struct roster_reseller *s = roster_add(&r->resellers, sizeof *s);
	size_t i;

	s->row = *row;
	s->row.name = roster_keep(r, row->name);
	for (i = 0; i < REGISTRY_FIELDS; i++)
		*registry_field(&s->row, i) = roster_keep(r,
			*registry_field(&s->row, i));
	return 0;
}

static int
add_sender(void *ctx, const struct registry_sender *row)
{
	struct roster *r = ctx;
	struct roster_sender *s = roster_add(&r->senders, sizeof *s);

	s->row.reseller = roster_keep(r, row->reseller);
	s->row.kind = g_string_chunk_insert_const(r->text, row->kind);
	s->row.value = roster_keep(r, row->value);
	return 0;
}

static int
add_link(void *ctx, const struct registry_link *row)
{
	struct roster *r = ctx;
	struct roster_link *l = roster_add(&r->links, sizeof *l);

	l->row = *row;
	l->row.reseller = roster_keep(r, row->reseller);
	l->row.url = roster_keep(r, row->url);
	l->row.source = g_string_chunk_insert_const(r->text, row->source);
	l->row.issued = roster_keep(r, row->issued);
	l->row.expires = roster_keep(r, row->expires);
	l->row.revoked = roster_keep(r, row->revoked);
	l->row.reason = roster_keep(r, row->reason);
	return 0;
}

static int
add_key(void *ctx, const struct registry_key *row)
{
	struct roster *r = ctx;
	struct roster_key *k = roster_add(&r->keys, sizeof *k);

	k->row.key = row->key;
	k->row.created = roster_keep(r, row->created);
	k->row.revoked = roster_keep(r, row->revoked);
	return 0;
}

static int
add_spent(void *ctx, const struct store_value *c)
{
	struct roster *r = ctx;
	struct roster_spent *s = roster_add(&r->spent, sizeof *s);

	s->provider = roster_keep(r, c[0].text);
	s->account = roster_keep(r, c[1].text);
	s->next = (uint32_t)c[2].number;
	return 0;
}

static int
load(struct registry *registry, struct roster *r, struct err *err)
{
	if (registry_resellers(registry, add_reseller, r, err) != 0 ||
	    registry_senders(registry, NULL, add_sender, r, err) != 0 ||
	    registry_links(registry, NULL, add_link, r, err) != 0 ||
	    registry_keys(registry, add_key, r, err) != 0 ||
	    store_query(registry, "SELECT provider, account, next FROM serials",
		NULL, 0, add_spent, r, err) != 0)
		return -1;
	roster_sort(r);
	return 0;
}

/* Without a batch, a transaction that only reads. */
int
roster_load(struct registry *registry, struct roster **r_r, struct err *err)
{
	struct roster *r = roster_new();
	int rc = 0;

	if (!registry->batch)
		rc = registry->ops->begin(registry->store, false, err);
	if (rc == 0) {
		rc = load(registry, r, err);
		if (!registry->batch)
			registry->ops->rollback(registry->store);
	}
	if (rc == 0)
		*r_r = r;
	else
		roster_free(&r);
	return rc;
}
