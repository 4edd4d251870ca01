#include "single.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "registry/ledger_customer.h"
#include "registry/sender.h"

/* More customers than one link can have had. */
#define CUSTOMERS_MAX 1000

struct single {
	const char *domain;	/* of who is to get it now */
	char since[sizeof "2026-11-21T10:00:00Z"];	/* it was issued */
	char *other;		/* who had it */
	char when[sizeof "2026-11-21"];
};

static int
take_issue(void *ctx, const struct registry_link *l)
{
	struct single *s = ctx;

	snprintf(s->since, sizeof s->since, "%s", l->issued);
	return 1;
}

/* A day is all that is kept of a mail. */
static int
compare(void *ctx, const struct ledger_customer *c)
{
	struct single *s = ctx;

	if (c->invited == NULL || strncmp(c->invited, s->since, 10) < 0 ||
	    strcmp(c->domain, s->domain) == 0)
		return 0;
	s->other = buf_strdup(c->domain);
	snprintf(s->when, sizeof s->when, "%s", c->invited);
	return 1;
}

static int
ask(struct single *s, const struct account *a, struct err *err)
{
	struct ledger_search search = { .reseller = a->reseller->name,
		.state = LEDGER_ANY, .order = LEDGER_NEWEST,
		.max = CUSTOMERS_MAX };
	struct registry *r;
	int rc;

	if (registry_open(a->config->registry, false, &r, err) < 0)
		return -1;
	rc = registry_link_find(r, a->reseller->link, take_issue, s, err);
	if (rc > 0)
		rc = ledger_customers(r, &search, compare, s, err);
	registry_close(&r);
	return rc < 0 ? -1 : 0;
}

static int
refuse(const struct single *s, const struct account *a, struct err *err)
{
	return err_set(err, ERR_DATA, "the link of %s went to %s on %s, and a "
		"link of the provider %s is for one customer only; issue a "
		"new one with: linkseal-linkgen issue %s", a->reseller->name,
		s->other, s->when, a->reseller->provider->name,
		a->reseller->name);
}

int
single_check(const struct account *a, const struct recipients *to,
	struct err *err)
{
	struct single s = { .other = NULL };
	char *address;
	int rc;

	if (a->reseller->provider->reusable)
		return 0;
	if (to->n > 1)
		return err_set(err, ERR_DATA, "a link of the provider %s is "
			"for one customer only; send it with --to",
			a->reseller->provider->name);
	address = sender_fold_address(span_str(to->list[0].address));
	s.domain = address != NULL ? strrchr(address, '@') + 1 : "";
	rc = ask(&s, a, err);
	if (rc == 0 && s.other != NULL)
		rc = refuse(&s, a, err);
	free(s.other);
	free(address);
	return rc;
}
