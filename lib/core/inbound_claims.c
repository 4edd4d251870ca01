#include "core/inbound_claims.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

void
inbound_claims_deinit(struct inbound_claims *c)
{
	free(c->list);
	free(c->resellers);
	*c = (struct inbound_claims){ 0 };
}

/* Without a name no header of the message can name it. */
static struct reseller
as_issued(const struct inbound_link *l)
{
	const struct reseller *p = l->partner;

	return (struct reseller){
		.name = "", .display = "",
		.provider = l->provider,
		.account = p ? p->account : "",
		.indirect = p ? p->indirect : NULL,
		.locale = "en",
		.link = l->issued,
	};
}

void
inbound_claims_add(struct inbound_claims *c, const struct inbound_link *l)
{
	if (l->issued == NULL)
		return;
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->list[i].issued.link, l->issued) == 0)
			return;
	c->list = buf_grow(c->list, c->n + 1, sizeof *c->list);
	c->list[c->n++] = (struct inbound_claim){ as_issued(l), l };
}

struct facts
inbound_claims_facts(struct inbound_claims *c, const struct facts *f)
{
	struct facts own = *f;

	free(c->resellers);
	c->resellers = buf_zalloc((c->n + 1) * sizeof *c->resellers);
	for (size_t i = 0; i < c->n; i++)
		c->resellers[i] = &c->list[i].issued;
	own.resellers = c->resellers;
	own.n_resellers = c->n;
	own.locked = NULL;
	return own;
}

const struct inbound_link *
inbound_claims_find(const struct inbound_claims *c,
	const struct reseller *whose)
{
	for (size_t i = 0; i < c->n; i++)
		if (whose == &c->list[i].issued)
			return c->list[i].link;
	return NULL;
}
