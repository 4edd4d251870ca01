#include "lender.h"

#include <stdlib.h>

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

static int
take_current(void *ctx, const struct registry_link *l)
{
	if (!l->current)
		return 0;
	*(char **)ctx = buf_strdup(l->url);
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
	struct err *err)
{
	struct registry_reseller s;
	char *url = NULL;
	int found = -1;

	if (registry_reseller_get(r, name, &s, err) != 0)
		return -1;
	if (follow(r, all, &s, err) == 0)
		found = registry_links(r, s.name, take_current, &url, err);
	if (found == 0)
		err_set(err, ERR_NOT_FOUND, "reseller %s has no link; `"
			PROGRAM " issue %s` gives it one", s.name, s.name);
	if (found != 1) {
		registry_reseller_deinit(&s);
		return -1;
	}
	*s_r = s;
	*url_r = url;
	return 0;
}
