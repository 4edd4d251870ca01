#include "lender.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"

bool
lender_needed(const struct registry_reseller *s, const struct provider *p)
{
	return s->indirect && p && p->indirect == PROVIDER_INDIRECT_BORROWED;
}

int
lender_find(struct registry *r, const struct registry_reseller *s,
	struct registry_reseller *lender, struct err *err)
{
	if (registry_reseller_find(r, s->provider, s->indirect, lender,
	    err) == 0)
		return 0;
	if (err->kind != ERR_NOT_FOUND)
		return -1;
	return err_set(err, ERR_NOT_FOUND, "reseller %s sends the link of its "
		"indirect provider %s, which is not in the registry; add it "
		"and issue the link it gave you: " PROGRAM " reseller add NAME "
		"--display TEXT --provider %s --account %s", s->name,
		s->indirect, s->provider, s->indirect);
}

int
lender_refuse(struct registry *r, const struct registry_reseller *s,
	const struct provider *p, struct err *err)
{
	struct registry_reseller lender;

	if (lender_find(r, s, &lender, err) != 0)
		return -1;
	err_set(err, ERR_NO_PERM, "reseller %s is under the indirect provider "
		"%s, and such a reseller creates no invitations of its own at "
		"%s: it sends that one's link; `" PROGRAM " issue %s` issues "
		"it", s->name, lender.name, p->title, lender.name);
	registry_reseller_deinit(&lender);
	return -1;
}

struct current {
	char *url;
	const struct provider *provider;
	struct lapse lapse;
};

static int
take_current(void *ctx, const struct registry_link *l)
{
	struct current *c = ctx;

	if (!l->current)
		return 0;
	c->url = buf_strdup(l->url);
	lapse_of(c->provider, l->issued, l->expires, &c->lapse);
	return 1;
}

/* Puts the provider in the place of S when it is that one's link. */
static int
follow(struct registry *r, const struct providers *all,
	struct registry_reseller *s, struct err *err)
{
	struct registry_reseller lender;

	if (!lender_needed(s, providers_find(all, s->provider)))
		return 0;
	if (lender_find(r, s, &lender, err) != 0)
		return -1;
	registry_reseller_deinit(s);
	*s = lender;
	return 0;
}

int
lender_link(struct registry *r, const struct providers *all,
	const char *name, struct registry_reseller *s_r, char **url_r,
	struct lapse *lapse_r, struct err *err)
{
	struct registry_reseller s;
	struct current c = { .url = NULL };
	int found = -1;

	if (registry_reseller_get(r, name, &s, err) != 0)
		return -1;
	c.provider = providers_find(all, s.provider);
	if (follow(r, all, &s, err) == 0)
		found = registry_links(r, s.name, take_current, &c, err);
	if (found == 0 && strcmp(s.name, name) != 0)
		err_set(err, ERR_NOT_FOUND, "reseller %s sends the link of its "
			"indirect provider %s, which has none; `" PROGRAM
			" issue %s` gives it one", name, s.name, s.name);
	else if (found == 0)
		err_set(err, ERR_NOT_FOUND, "reseller %s has no link; `"
			PROGRAM " issue %s` gives it one", s.name, s.name);
	if (found != 1) {
		registry_reseller_deinit(&s);
		return -1;
	}
	*s_r = s;
	*url_r = c.url;
	*lapse_r = c.lapse;
	return 0;
}

int
lender_living_link(struct registry *r, const struct providers *all,
	const char *name, struct registry_reseller *s_r, char **url_r,
	struct err *err)
{
	struct lapse lapse;

	if (lender_link(r, all, name, s_r, url_r, &lapse, err) != 0)
		return -1;
	if (!lapse_over(&lapse))
		return 0;
	err_set(err, ERR_DATA, "the link of %s lapsed on %s, and nobody can "
		"accept by it any more; `" PROGRAM " issue %s` gives a new "
		"one", s_r->name, lapse.day, s_r->name);
	free(*url_r);
	registry_reseller_deinit(s_r);
	return -1;
}
