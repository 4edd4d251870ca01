#include <stdio.h>
#include <string.h>

#include "command.h"
#include "core/link.h"
#include "core/url.h"
#include "registry/snapshot.h"

/* Which reseller a URL speaks of. */
struct search {
	struct registry *r;
	const struct snapshot *s;
	const struct provider *provider;
	unsigned char account[8];	/* of a token */
	const struct reseller *found;
};

/* A token names its account by a hash. */
static int
compare_account(void *ctx, const struct registry_reseller *row)
{
	struct search *q = ctx;
	unsigned char account[8];

	if (strcmp(row->provider, q->provider->name) != 0)
		return 0;
	token_account(row->account, account);
	if (memcmp(account, q->account, sizeof account) == 0)
		q->found = snapshot_account(q->s, q->provider, row->account);
	return q->found != NULL;
}

/* Genuine or not: a token with a damaged signature still says whose link it
 * is meant to be. */
static int
search_token(struct search *q, const char *token, struct err *err)
{
	struct token t;

	if (token_verify(span_str(token), "", "", NULL, &t) ==
	    TOKEN_MALFORMED || q->r == NULL)
		return 0;
	memcpy(q->account, t.account, sizeof q->account);
	return registry_resellers(q->r, compare_account, q, err) < 0 ? -1 : 0;
}

static int
search_provider(struct search *q, const struct url *u, struct err *err)
{
	struct provider_reading p;
	int rc = 0;

	provider_read(q->provider, u, &p);
	if (p.account)
		q->found = snapshot_account(q->s, q->provider, p.account);
	else if (p.token)
		rc = search_token(q, p.token, err);
	provider_reading_deinit(&p);
	return rc;
}

/* The reseller for whom this very link was issued, else the one whose account
 * is in it; nobody is no error. */
static int
search(struct search *q, const char *text, const struct providers *all,
	struct err *err)
{
	struct err unreadable;
	struct url u;
	size_t i;
	int rc = 0;

	q->found = snapshot_link(q->s, text);
	if (q->found || url_parse(span_str(text), &u, &unreadable) != 0)
		return 0;
	for (i = 0; i < all->n && !q->found && rc == 0; i++) {
		q->provider = all->list[i];
		rc = search_provider(q, &u, err);
	}
	return rc;
}

static void
print_reseller(const struct reseller *r)
{
	printf("reseller   %s (%s)\n", r->name, r->display);
	if (r->link)
		printf("link       %s\n", r->link);
}

static int
print(const struct link_reading *l, const struct facts *f,
	const char *revoked)
{
	const char *state = revoked ? "revoked" : link_state_text(l->state);

	printf("%s%s%s\n", state, *l->how ? ": " : "", l->how);
	if (f->n_resellers)
		print_reseller(f->resellers[0]);
	else if (l->owner)
		printf("reseller   %s\n", l->owner);
	if (l->provider)
		printf("provider   %s (%s)\n", l->provider->name,
			l->provider->title);
	return l->state == LINK_INTACT && !revoked ? 0 : 1;
}

static int
inspect_with(struct call *call, struct snapshot *s, struct err *err)
{
	const char *url = call->operands[0];
	struct search q = { .r = call->registry, .s = s };
	struct link_reading l;
	struct facts f;

	if (search(&q, url, &call->config->providers, err) != 0)
		return -1;
	snapshot_reseller(s, q.found ? q.found->name : "", &f);
	link_read(span_str(url), &f, &l);
	/* A gateway's address shows its account only once it is opened. */
	if (!q.found && l.owner) {
		snapshot_reseller(s, l.owner, &f);
		link_read(span_str(url), &f, &l);
	}
	return print(&l, &f, snapshot_revoked(s, url));
}

static int
run_inspect(struct call *call, struct err *err)
{
	struct snapshot *s;
	struct buf warnings;
	int rc;

	buf_init(&warnings, 64 * 1024);
	rc = snapshot_load(call->registry, call->config, &s, &warnings, err);
	fputs(buf_str(&warnings), stderr);
	buf_deinit(&warnings);
	if (rc != 0)
		return -1;
	rc = inspect_with(call, s, err);
	snapshot_unref(&s);
	return rc;
}

const struct command inspect = {
	.noun = "inspect", .operands = "URL", .min = 1, .max = 1,
	.summary = "Tells what a URL is: whose link, and whether intact.",
	.details =
		"intact      exactly as it was issued (exit status 0; else 1)\n"
		"altered     somebody's link, damaged: how\n"
		"revoked     a link that was taken back\n"
		"foreign     of an account or kind that nobody here has\n"
		"imitation   made to look like a provider's address\n"
		"unrelated   none of these\n",
	.registry = REGISTRY_IF_ANY,
	.run = run_inspect,
};
