#include "registry/snapshot_data.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "registry/sender.h"

void
snapshot_group_free(void *p)
{
	struct snapshot_group *g = p;

	if (g->list != &g->first)
		free(g->list);
	free(g);
}

char *
snapshot_token_key(const struct provider *p, const unsigned char account[8])
{
	GString *key = g_string_new(p->name);

	g_string_append_c(key, ' ');
	for (int i = 0; i < 8; i++)
		g_string_append_printf(key, "%02x", account[i]);
	return g_string_free(key, FALSE);
}

struct snapshot *
snapshot_new(struct config *c)
{
	struct snapshot *s = buf_zalloc(sizeof *s);
	int i;

	atomic_init(&s->references, 1);
	s->config = config_ref(c);
	s->text = g_string_chunk_new(64 * 1024);
	s->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	s->by_account = g_hash_table_new(g_str_hash, g_str_equal);
	s->by_token = g_hash_table_new(g_str_hash, g_str_equal);
	s->by_link = g_hash_table_new(g_str_hash, g_str_equal);
	s->revoked = g_hash_table_new(g_str_hash, g_str_equal);
	for (i = 0; i < SNAPSHOT_KINDS; i++)
		s->senders[i] = g_hash_table_new_full(g_str_hash, g_str_equal,
			NULL, snapshot_group_free);
	return s;
}

static void
snapshot_free(struct snapshot *s)
{
	int i;

	for (i = 0; i < SNAPSHOT_KINDS; i++)
		g_hash_table_destroy(s->senders[i]);
	g_hash_table_destroy(s->revoked);
	g_hash_table_destroy(s->by_link);
	g_hash_table_destroy(s->by_token);
	g_hash_table_destroy(s->by_account);
	g_hash_table_destroy(s->by_name);
	g_string_chunk_free(s->text);
	config_unref(&s->config);
	locked_texts_free(&s->locked);
	free(s->earlier);
	free(s->earlier_revoked);
	free(s->entries);
	free(s->key_list);
	free(s);
}

struct snapshot *
snapshot_ref(struct snapshot *s)
{
	atomic_fetch_add(&s->references, 1);
	return s;
}

void
snapshot_unref(struct snapshot **s)
{
	if (*s && atomic_fetch_sub(&(*s)->references, 1) == 1)
		snapshot_free(*s);
	*s = NULL;
}

static const char *
owner(void *ctx, const struct provider *p, const char *account)
{
	const struct reseller *r = snapshot_account(ctx, p, account);

	return r ? r->name : NULL;
}

static void
fill_in(const struct snapshot *s, const struct reseller *const *resellers,
	size_t n, struct facts *f)
{
	const struct providers *p = &s->config->providers;

	*f = (struct facts){
		.resellers = resellers,
		.n_resellers = n,
		.providers = (const struct provider *const *)p->list,
		.n_providers = p->n,
		.keys = &s->keys,
		.settings = &s->config->settings,
		.now = time(NULL),
		.locked = s->locked,
		.owner = owner,
		.owner_ctx = (void *)s,
	};
}

/* The address itself, else its domain (RFC 5321 2.3.11: after the '@'). */
static const struct snapshot_group *
by_envelope(const struct snapshot *s, const char *from)
{
	char *address = sender_fold_address(span_str(from));
	const struct snapshot_group *g = NULL;

	if (address) {
		g = g_hash_table_lookup(s->senders[SNAPSHOT_ADDRESS],
			address);
		if (g == NULL)
			g = g_hash_table_lookup(s->senders[SNAPSHOT_DOMAIN],
				strrchr(address, '@') + 1);
	}
	free(address);
	return g;
}

void
snapshot_sender(const struct snapshot *s, const char *login, const char *from,
	bool trusted, struct facts *f)
{
	const struct snapshot_group *g = NULL;

	if (login && *login)
		g = g_hash_table_lookup(s->senders[SNAPSHOT_LOGIN], login);
	else if (trusted && from)
		g = by_envelope(s, from);
	fill_in(s, g ? g->list : NULL, g ? g->n : 0, f);
}

static const struct snapshot_entry *
entry_in(GHashTable *table, const char *key)
{
	const struct snapshot_entry *e = g_hash_table_lookup(table, key);

	return e && !e->r.unfit ? e : NULL;
}

bool
snapshot_reseller(const struct snapshot *s, const char *name, struct facts *f)
{
	const struct snapshot_entry *e = entry_in(s->by_name, name);

	fill_in(s, e ? &e->self : NULL, e ? 1 : 0, f);
	return e != NULL;
}

void
snapshot_nobody(const struct snapshot *s, struct facts *f)
{
	fill_in(s, NULL, 0, f);
}

const struct reseller *
snapshot_account(const struct snapshot *s, const struct provider *p,
	const char *account)
{
	char *key = g_strconcat(p->name, " ", account, NULL);
	const struct snapshot_entry *e = entry_in(s->by_account, key);

	g_free(key);
	return e ? e->self : NULL;
}

const struct reseller *
snapshot_token(const struct snapshot *s, const struct provider *p,
	const unsigned char account[8])
{
	char *key = snapshot_token_key(p, account);
	const struct snapshot_entry *e = entry_in(s->by_token, key);

	g_free(key);
	return e ? e->self : NULL;
}

const struct reseller *
snapshot_link(const struct snapshot *s, const char *url)
{
	const struct snapshot_entry *e = entry_in(s->by_link, url);

	return e ? e->self : NULL;
}

const char *
snapshot_revoked(const struct snapshot *s, const char *url)
{
	return g_hash_table_lookup(s->revoked, url);
}

size_t
snapshot_count(const struct snapshot *s)
{
	return s->n - s->n_unfit;
}
