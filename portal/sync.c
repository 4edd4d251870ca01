#include "sync.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "registry/ledger_customer.h"
#include "registry/provider_news.h"

/* A rule of the ledger, and no failure of the store. */
static bool
is_conflict(const struct err *err)
{
	return err->kind == ERR_EXISTS || err->kind == ERR_DATA;
}

/* What went wrong is about this customer alone, and the next may do better. */
static bool
is_problem(const struct err *err)
{
	return err->kind == ERR_PROTOCOL || err->kind == ERR_LIMIT;
}

static const char *const KIND[] = {
	[PARTNER_NONE] = NULL,
	[PARTNER_RESELLER] = "reseller",
	[PARTNER_ADVISOR] = "advisor",
};

/* Tells what SEEN came to. */
static int
settle(struct sync *s, const struct ledger_sighting *seen, struct err *err)
{
	struct ledger_actor actor = { "provider", s->provider };
	struct ledger_outcome out;
	struct err bad;
	int rc = ledger_see(s->registry, seen, s->only_look, &actor, &out,
		&bad);
	struct sync_row row = {
		.reseller = s->reseller, .tenant = seen->tenant,
		.domain = out.domain ? out.domain : seen->n_domains ?
			seen->domains[0] : NULL,
		.differences = out.differences,
	};

	if (rc != 0 && is_conflict(&bad)) {
		row.conflict = bad.text;
		s->conflicts++;
		rc = 0;
	} else if (rc != 0) {
		*err = bad;
	} else if (out.differences) {
		s->changed++;
	}
	row.remark = out.apart;
	if (row.differences || row.conflict || row.remark)
		s->tell(s->ctx, &row);
	ledger_outcome_deinit(&out);
	return rc;
}

static int
settle_customer(struct sync *s, const struct partner_customer *c,
	struct err *err)
{
	struct ledger_sighting seen = {
		.reseller = s->reseller, .tenant = c->tenant,
		.domains = c->domains, .n_domains = c->n_domains,
		.name = c->name, .dap = c->dap, .dap_told = c->dap_told,
		.transacting = c->relation == PARTNER_RESELLER,
	};

	if (c->relation == PARTNER_OTHER) {
		s->others++;
		return 0;
	}
	seen.kind = KIND[c->relation];
	return settle(s, &seen, err);
}

static void
tell_problem(struct sync *s, const char *id, const struct err *bad)
{
	struct sync_row row = { .reseller = s->reseller, .tenant = id,
		.problem = bad->text };

	s->problems++;
	s->tell(s->ctx, &row);
}

/* A customer that the provider does not have (any more) has no relationship. */
static int
look(struct sync *s, const char *id, struct err *err)
{
	struct ledger_sighting gone = { .reseller = s->reseller,
		.tenant = id };
	struct partner_customer c;
	struct err bad;
	int rc = cloud_customer(s->cloud, id, &c, &bad);

	if (rc > 0) {
		rc = settle(s, &gone, err);
	} else if (rc == 0) {
		rc = settle_customer(s, &c, err);
		partner_customer_deinit(&c);
	} else if (is_problem(&bad)) {
		tell_problem(s, id, &bad);
		rc = 0;
	} else {
		*err = bad;
	}
	if (rc == 0)
		s->done++;
	return rc;
}

/* Where the ledger has customers that are not in the list. */
struct missing {
	char (*known)[GUID_SIZE];	/* tenants of the list, sorted */
	size_t n;
	char (*gone)[GUID_SIZE];
	size_t n_gone;
};

/* All that a reseller's customers need in MISSING: no more than there are. */
static int
count_held(void *ctx, const struct ledger_customer *c)
{
	(void)c;
	++*(size_t *)ctx;
	return 0;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Who has no tenant id can't be asked for; the ledger has it from somewhere
 * else, and keeps it. */
static int
take_missing(void *ctx, const struct ledger_customer *c)
{
	struct missing *m = ctx;
	char tenant[GUID_SIZE];

	if (!guid_fold(c->tenant, tenant) || bsearch(tenant, m->known, m->n,
	    sizeof *m->known, compare))
		return 0;
	memcpy(m->gone[m->n_gone++], tenant, sizeof tenant);
	return 0;
}

static int
find_missing(struct sync *s, const struct cloud_customers *all,
	struct missing *m, struct err *err)
{
	size_t held = 0;

	if (ledger_held(s->registry, s->reseller, count_held, &held,
	    err) != 0)
		return -1;
	m->known = buf_zalloc((all->n + 1) * sizeof *m->known);
	m->gone = buf_zalloc((held + 1) * sizeof *m->gone);
	for (m->n = 0; m->n < all->n; m->n++)
		memcpy(m->known[m->n], all->list[m->n].tenant, GUID_SIZE);
	qsort(m->known, m->n, sizeof *m->known, compare);
	return ledger_held(s->registry, s->reseller, take_missing, m, err);
}

/* Not in the list is not enough: only who is asked for and not there, too, is
 * gone. */
static int
look_at_missing(struct sync *s, const struct cloud_customers *all,
	struct err *err)
{
	struct missing m = { .known = NULL };
	int rc = find_missing(s, all, &m, err);

	s->customers += m.n_gone;
	for (size_t i = 0; rc == 0 && i < m.n_gone; i++)
		rc = look(s, m.gone[i], err);
	free(m.known);
	free(m.gone);
	return rc;
}

static int
stopped(const struct sync *s, struct err *err)
{
	return err_prefix(err, "%zu of %zu customers were looked at; run it "
		"again", s->done, s->customers);
}

int
sync_all(struct sync *s, struct err *err)
{
	struct cloud_customers all;
	int rc = cloud_customers(s->cloud, &all, err);

	if (rc != 0)
		return err_prefix(err, "nothing was changed");
	s->customers = all.n;
	for (size_t i = 0; rc == 0 && i < all.n; i++)
		rc = look(s, all.list[i].id, err);
	if (rc == 0)
		rc = look_at_missing(s, &all, err);
	s->problems += all.nameless;
	cloud_customers_deinit(&all);
	return rc == 0 ? 0 : stopped(s, err);
}

/* What to look at; read before anything is written. */
struct news {
	struct {
		char tenant[GUID_SIZE];	/* "": some customer or other */
		int64_t n;
	} *list;
	size_t n, room;
	bool of_any;		/* one of them does not say whose it is */
};

static int
count_news(void *ctx, const struct provider_news *news)
{
	(void)news;
	((struct news *)ctx)->room++;
	return 0;
}

static int
take_news(void *ctx, const struct provider_news *news)
{
	struct news *all = ctx;

	if (all->n == all->room)
		return 0;
	if (!guid_fold(news->tenant, all->list[all->n].tenant))
		all->of_any = true;
	all->list[all->n++].n = news->n;
	return 0;
}

static int
read_news(struct sync *s, struct news *all, struct err *err)
{
	if (provider_news_each(s->registry, s->reseller, count_news, all,
	    err) != 0)
		return -1;
	all->list = buf_zalloc((all->room + 1) * sizeof *all->list);
	return provider_news_each(s->registry, s->reseller, take_news, all,
		err);
}

static int
forget(struct sync *s, const char *tenant, int64_t n, struct err *err)
{
	struct provider_news news = { .reseller = s->reseller,
		.tenant = tenant, .n = n };

	return s->only_look ? 0 : provider_news_done(s->registry, &news, err);
}

/* Events about privileges do not tell whose: then all customers are looked at,
 * and whatever else there was is settled by that. */
static int
look_at_all(struct sync *s, const struct news *all, struct err *err)
{
	int rc = sync_all(s, err);

	for (size_t i = 0; rc == 0 && i < all->n; i++)
		rc = forget(s, all->list[i].tenant, all->list[i].n, err);
	return rc;
}

static int
look_at_each(struct sync *s, const struct news *all, struct err *err)
{
	int rc = 0;

	s->customers = all->n;
	for (size_t i = 0; rc == 0 && i < all->n; i++) {
		rc = look(s, all->list[i].tenant, err);
		if (rc == 0)
			rc = forget(s, all->list[i].tenant, all->list[i].n,
				err);
	}
	return rc == 0 ? 0 : stopped(s, err);
}

int
sync_news(struct sync *s, struct err *err)
{
	struct news all = { .list = NULL };
	int rc = read_news(s, &all, err);

	if (rc == 0)
		rc = all.of_any ? look_at_all(s, &all, err) :
			look_at_each(s, &all, err);
	free(all.list);
	return rc;
}
