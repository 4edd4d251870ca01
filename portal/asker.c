#include "asker.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/token.h"

/* Keys of one programme: one a year, for a lifetime. */
#define KEYS_MAX 100

struct key_ring {
	struct token_key list[KEYS_MAX];
	size_t n;
};

static int
take_key(void *ctx, const struct registry_key *k)
{
	struct key_ring *ring = ctx;

	if (ring->n < KEYS_MAX)
		ring->list[ring->n++] = k->key;
	return 0;
}

struct row {
	const struct provider *provider;
	bool found, revoked;
	struct lapse lapse;
	char *reseller;
};

static int
take_row(void *ctx, const struct registry_link *l)
{
	struct row *row = ctx;

	row->found = true;
	lapse_of(row->provider, l->issued, l->expires, &row->lapse);
	row->revoked = l->revoked != NULL;
	row->reseller = buf_strdup(l->reseller);
	return 0;
}

static enum asker_link
standing(enum token_state token, const struct row *row)
{
	switch (token) {
	case TOKEN_GENUINE:
		break;
	case TOKEN_REVOKED_KEY:
		return ASKER_REVOKED;
	case TOKEN_UNKNOWN_KEY:
		return ASKER_FOREIGN;
	case TOKEN_MALFORMED: case TOKEN_FORGED:
		return ASKER_DAMAGED;
	}
	if (!row->found)
		return ASKER_UNKNOWN;
	return row->revoked ? ASKER_REVOKED :
		lapse_over(&row->lapse) ? ASKER_LAPSED : ASKER_GOOD;
}

static int
read_token(struct registry *r, const char *host, const char *prefix,
	const char *token, enum token_state *state_r, struct err *err)
{
	struct key_ring ring = { .n = 0 };
	struct token_keys keys = { ring.list, 0 };
	struct token t;

	if (registry_keys(r, take_key, &ring, err) < 0)
		return -1;
	keys.n = ring.n;
	*state_r = token_verify(span_str(token), host, prefix, &keys, &t);
	return 0;
}

static int
look_up(struct registry *r, const char *host, const char *path,
	struct row *row, struct err *err)
{
	struct buf url;
	int rc;

	buf_init(&url, LIMIT_URL);
	buf_printf(&url, "https://%s%s", host, path);
	rc = registry_link_find(r, buf_str(&url), take_row, row, err);
	buf_deinit(&url);
	return rc;
}

static int
judge(struct registry *r, const struct provider *p, const char *host,
	const char *prefix, const char *path, struct asker *a,
	struct err *err)
{
	struct row row = { .provider = p };
	enum token_state state;
	int rc = 0;

	if (read_token(r, host, prefix, path + strlen(prefix), &state,
	    err) < 0 || look_up(r, host, path, &row, err) < 0)
		return -1;
	a->link = standing(state, &row);
	a->lapse = row.lapse;
	if (row.found && (a->link == ASKER_GOOD || a->link == ASKER_LAPSED ||
	    a->link == ASKER_REVOKED))
		rc = registry_reseller_get(r, row.reseller, &a->who, err);
	free(row.reseller);
	return rc < 0 ? -1 : 0;
}

int
asker_find(struct registry *r, const struct config *c, const char *path,
	struct asker *a_r, struct err *err)
{
	*a_r = (struct asker){ .link = ASKER_NONE };
	for (size_t i = 0; i < c->providers.n; i++) {
		const struct provider *p = c->providers.list[i];
		const char *host;
		char *prefix;
		int rc;

		if (!p->signed_here ||
		    !provider_token_place(p, &host, &prefix))
			continue;
		rc = 1;
		if (strncmp(path, prefix, strlen(prefix)) == 0)
			rc = judge(r, p, host, prefix, path, a_r, err);
		free(prefix);
		if (rc <= 0)
			return rc;
	}
	return 0;
}

void
asker_deinit(struct asker *a)
{
	registry_reseller_deinit(&a->who);
}
