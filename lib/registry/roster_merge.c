#include "registry/roster_merge.h"

#include <string.h>

#include "registry/merging.h"
#include "registry/roster_merge_keys.h"
#include "registry/roster_merge_links.h"
#include "registry/roster_put.h"

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Those that the roster does not name; their accounts and links are then free
 * for others. */
static int
remove_others(struct merging *m, struct err *err)
{
	const struct roster_reseller *list;
	size_t i, n;

	list = roster_resellers(m->have, &n);
	for (i = 0; i < n && m->replace; i++) {
		if (g_hash_table_contains(m->wanted, list[i].row.name))
			continue;
		if (registry_reseller_remove(m->r, list[i].row.name,
		    err) != 0)
			return -1;
		merging_tell(m, list[i].row.name, "- reseller %s",
			list[i].row.name);
		m->counts->resellers.removed++;
	}
	return 0;
}

/* Who has the account of S now, and goes on having it. */
static const char *
owner_of(struct merging *m, const struct roster_reseller *s)
{
	char *key = g_strconcat(s->row.provider, " ", s->row.account, NULL);
	const char *owner = g_hash_table_lookup(m->accounts, key);

	g_free(key);
	return owner && merging_stays(m, owner) ? owner : NULL;
}

static int
add_reseller(struct merging *m, const struct roster_reseller *s,
	struct err *err)
{
	const char *owner = owner_of(m, s);
	size_t account = registry_field_find("account");

	if (owner) {
		merging_fault(m, &s->places[account], "the account belongs to "
			"reseller %s", owner);
		return 0;
	}
	merging_tell(m, s->row.name, "+ reseller %s (%s, %s account %s)",
		s->row.name, s->row.display, s->row.provider, s->row.account);
	m->counts->resellers.added++;
	return roster_put_reseller(m->r, &s->row, false, err);
}

/* The first field that differs and may; faults for those that may not. */
static bool
differs(struct merging *m, const struct roster_reseller *have,
	const struct roster_reseller *want)
{
	struct registry_reseller a = have->row, b = want->row;
	const struct roster_place *at;
	bool changed = false;
	size_t i;

	for (i = 0; i < REGISTRY_FIELDS; i++) {
		const char *was = *registry_field(&a, i);
		const char *is = *registry_field(&b, i);

		if (same(was, is) || strcmp(registry_fields[i].name,
		    "added") == 0)
			continue;
		changed = true;
		merging_tell(m, a.name, "~ reseller %s %s: %s -> %s", a.name,
			registry_fields[i].name, was ? was : "none",
			is ? is : "none");
		at = is ? &want->places[i] : &want->at;
		if (registry_fields[i].fixed)
			merging_fault(m, at, "%s of %s is %s, and stays so: "
				"links were issued for it; add another "
				"reseller", registry_fields[i].name, a.name,
				was ? was : "not set");
	}
	return changed;
}

static int
merge_reseller(struct merging *m, const struct roster_reseller *want,
	struct err *err)
{
	const struct roster_reseller *have = g_hash_table_lookup(m->resellers,
		want->row.name);

	if (have == NULL)
		return add_reseller(m, want, err);
	if (!differs(m, have, want))
		return 0;
	m->counts->resellers.changed++;
	return roster_put_reseller(m->r, &want->row, true, err);
}

static int
merge_resellers(struct merging *m, struct err *err)
{
	const struct roster_reseller *list;
	size_t i, n;

	list = roster_resellers(m->want, &n);
	for (i = 0; i < n; i++)
		if (merge_reseller(m, &list[i], err) != 0)
			return -1;
	return 0;
}

static int
add_sender(struct merging *m, const struct registry_sender *s,
	struct err *err)
{
	merging_tell(m, s->reseller, "+ sender %s %s %s", s->reseller,
		s->kind, s->value);
	m->counts->senders.added++;
	return roster_put_sender(m->r, s, err);
}

static int
drop_sender(struct merging *m, const struct registry_sender *s,
	struct err *err)
{
	if (!g_hash_table_contains(m->wanted, s->reseller))
		return 0;
	merging_tell(m, s->reseller, "- sender %s %s %s", s->reseller,
		s->kind, s->value);
	m->counts->senders.removed++;
	return roster_drop_sender(m->r, s, err);
}

/* Both are in the same order: side by side. */
static int
merge_senders(struct merging *m, struct err *err)
{
	size_t i = 0, k = 0, n_have, n_want;
	const struct roster_sender *have = roster_senders(m->have, &n_have);
	const struct roster_sender *want = roster_senders(m->want, &n_want);
	int order, rc = 0;

	while (rc == 0 && (i < n_have || k < n_want)) {
		order = i == n_have ? 1 : k == n_want ? -1 :
			roster_compare_senders(&have[i].row, &want[k].row);
		if (order < 0)
			rc = drop_sender(m, &have[i].row, err);
		else if (order > 0)
			rc = add_sender(m, &want[k].row, err);
		i += order <= 0;
		k += order >= 0;
	}
	return rc;
}

static int
merge_spent(struct merging *m, struct err *err)
{
	const struct roster_spent *list;
	size_t i, n;

	list = roster_spent(m->want, &n);
	for (i = 0; i < n; i++)
		if (roster_put_spent(m->r, &list[i], err) != 0)
			return -1;
	return 0;
}

static void
index_all(struct merging *m)
{
	const struct roster_reseller *list;
	size_t i, n;

	list = roster_resellers(m->have, &n);
	for (i = 0; i < n; i++) {
		g_hash_table_insert(m->resellers, list[i].row.name,
			(void *)&list[i]);
		g_hash_table_insert(m->accounts, g_strconcat(
			list[i].row.provider, " ", list[i].row.account, NULL),
			list[i].row.name);
	}
	list = roster_resellers(m->want, &n);
	for (i = 0; i < n; i++)
		g_hash_table_add(m->wanted, list[i].row.name);
}

/* After faults go on, to find the others: the batch is given up at its end. */
static int
merge_all(struct merging *m, struct err *err)
{
	index_all(m);
	if (remove_others(m, err) != 0 || merge_keys(m, err) != 0 ||
	    merge_resellers(m, err) != 0 || merge_links(m, err) != 0 ||
	    merge_signed(m, err) != 0 || merge_senders(m, err) != 0 ||
	    merge_spent(m, err) != 0)
		return -1;
	if (m->failed)
		*err = m->why;
	return m->failed ? -1 : 0;
}

int
roster_merge(struct registry *r, const struct roster *want, const char *name,
	bool replace, struct roster_counts *counts, struct buf *told,
	struct faults *faults, struct err *err)
{
	struct merging m = { .r = r, .want = want, .name = name,
		.replace = replace, .counts = counts, .told = told,
		.faults = faults };
	struct roster *have;
	int rc;

	memset(counts, 0, sizeof *counts);
	if (roster_load(r, &have, err) != 0)
		return -1;
	m.have = have;
	m.resellers = g_hash_table_new(g_str_hash, g_str_equal);
	m.wanted = g_hash_table_new(g_str_hash, g_str_equal);
	m.accounts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		NULL);
	rc = merge_all(&m, err);
	g_hash_table_destroy(m.resellers);
	g_hash_table_destroy(m.wanted);
	g_hash_table_destroy(m.accounts);
	roster_free(&have);
	return rc;
}
