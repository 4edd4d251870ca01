#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/link.h"
#include "registry/lapse.h"
#include "registry/snapshot_borrow.h"
#include "registry/snapshot_data.h"
#include "registry/store.h"
#include "sys/locked_files.h"

static const char *const kinds[SNAPSHOT_KINDS] = {
	[SNAPSHOT_LOGIN] = "login",
	[SNAPSHOT_ADDRESS] = "address",
	[SNAPSHOT_DOMAIN] = "domain",
};

/* What the row functions share while a snapshot is made. */
struct loading {
	struct snapshot *s;
	struct buf *warnings;
	size_t cap;		/* of entries */
	size_t cap_earlier;
	size_t cap_keys;
	struct snapshot_entry *last;	/* the reseller of the row before */
};

static const char *
keep(struct snapshot *s, const char *text)
{
	return text ? g_string_chunk_insert(s->text, text) : NULL;
}

/* Room for one more of N items in a list of *CAP. */
static void *
room(void *list, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return list;
	*cap = *cap ? *cap * 2 : 64;
	return buf_grow(list, *cap, size);
}

/* Its senders stay known, so that the guard refuses to let their mail pass
 * unguarded; nobody else gets to see it. */
__attribute__((format(printf, 3, 4)))
static void
set_unfit(struct loading *l, struct snapshot_entry *e, const char *fmt, ...)
{
	char why[ERR_TEXT_MAX + 1];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof why, fmt, ap);
	va_end(ap);
	e->r.unfit = keep(l->s, why);
	l->s->n_unfit++;
	buf_printf(l->warnings, "mail of reseller %s can't be guarded and "
		"waits: %s\n", e->r.name, why);
}

static int
add_reseller(void *ctx, const struct registry_reseller *row)
{
	struct loading *l = ctx;
	struct snapshot *s = l->s;
	const struct provider *p = providers_find(&s->config->providers,
		row->provider);

	s->entries = room(s->entries, s->n, &l->cap, sizeof *s->entries);
	s->entries[s->n++] = (struct snapshot_entry){
		.r.name = keep(s, row->name),
		.r.display = keep(s, row->display),
		.r.provider = p,
		.r.account = keep(s, row->account),
		.r.indirect = keep(s, row->indirect),
		.r.locale = keep(s, row->locale),
		.r.settings = config_settings(s->config, row->name),
	};
	if (p == NULL)
		set_unfit(l, &s->entries[s->n - 1], "provider \"%s\" has no "
			"profile; `linkseal-linkgen provider list` shows those "
			"there are", row->provider);
	return 0;
}

/* Rows come sorted by reseller, so the one before is nearly always right. */
static struct snapshot_entry *
entry_of(struct loading *l, const char *name)
{
	if (l->last == NULL || strcmp(l->last->r.name, name) != 0)
		l->last = g_hash_table_lookup(l->s->by_name, name);
	return l->last;
}

static void
set_current(struct loading *l, struct snapshot_entry *e, const char *url,
	const struct registry_link *row)
{
	struct err why = { .kind = ERR_NONE };
	struct lapse lapse;

	lapse_of(e->r.provider, row->issued, row->expires, &lapse);
	e->r.link = url;
	e->r.lapses = lapse.at;
	e->r.lapse_time = lapse.at ? keep(l->s, lapse.time) : NULL;
	if (link_accept(span_str(url), e->r.provider, e->r.account,
	    e->r.indirect, &why) == 0)
		return;
	set_unfit(l, e, "its link no longer fits profile %s: %s; issue it "
		"anew", e->r.provider->name, why.text);
}

/* "2026-11-21 (the contract ended)"; NULL: it was not. */
static char *
why_revoked(struct loading *l, const struct registry_link *row)
{
	char text[LIMIT_REASON + 20];

	if (row->revoked == NULL)
		return NULL;
	snprintf(text, sizeof text, "%.10s%s%s%s", row->revoked,
		row->reason ? " (" : "", row->reason ? row->reason : "",
		row->reason ? ")" : "");
	return g_string_chunk_insert_const(l->s->text, text);
}

static void
add_earlier(struct loading *l, struct snapshot_entry *e, const char *url,
	const char *revoked)
{
	struct snapshot *s = l->s;
	size_t cap = l->cap_earlier;

	s->earlier = room(s->earlier, s->n_earlier, &cap, sizeof *s->earlier);
	s->earlier_revoked = room(s->earlier_revoked, s->n_earlier,
		&l->cap_earlier, sizeof *s->earlier_revoked);
	s->earlier[s->n_earlier] = url;
	s->earlier_revoked[s->n_earlier++] = revoked;
	e->r.n_earlier++;
}

static int
add_link(void *ctx, const struct registry_link *row)
{
	struct loading *l = ctx;
	struct snapshot *s = l->s;
	struct snapshot_entry *e = entry_of(l, row->reseller);
	char *url;

	/* Links from before it came under a provider are no longer its. */
	if (e == NULL || e->r.provider == NULL || snapshot_borrows(&e->r))
		return 0;
	url = g_string_chunk_insert(s->text, row->url);
	g_hash_table_insert(s->by_link, url, e);
	if (row->current)
		set_current(l, e, url, row);
	else
		add_earlier(l, e, url, why_revoked(l, row));
	if (row->revoked)
		g_hash_table_insert(s->revoked, url, why_revoked(l, row));
	return 0;
}

static void
group_add(struct snapshot_group *g, const struct reseller *r)
{
	const struct reseller **list = g->list;

	if (list == &g->first) {
		list = buf_alloc(2 * sizeof *list);
		list[0] = g->first;
	} else {
		list = buf_grow(list, g->n + 1, sizeof *list);
	}
	list[g->n++] = r;
	g->list = list;
}

static void
allow(struct snapshot *s, enum snapshot_kind kind, const char *value,
	const struct reseller *r)
{
	struct snapshot_group *g = g_hash_table_lookup(s->senders[kind], value);

	if (g) {
		group_add(g, r);
		return;
	}
	g = buf_alloc(sizeof *g);
	*g = (struct snapshot_group){ .list = &g->first, .n = 1, .first = r };
	g_hash_table_insert(s->senders[kind],
		g_string_chunk_insert(s->text, value), g);
}

static int
add_sender(void *ctx, const struct registry_sender *row)
{
	struct loading *l = ctx;
	struct snapshot_entry *e = entry_of(l, row->reseller);
	enum snapshot_kind kind;

	if (e == NULL)
		return 0;
	for (kind = SNAPSHOT_LOGIN; kind < SNAPSHOT_KINDS; kind++)
		if (strcmp(row->kind, kinds[kind]) == 0)
			allow(l->s, kind, row->value, &e->r);
	return 0;
}

static int
add_key(void *ctx, const struct registry_key *row)
{
	struct loading *l = ctx;
	struct snapshot *s = l->s;

	s->key_list = room(s->key_list, s->keys.n, &l->cap_keys,
		sizeof *s->key_list);
	s->key_list[s->keys.n++] = row->key;
	s->keys.keys = s->key_list;
	return 0;
}

static void
index_names(struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		s->entries[i].self = &s->entries[i].r;
		g_hash_table_insert(s->by_name, (char *)s->entries[i].r.name,
			&s->entries[i]);
	}
}

/* Links came in the order of the resellers, and so do their slices. */
static void
hand_out_earlier(struct snapshot *s)
{
	size_t i, at = 0;

	for (i = 0; i < s->n; i++) {
		if (s->entries[i].r.n_earlier) {
			s->entries[i].r.earlier = s->earlier + at;
			s->entries[i].r.revoked = s->earlier_revoked + at;
		}
		at += s->entries[i].r.n_earlier;
	}
}

static void
index_token(struct snapshot *s, struct snapshot_entry *e)
{
	unsigned char account[8];
	char *key;

	token_account(e->r.account, account);
	key = snapshot_token_key(e->r.provider, account);
	g_hash_table_insert(s->by_token, g_string_chunk_insert(s->text, key),
		e);
	g_free(key);
}

static void
index_accounts(struct snapshot *s)
{
	const struct reseller *r;
	size_t i;
	char *key;

	for (i = 0; i < s->n; i++) {
		r = &s->entries[i].r;
		if (r->provider == NULL)
			continue;
		key = g_strconcat(r->provider->name, " ", r->account, NULL);
		g_hash_table_insert(s->by_account,
			g_string_chunk_insert(s->text, key), &s->entries[i]);
		g_free(key);
		if (r->provider->signed_here)
			index_token(s, &s->entries[i]);
	}
}

static int
read_all(struct registry *r, struct loading *l, struct err *err)
{
	if (registry_resellers(r, add_reseller, l, err) != 0)
		return -1;
	index_names(l->s);
	if (registry_links(r, NULL, add_link, l, err) != 0)
		return -1;
	hand_out_earlier(l->s);
	index_accounts(l->s);
	snapshot_lend(l->s);
	if (registry_senders(r, NULL, add_sender, l, err) != 0)
		return -1;
	return registry_keys(r, add_key, l, err);
}

int
snapshot_load(struct registry *r, struct config *c, struct snapshot **s_r,
	struct buf *warnings, struct err *err)
{
	struct loading l = { .s = snapshot_new(c), .warnings = warnings };
	int rc = 0;

	if (r && (rc = r->ops->begin(r->store, false, err)) == 0) {
		rc = read_all(r, &l, err);
		r->ops->rollback(r->store);
	}
	if (rc != 0) {
		snapshot_unref(&l.s);
		return -1;
	}
	*s_r = l.s;
	return 0;
}

/* A reseller to whom the locked block matters; or NULL. */
static const struct reseller *
strict_one(const struct snapshot *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		const struct reseller *r = &s->entries[i].r;

		if (r->unfit == NULL &&
		    r->provider->rule == PROVIDER_STRICT)
			return r;
	}
	return NULL;
}

int
snapshot_load_locked(struct snapshot *s, struct err *err)
{
	const struct reseller *r = strict_one(s);

	if (r == NULL || s->locked != NULL ||
	    locked_files_read(s->config->templates, &s->locked, err) == 0)
		return 0;
	return err_prefix(err, "profile %s of reseller %s guards the locked "
		"text, which can't be read: install the templates, or set "
		"`templates` in linkseal.conf to their directory",
		r->provider->name, r->name);
}
