#include "registry/roster_merge_links.h"

#include <string.h>

#include "registry/roster_put.h"

/* What of the registry's links matters here. */
struct known {
	GHashTable *by_url;
	GHashTable *wanted;	/* addresses that the roster names */
	GHashTable *current;	/* of a reseller: its current link */
	GHashTable *serials;	/* of a reseller: the last one in use */
};

static const char *
state(const struct registry_link *l)
{
	return l->current ? "current" : l->revoked ? "revoked" : "earlier";
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static uint32_t
last_serial(const struct known *k, const char *reseller)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(k->serials, reseller));
}

static void
use_serial(struct known *k, const struct registry_link *l)
{
	if (l->serial > last_serial(k, l->reseller))
		g_hash_table_insert(k->serials, l->reseller,
			GUINT_TO_POINTER(l->serial));
}

static void
learn(struct merging *m, struct known *k)
{
	const struct roster_link *list;
	size_t i, n;

	list = roster_links(m->have, &n);
	for (i = 0; i < n; i++) {
		if (!merging_stays(m, list[i].row.reseller))
			continue;
		g_hash_table_insert(k->by_url, list[i].row.url,
			(void *)&list[i]);
		use_serial(k, &list[i].row);
		if (list[i].row.current)
			g_hash_table_insert(k->current, list[i].row.reseller,
				(void *)&list[i]);
	}
	list = roster_links(m->want, &n);
	for (i = 0; i < n; i++) {
		use_serial(k, &list[i].row);
		g_hash_table_add(k->wanted, list[i].row.url);
	}
}

/* What an issued link is does not change, only whether it counts. */
static bool
facts_hold(struct merging *m, const struct roster_link *have,
	const struct roster_link *want)
{
	const struct registry_link *a = &have->row, *b = &want->row;

	if (strcmp(a->reseller, b->reseller) != 0)
		merging_fault(m, &want->at, "this link was issued for %s",
			a->reseller);
	else if ((b->serial && a->serial != b->serial) ||
	    (b->source && strcmp(a->source, b->source) != 0) ||
	    (b->issued && strcmp(a->issued, b->issued) != 0))
		merging_fault(m, &want->at, "the registry has this link as "
			"serial %u, %s %s, which does not change", a->serial,
			a->source, a->issued);
	else if (a->revoked && b->revoked == NULL &&
	    strcmp(a->source, "signed") == 0)
		merging_fault(m, &want->at, "a signed link that was revoked "
			"never comes back");
	else
		return true;
	return false;
}

static int
change(struct merging *m, const struct registry_link *was,
	const struct registry_link *is, struct err *err)
{
	if (same(was->expires, is->expires))
		merging_tell(m, was->reseller, "~ link %s: %s -> %s %s",
			was->reseller, state(was), state(is), was->url);
	else
		merging_tell(m, was->reseller, "~ link %s: %s -> %s until %s "
			"%s", was->reseller, state(was), state(is),
			is->expires, was->url);
	m->counts->links.changed++;
	return roster_put_link(m->r, is, true, err);
}

static bool
is_as(const struct registry_link *a, const struct registry_link *b)
{
	return a->current == b->current && same(a->revoked, b->revoked) &&
		same(a->reason, b->reason) && same(a->expires, b->expires);
}

/* First what ceases to be current: a reseller has one. */
static int
merge_known(struct merging *m, const struct known *k, bool current,
	struct err *err)
{
	const struct roster_link *list, *have;
	struct registry_link l;
	size_t i, n;

	list = roster_links(m->want, &n);
	for (i = 0; i < n; i++) {
		have = g_hash_table_lookup(k->by_url, list[i].row.url);
		if (have == NULL || list[i].row.current != current)
			continue;
		l = list[i].row;
		if (l.expires == NULL)	/* the text does not say */
			l.expires = have->row.expires;
		if (facts_hold(m, have, &list[i]) && !is_as(&have->row, &l) &&
		    change(m, &have->row, &l, err) != 0)
			return -1;
	}
	return 0;
}

/* The registry's current link, of which the roster says nothing but that
 * another is current now. */
static int
retire(struct merging *m, const struct known *k,
	const struct registry_link *new, struct err *err)
{
	const struct roster_link *old = g_hash_table_lookup(k->current,
		new->reseller);
	struct registry_link l;

	if (old == NULL || strcmp(old->row.url, new->url) == 0 ||
	    g_hash_table_contains(k->wanted, old->row.url))
		return 0;
	l = old->row;
	l.current = false;
	return change(m, &old->row, &l, err);
}

static int
retire_all(struct merging *m, const struct known *k, struct err *err)
{
	const struct roster_link *list;
	size_t i, n;

	list = roster_links(m->want, &n);
	for (i = 0; i < n; i++)
		if (list[i].row.current && retire(m, k, &list[i].row,
		    err) != 0)
			return -1;
	return 0;
}

static int
add_new(struct merging *m, struct known *k, struct err *err)
{
	const struct roster_link *list;
	struct registry_link l;
	size_t i, n;

	list = roster_links(m->want, &n);
	for (i = 0; i < n; i++) {
		if (g_hash_table_contains(k->by_url, list[i].row.url))
			continue;
		l = list[i].row;
		if (l.source == NULL)
			l.source = (char *)"pasted";
		if (l.serial == 0)
			l.serial = last_serial(k, l.reseller) + 1;
		use_serial(k, &l);
		merging_tell(m, l.reseller, "+ link %s (%s) %s", l.reseller,
			state(&l), l.url);
		m->counts->links.added++;
		if (roster_put_link(m->r, &l, false, err) != 0)
			return err_prefix(err, "%s:%u:%u", m->name,
				list[i].at.line, list[i].at.column);
	}
	return 0;
}

int
merge_links(struct merging *m, struct err *err)
{
	struct known k = {
		.by_url = g_hash_table_new(g_str_hash, g_str_equal),
		.wanted = g_hash_table_new(g_str_hash, g_str_equal),
		.current = g_hash_table_new(g_str_hash, g_str_equal),
		.serials = g_hash_table_new(g_str_hash, g_str_equal),
	};
	int rc = -1;

	learn(m, &k);
	if (merge_known(m, &k, false, err) == 0 &&
	    retire_all(m, &k, err) == 0 &&
	    merge_known(m, &k, true, err) == 0)
		rc = add_new(m, &k, err);
	g_hash_table_destroy(k.by_url);
	g_hash_table_destroy(k.wanted);
	g_hash_table_destroy(k.current);
	g_hash_table_destroy(k.serials);
	return rc;
}
