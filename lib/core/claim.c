#include "core/claim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/label.h"

static const struct reseller *
by_name(const struct facts *f, const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < f->n_resellers; i++)
		if (strcmp(f->resellers[i]->name, name) == 0)
			return f->resellers[i];
	return NULL;
}

/* One, or two that send one link: a provider and a reseller under it. */
static bool
same_link(const struct reseller *a, const struct reseller *b)
{
	return a == b || (a->link && b->link && strcmp(a->link, b->link) == 0);
}

/* The one whose link is in the author's own words; NULL with *many_r when
 * links of several are. */
static const struct reseller *
by_link(const struct findings *findings, bool *many_r)
{
	const struct reseller *found = NULL;
	size_t i;

	*many_r = false;
	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->list[i];

		if (f->kind != FINDING_LINK || f->quoted ||
		    f->link.whose == NULL)
			continue;
		*many_r = *many_r ||
			(found != NULL && !same_link(found, f->link.whose));
		found = f->link.whose;
	}
	return *many_r ? NULL : found;
}

/* The header names one reseller, and it is one of the sender's. */
static bool
header_says(const struct findings *findings, const struct facts *f,
	const struct reseller **named_r)
{
	const struct message *m = findings->message;
	char *name;

	*named_r = NULL;
	if (message_find(m, LABEL_RESELLER, 1) == NULL)
		return true;
	name = message_token(m, LABEL_RESELLER);
	*named_r = by_name(f, name);
	free(name);
	return *named_r != NULL &&
		message_find(m, LABEL_RESELLER, 2) == NULL;
}

static const struct reseller *
choose(const struct findings *findings, const struct facts *f)
{
	const struct reseller *named, *linked;
	bool many;

	if (!header_says(findings, f, &named))
		return NULL;
	linked = by_link(findings, &many);
	if (named != NULL && linked != NULL && !same_link(named, linked))
		return NULL;
	if (named != NULL)
		return named;
	if (linked != NULL || many)
		return linked;
	return f->n_resellers == 1 ? f->resellers[0] : NULL;
}

static void
disown_others(struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		struct link_reading *r = &findings->list[i].link;

		if (r->whose == NULL ||
		    same_link(r->whose, findings->reseller))
			continue;
		r->state = LINK_FOREIGN;
		r->owner = r->whose->name;
		snprintf(r->how, sizeof(r->how),
			"the link of %s in an invitation of %s",
			r->whose->name, findings->reseller->name);
		r->whose = NULL;
	}
}

void
claim_settle(struct findings *findings, const struct facts *f)
{
	findings->reseller = choose(findings, f);
	findings->which = findings->invitation && findings->reseller == NULL;
	findings->lapsed = findings->reseller != NULL &&
		link_lapsed(findings->reseller, f);
	if (findings->reseller != NULL)
		disown_others(findings);
}
