#include "import_check.h"

#include <stdlib.h>
#include <string.h>

#include "core/link.h"
#include "core/vouch.h"
#include "lender.h"

struct checking {
	const struct roster *r;
	const char *name;
	const struct providers *providers;
	struct key_records keys;
	struct faults *faults;
};

static void
fault(const struct checking *c, const struct roster_place *at,
	const char *text)
{
	faults_add(c->faults, c->name, at->line, at->column, "%s", text);
}

/* VALUE is written as the profile writes accounts. */
static void
check_account(const struct checking *c, const struct provider *p,
	const char *value, const struct roster_place *at)
{
	char *one = value ? provider_account(p, value) : NULL;

	if (value && (one == NULL || strcmp(one, value) != 0))
		faults_add(c->faults, c->name, at->line, at->column,
			"an account of %s is not written so%s%s", p->name,
			one ? ": write " : "", one ? one : "");
	free(one);
}

static const struct provider *
check_reseller(const struct checking *c, const struct roster_reseller *s)
{
	size_t provider = registry_field_find("provider");
	size_t account = registry_field_find("account");
	size_t indirect = registry_field_find("indirect");
	const struct provider *p = providers_find(c->providers,
		s->row.provider);

	if (p == NULL) {
		fault(c, &s->places[provider], "this provider has no profile; "
			"`provider list` shows those there are");
		return NULL;
	}
	check_account(c, p, s->row.account, &s->places[account]);
	check_account(c, p, s->row.indirect, &s->places[indirect]);
	return p;
}

/* A link of one's own programme says itself whose it is. */
static void
check_signed(const struct checking *c, const struct roster_reseller *s,
	const struct roster_link *l)
{
	unsigned char account[8];
	struct vouch v;

	token_account(s->row.account, account);
	vouch_find(span_str(l->row.url), &v);
	vouch_judge(&v, &c->keys);
	if (v.state != LINK_INTACT || v.revoked)
		faults_add(c->faults, c->name, l->at.line, l->at.column,
			"this link is not genuine: %s", v.how);
	else if (memcmp(account, v.facts.account, sizeof account) != 0)
		fault(c, &l->at, "this link was signed for another account");
	else if (l->row.serial != v.facts.serial || l->row.source == NULL ||
	    strcmp(l->row.source, "signed") != 0)
		faults_add(c->faults, c->name, l->at.line, l->at.column,
			"this link has `source signed` and `serial %u`",
			v.facts.serial);
	vouch_deinit(&v);
}

/* Only the current one goes out. */
static void
check_link(const struct checking *c, const struct provider *p,
	const struct roster_reseller *s, const struct roster_link *l)
{
	struct err err = { .kind = ERR_NONE };

	if (!l->row.current)
		return;
	if (lender_needed(&s->row, p)) {
		fault(c, &l->at, "a reseller under an indirect provider has "
			"no link of its own here, it sends its provider's");
		return;
	}
	if (link_accept(span_str(l->row.url), p, s->row.account,
	    s->row.indirect, &err) != 0)
		fault(c, &l->at, err.text);
	else if (p->signed_here)
		check_signed(c, s, l);
}

/* Links are in the order of the resellers. */
static void
check_all(const struct checking *c)
{
	const struct roster_reseller *s;
	const struct roster_link *l;
	const struct provider *p;
	size_t i, k = 0, n, n_links;

	s = roster_resellers(c->r, &n);
	l = roster_links(c->r, &n_links);
	for (i = 0; i < n; i++) {
		p = check_reseller(c, &s[i]);
		for (; k < n_links && strcmp(l[k].row.reseller,
		    s[i].row.name) == 0; k++)
			if (p)
				check_link(c, p, &s[i], &l[k]);
	}
}

/* The roster's word counts where the registry has the key too: it can only
 * revoke it. */
static void
collect_keys(struct checking *c, const struct token_keys *keys)
{
	const struct roster_key *list;
	size_t i, n;

	list = roster_keys(c->r, &n);
	c->keys.list = buf_zalloc((n + keys->n + 1) * sizeof *c->keys.list);
	for (i = 0; i < n; i++)
		c->keys.list[c->keys.n++].key = list[i].row.key;
	for (i = 0; i < keys->n; i++)
		c->keys.list[c->keys.n++].key = keys->keys[i];
}

void
import_check(const struct roster *r, const char *name,
	const struct providers *providers, const struct token_keys *keys,
	struct faults *faults)
{
	struct checking c = { .r = r, .name = name, .providers = providers,
		.faults = faults };

	collect_keys(&c, keys);
	check_all(&c);
	key_records_deinit(&c.keys);
}
