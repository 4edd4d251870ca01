#include "lender.h"

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
