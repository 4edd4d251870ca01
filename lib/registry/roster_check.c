#include "registry/roster_check.h"

#include <string.h>

#include "core/limits.h"

struct checking {
	const char *name;
	struct faults *faults;
};

static void
fault(const struct checking *c, const struct roster_place *at,
	const char *what, const char *which)
{
	faults_add(c->faults, c->name, at->line, at->column, "%s%s%s", what,
		which ? ": " : "", which ? which : "");
}

/* TABLE has KEY already: the second one is the fault. */
static bool
is_first(GHashTable *table, const char *key, void *item)
{
	if (g_hash_table_contains(table, key))
		return false;
	g_hash_table_insert(table, (char *)key, item);
	return true;
}

static void
check_needed(const struct checking *c, struct roster_reseller *s)
{
	if (s->row.display == NULL)
		fault(c, &s->at, "this reseller has no display", s->row.name);
	if (s->row.provider == NULL)
		fault(c, &s->at, "this reseller has no provider",
			s->row.name);
	if (s->row.account == NULL)
		fault(c, &s->at, "this reseller has no account", s->row.name);
	if (s->row.locale == NULL)
		s->row.locale = (char *)"en";
}

static void
check_resellers(const struct checking *c, struct roster *r)
{
	GHashTable *accounts = g_hash_table_new(g_str_hash, g_str_equal);
	struct roster_reseller *list = r->resellers.items, *s;
	char *key;
	size_t i;

	for (i = 0; i < r->resellers.n; i++) {
		s = &list[i];
		check_needed(c, s);
		if (i > 0 && strcmp(s->row.name, list[i - 1].row.name) == 0)
			fault(c, &s->at, "this reseller stands there twice",
				s->row.name);
		if (s->row.provider == NULL || s->row.account == NULL)
			continue;
		key = g_strconcat(s->row.provider, " ", s->row.account, NULL);
		if (!is_first(accounts, g_string_chunk_insert(r->text, key),
		    s))
			fault(c, &s->at, "another reseller has that account",
				s->row.account);
		g_free(key);
	}
	g_hash_table_destroy(accounts);
}

static void
check_senders(const struct checking *c, const struct roster *r)
{
	const struct roster_sender *list = r->senders.items;
	size_t i;

	for (i = 1; i < r->senders.n; i++)
		if (roster_compare_senders(&list[i].row,
		    &list[i - 1].row) == 0)
			fault(c, &list[i].at, "this sender stands there twice",
				list[i].row.value);
}

/* A revoked link says when, and nothing else says it. */
static void
check_state(const struct checking *c, const struct roster_link *l)
{
	if (l->taken_back != (l->row.revoked != NULL))
		fault(c, &l->at, "a revoked link has state revoked and a line "
			"revoked that says when", NULL);
	if (l->row.reason && l->row.revoked == NULL)
		fault(c, &l->at, "a reason belongs to a link that was "
			"revoked, and when", NULL);
}

static void
check_links(const struct checking *c, const struct roster *r)
{
	GHashTable *urls = g_hash_table_new(g_str_hash, g_str_equal);
	const struct roster_link *list = r->links.items, *l, *current = NULL;
	size_t i;

	for (i = 0; i < r->links.n; i++) {
		l = &list[i];
		check_state(c, l);
		if (!is_first(urls, l->row.url, (void *)l))
			fault(c, &l->at, "this link stands there twice", NULL);
		if (current && strcmp(current->row.reseller,
		    l->row.reseller) != 0)
			current = NULL;
		if (current && l->row.current)
			fault(c, &l->at, "a reseller has one current link; "
				"write state earlier below the others", NULL);
		else if (l->row.current)
			current = l;
		if (i > 0 && l->row.serial &&
		    l->row.serial == list[i - 1].row.serial &&
		    strcmp(l->row.reseller, list[i - 1].row.reseller) == 0)
			fault(c, &l->at, "another link of the reseller has "
				"this serial", NULL);
	}
	g_hash_table_destroy(urls);
}

static bool
is_zero(const unsigned char public[TOKEN_PUBLIC])
{
	static const unsigned char none[TOKEN_PUBLIC];

	return memcmp(public, none, sizeof none) == 0;
}

static void
check_keys(const struct checking *c, const struct roster *r)
{
	const struct roster_key *list = r->keys.items, *active = NULL;
	size_t i;

	if (r->keys.n > LIMIT_KEY_RECORDS)
		fault(c, &list[LIMIT_KEY_RECORDS].at, "no programme has so "
			"many keys", NULL);
	for (i = 0; i < r->keys.n; i++) {
		if (is_zero(list[i].row.key.public))
			fault(c, &list[i].at, "a key wants a line public",
				NULL);
		if (i > 0 && list[i].row.key.id == list[i - 1].row.key.id)
			fault(c, &list[i].at, "this key stands there twice",
				NULL);
		if (list[i].row.revoked &&
		    list[i].row.key.state != TOKEN_KEY_REVOKED)
			fault(c, &list[i].at, "a key that was revoked has "
				"state revoked", NULL);
		if (list[i].row.key.state != TOKEN_KEY_ACTIVE)
			continue;
		if (active)
			fault(c, &list[i].at, "there is one active key at a "
				"time", NULL);
		active = &list[i];
	}
}

static void
check_spent(const struct checking *c, const struct roster *r)
{
	const struct roster_spent *list = r->spent.items;
	size_t i;

	for (i = 0; i < r->spent.n; i++) {
		if (list[i].account == NULL || list[i].next == 0)
			fault(c, &list[i].at, "here belong the lines account "
				"and next", NULL);
	}
}

void
roster_check(struct roster *r, const char *name, struct faults *faults)
{
	struct checking c = { name, faults };

	check_resellers(&c, r);
	check_senders(&c, r);
	check_links(&c, r);
	check_keys(&c, r);
	check_spent(&c, r);
}
