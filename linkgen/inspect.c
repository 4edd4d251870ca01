#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "core/link.h"
#include "core/url.h"
#include "describe.h"
#include "inspect_keys.h"
#include "layers.h"
#include "registry/snapshot.h"
#include "report.h"

enum { KEYS, DNS, RESOLVER, JSON };

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
search_one(struct search *q, const char *text, const struct providers *all,
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

/* In the address itself, then in what stands inside it. */
static int
search(struct search *q, const char *text, const struct providers *all,
	struct err *err)
{
	struct layers l;
	size_t i;
	int rc = search_one(q, text, all, err);

	layers_open(text, &l);
	for (i = 0; i < l.n && !q->found && rc == 0; i++)
		rc = search_one(q, l.list[i].url, all, err);
	layers_deinit(&l);
	return rc;
}

static void
say_where(const char *text, struct buf *out)
{
	struct err unreadable = { .kind = ERR_NONE };
	struct url u;
	char *host = NULL;

	if (url_parse(span_str(text), &u, &unreadable) == 0)
		host = url_host(&u);
	if (host)
		buf_printf(out, "This is no invitation of any provider that "
			"is known here. It leads to %s.", host);
	else
		buf_add_str(out, "This is no address.");
	free(host);
}

static void
say_of_nobody(const struct link_reading *l, const struct report *r,
	struct buf *out)
{
	const char *title = l->provider ? l->provider->title : "a provider";

	if (l->state == LINK_FOREIGN && l->owner == NULL)
		buf_printf(out, "It is made like an invitation of %s, but not "
			"for a reseller of this registry: who accepts it "
			"accepts somebody else.", title);
	else if (l->state == LINK_FOREIGN)
		buf_printf(out, "It is an invitation of %s, but not the link "
			"of %s that counts now.", title, l->owner);
	else if (l->state == LINK_IMITATION)
		buf_printf(out, "It is made to look like an address of %s, "
			"and is none. Do not open it.", title);
	else if (l->opaque)
		buf_printf(out, "Only %s knows where it leads. Look at it "
			"where the mail came in, before it was rewritten.",
			l->gateway);
	else
		say_where(r->url, out);
}

/* The addresses around the very link: how many, and whether all of them are
 * mail gateways'. 0: it is not inside. */
static size_t
count_around(const struct report *r, bool *gateways_r)
{
	struct layers l;
	size_t i, n = 0;

	*gateways_r = true;
	layers_open(r->url, &l);
	for (i = 0; i < l.n && n == 0; i++) {
		*gateways_r = *gateways_r && l.list[i].gateway;
		if (r->link && strcmp(l.list[i].url, r->link) == 0)
			n = i + 1;
	}
	layers_deinit(&l);
	return n;
}

static void
say_of_altered(const struct report *r, const char *who, struct buf *out)
{
	bool gateways;

	if (count_around(r, &gateways) == 0)
		buf_printf(out, "It is meant to be the link of %s, but not as "
			"it was issued.", who);
	else if (gateways)
		buf_printf(out, "Inside is the link of %s, exactly as it was "
			"issued; on the way %s put its own address around it.",
			who, r->gateway);
	else
		buf_printf(out, "Inside is the link of %s, but who opens it "
			"comes to another page first, which no mail gateway "
			"put there.", who);
}

/* For whom it was sent, not for whom made the link. */
static void
say(const struct link_reading *l, const struct report *r, struct buf *out)
{
	const char *who = r->display ? r->display : r->name;

	if (strcmp(r->state, "lapsed") == 0)
		buf_printf(out, "This is the link of %s as it was issued, but "
			"nobody can accept by it since %.10s.", who,
			r->lapses);
	else if (strcmp(r->state, "revoked") == 0)
		buf_printf(out, "%s took this link back; nobody should use it "
			"any more.", who ? who : "Its reseller");
	else if (l->state == LINK_INTACT)
		buf_printf(out, "This is the link of %s, exactly as it was "
			"issued.", who);
	else if (l->state == LINK_ALTERED)
		say_of_altered(r, who, out);
	else
		say_of_nobody(l, r, out);
	if (r->lapsed)
		buf_printf(out, " Ask %s for a new one.", who);
	else if (r->link && l->state != LINK_INTACT)
		buf_add_str(out, " The right one is named above.");
}

static void
fill_in_reseller(struct report *r, const struct link_reading *l,
	const struct facts *f)
{
	const struct reseller *s = f->n_resellers ? f->resellers[0] : NULL;

	r->name = s ? s->name : l->owner;
	/* That of a borrower is its provider's, who made the link. */
	r->display = s && !s->borrower ? s->display : NULL;
	r->link = s ? s->link : NULL;
	r->lapses = s ? s->lapse_time : NULL;
	r->lapsed = s && link_lapsed(s, f);
}

static void
fill_in_key(struct report *r, const struct vouch *v, const struct facts *f)
{
	size_t i;

	if (!v->found)
		return;
	r->vouch = v;
	for (i = 0; f->keys && i < f->keys->n; i++)
		if (f->keys->keys[i].id == v->facts.key_id)
			r->key_state = key_record_state(
				f->keys->keys[i].state);
	if (r->key_state)
		r->keys = "this registry";
}

/* The word for it, which tells more than what the filter does about it. */
static const char *
state_of(const struct report *r, const struct link_reading *l,
	const char *revoked)
{
	if (revoked)
		return "revoked";
	if (r->lapsed && strcmp(r->url, r->link) == 0)
		return "lapsed";
	return link_state_text(l->state);
}

static int
tell(struct call *call, const struct link_reading *l, const struct facts *f,
	const char *revoked, struct err *err)
{
	struct report r = { .url = call->operands[0], .how = l->how,
		.provider = l->provider, .gateway = l->gateway };
	struct vouch v;
	struct buf words;
	int rc;

	buf_init(&words, LIMIT_URL);
	vouch_find(span_str(r.url), &v);
	fill_in_reseller(&r, l, f);
	fill_in_key(&r, &v, f);
	r.state = state_of(&r, l, revoked);
	say(l, &r, &words);
	r.words = buf_str(&words);
	rc = report_print(&r, call->values[JSON] != NULL, err);
	vouch_deinit(&v);
	buf_deinit(&words);
	if (rc != 0)
		return -1;
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
	return tell(call, &l, &f, snapshot_revoked(s, url), err);
}

static int
inspect_registry(struct call *call, struct err *err)
{
	struct snapshot *s;
	struct buf warnings;
	int rc;

	if (command_registry(call, REGISTRY_IF_ANY, err) != 0)
		return -1;
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

static int
run_inspect(struct call *call, struct err *err)
{
	const char *const *v = call->values;

	if (v[KEYS] == NULL && v[DNS] == NULL)
		return inspect_registry(call, err);
	return inspect_keys(call->operands[0], v[KEYS], v[RESOLVER],
		v[JSON] != NULL, err);
}

static int
check_inspect(const struct call *call, struct err *err)
{
	const char *const *v = call->values;

	if (v[KEYS] && v[DNS])
		return err_set(err, ERR_USAGE, "the keys are in a file or in "
			"the DNS: --keys or --dns");
	if (v[RESOLVER] && v[DNS] == NULL)
		return err_set(err, ERR_USAGE, "--resolver goes with --dns");
	return 0;
}

static const struct command_option options[] = {
	[KEYS] = { "keys", "FILE", "prove it by the public keys in FILE" },
	[DNS] = { "dns", NULL, "prove it by the key in the DNS of its host" },
	[RESOLVER] = { "resolver", "ADDRESS", "asks there: ADDRESS[:PORT]" },
	[JSON] = DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

const struct command inspect = {
	.noun = "inspect", .min = 1, .max = 1,
	.operands = "URL [--keys FILE | --dns [--resolver ADDRESS]] [--json]",
	.summary = "Tells what a URL is: whose link, and whether intact.",
	.details =
		"intact      exactly as it was issued (exit status 0; else 1)\n"
		"altered     somebody's link, damaged: how\n"
		"revoked     a link that was taken back\n"
		"lapsed      a link that lived for some days only\n"
		"foreign     of an account or kind that nobody here has\n"
		"imitation   made to look like a provider's address\n"
		"unrelated   none of these\n\n"
		"With --keys or --dns it needs no registry: a signed link is "
		"proved by its\nprogramme's public key alone (see `key "
		"publish`).\n",
	.options = options,
	.check = check_inspect,
	.run = run_inspect,
};
