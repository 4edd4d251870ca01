#include "receive.h"

static const struct reseller *
by_name(const void *ctx, const char *name)
{
	struct facts f;

	return snapshot_reseller(ctx, name, &f) ? f.resellers[0] : NULL;
}

static const struct reseller *
by_link(const void *ctx, const char *url)
{
	return snapshot_link(ctx, url);
}

static const struct reseller *
by_token(const void *ctx, const struct provider *p,
	const unsigned char account[8])
{
	return snapshot_token(ctx, p, account);
}

static const char *
revoked(const void *ctx, const char *url)
{
	return snapshot_revoked(ctx, url);
}

void
receive_facts(const struct config *c, const struct snapshot *s,
	struct inbound *in_r)
{
	const struct config_milter *m = &c->milter;

	*in_r = (struct inbound){
		.settings = {
			.host = m->host,
			.on_damaged = m->inbound_damaged,
			.on_unknown = m->inbound_unknown,
			.on_imitation = m->inbound_imitation,
		},
		.partners = {
			.by_name = by_name,
			.by_link = by_link,
			.by_token = by_token,
			.revoked = revoked,
			.ctx = s,
			.keys = &m->trusted_records,
		},
	};
	snapshot_nobody(s, &in_r->facts);
}
