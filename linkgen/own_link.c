#include "own_link.h"

#include <stdlib.h>

#include "keyfile.h"
#include "registry/lapse.h"

struct signer {
	struct registry *r;
	const struct registry_reseller *s;
	const char *host;
	char *prefix;
	struct keyfile *key;
	const struct provider *provider;
};

struct current {
	const struct provider *provider;
	uint32_t serial;	/* 0: there is none that lives */
	char *url;
};

static int
take_current(void *ctx, const struct registry_link *l)
{
	struct current *c = ctx;
	struct lapse lapse;

	if (!l->current)
		return 0;
	lapse_of(c->provider, l->issued, l->expires, &lapse);
	if (!lapse_over(&lapse)) {
		c->serial = l->serial;
		c->url = buf_strdup(l->url);
	}
	return 1;
}

static int
take_active(void *ctx, const struct registry_key *k)
{
	if (k->key.state != TOKEN_KEY_ACTIVE)
		return 0;
	*(struct token_key *)ctx = k->key;
	return 1;
}

static int
read_active(struct registry *r, const char *directory, struct keyfile **k_r,
	struct err *err)
{
	struct token_key key;
	int found = registry_keys(r, take_active, &key, err);

	if (found == 0)
		return err_set(err, ERR_NOT_FOUND, "there is no key to sign "
			"with; `linkseal-linkgen key generate` makes one");
	return found == 1 ? keyfile_read(directory, &key, k_r, err) : -1;
}

static void
sign(const struct signer *g, uint32_t serial, struct buf *url)
{
	struct token t = { .key_id = g->key->key.id, .serial = serial };

	token_account(g->s->account, t.account);
	token_issue(&t, g->host, g->prefix, g->key->secret, url);
}

/* The current link when signing it again gives its very bytes, else the one
 * with the next serial. */
static int
sign_and_set(const struct signer *g, const struct current *c, struct buf *url,
	struct err *err)
{
	uint32_t serial;

	if (c->serial) {
		sign(g, c->serial, url);
		if (span_eq_str(buf_span(url), c->url))
			return 0;
		buf_reset(url);
	}
	if (registry_link_next(g->r, g->s->name, &serial, err) != 0)
		return -1;
	sign(g, serial, url);
	if (!buf_ok(url))
		return err_set(err, ERR_LIMIT, "the link would be longer than "
			"a line of mail holds: own_host \"%.100s\" is too "
			"long", g->host);
	return registry_link_sign(g->r, g->s->name, buf_str(url), serial,
		err);
}

static int
issue_or_keep(const struct signer *g, struct buf *url, struct err *err)
{
	struct current c = { .provider = g->provider };
	int rc = registry_links(g->r, g->s->name, take_current, &c, err);

	if (rc >= 0)
		rc = sign_and_set(g, &c, url, err);
	free(c.url);
	return rc;
}

int
own_link_issue(struct registry *r, const char *keys,
	const struct registry_reseller *s, const struct provider *p,
	struct buf *url, struct err *err)
{
	struct signer g = { .r = r, .s = s, .provider = p };
	int rc = -1;

	if (!provider_token_place(p, &g.host, &g.prefix))
		return err_set(err, ERR_CONFIG, "provider %s has no address "
			"for its links yet: set own_host in linkseal.conf to "
			"the host of your programme", p->name);
	if (read_active(r, keys, &g.key, err) == 0) {
		rc = issue_or_keep(&g, url, err);
		keyfile_free(&g.key);
	}
	free(g.prefix);
	return rc;
}
