#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "core/link.h"
#include "describe.h"
#include "fetch.h"
#include "keyfile.h"
#include "lender.h"
#include "own_link.h"

enum { URL, FETCH, EXPIRES };

/* A link that was issued before. */
struct known {
	const struct provider *provider;
	char issued[LAPSE_TIME];	/* "": it was not */
	struct lapse lapse;
};

static int
take_known(void *ctx, const struct registry_link *l)
{
	struct known *k = ctx;

	snprintf(k->issued, sizeof k->issued, "%s", l->issued);
	lapse_of(k->provider, l->issued, l->expires, &k->lapse);
	return 1;
}

/* Until when it lives, as the provider said; "" in *TIME_R: nobody said. Given
 * again, a link lives no longer than before. */
static int
read_expires(const struct known *k, const char *text,
	char time_r[LAPSE_TIME], struct err *err)
{
	time_r[0] = '\0';
	if (text == NULL && lapse_over(&k->lapse))
		return err_set(err, ERR_DATA, "this link was issued before "
			"and lapsed on %s; make a new one at the provider",
			k->lapse.day);
	if (text == NULL)
		return 0;
	if (lapse_read(text, time_r, err) != 0)
		return err_prefix(err, "--expires");
	return lapse_check(k->provider, *k->issued ? k->issued : NULL, time_r,
		err);
}

static int
set(struct call *call, const struct registry_reseller *s,
	const struct provider *p, const char *url, const char *source,
	struct err *err)
{
	struct known k = { .provider = p };
	char expires[LAPSE_TIME];

	if (registry_link_find(call->registry, url, take_known, &k, err) < 0 ||
	    read_expires(&k, call->values[EXPIRES], expires, err) != 0 ||
	    registry_link_set(call->registry, s->name, url, source,
		*expires ? expires : NULL, err) != 0)
		return -1;
	puts(url);
	return 0;
}

/* What is pasted is what is issued, so the link that names both is shown, to
 * be given again. */
static void
show_combined(const char *url, const struct provider *p,
	const struct registry_reseller *s, struct err *err)
{
	struct err none;
	struct buf both;

	if (s->indirect == NULL)
		return;
	buf_init(&both, LIMIT_LINK);
	link_combine(span_str(url), p, s->indirect, &both);
	if (buf_ok(&both) && link_accept(buf_span(&both), p, s->account,
	    s->indirect, &none) == 0)
		err_set(err, ERR_DATA, "the link does not name the indirect "
			"provider %s; this one does: --url '%s'", s->indirect,
			buf_str(&both));
	buf_deinit(&both);
}

static int
paste(struct call *call, const struct registry_reseller *s,
	const struct provider *p, struct err *err)
{
	const char *url = call->values[URL];

	if (p->signed_here)
		return err_set(err, ERR_USAGE, "links of %s are signed here; "
			"leave out --url", p->name);
	if (link_accept(span_str(url), p, s->account, s->indirect, err) != 0) {
		show_combined(url, p, s, err);
		return -1;
	}
	return set(call, s, p, url, "pasted", err);
}

static int
fetch(struct call *call, const struct registry_reseller *s,
	const struct provider *p, struct err *err)
{
	struct buf url;
	int rc;

	if (p->signed_here)
		return err_set(err, ERR_USAGE, "links of %s are signed here; "
			"leave out --fetch", p->name);
	buf_init(&url, LIMIT_LINK);
	rc = fetch_link(call->config, s, p, &url, err);
	if (rc == 0)
		rc = set(call, s, p, buf_str(&url), "fetched", err);
	buf_deinit(&url);
	return rc;
}

static int
sign(struct call *call, const struct registry_reseller *s,
	const struct provider *p, struct err *err)
{
	struct buf url;
	int rc;

	if (!p->signed_here)
		return err_set(err, ERR_USAGE, "links of %s come from the "
			"provider: copy yours from its page and give it with "
			"--url 'https://...'%s", p->title, p->api.base ?
			", or let its API give it with --fetch" : "");
	buf_init(&url, LIMIT_LINK);
	rc = own_link_issue(call->registry, call->config->keys, s, p, &url,
		err);
	if (rc == 0)
		puts(buf_str(&url));
	buf_deinit(&url);
	return rc;
}

static int
issue_for(struct call *call, const struct registry_reseller *s,
	struct err *err)
{
	const struct provider *p = providers_find(&call->config->providers,
		s->provider);

	if (p == NULL)
		return err_set(err, ERR_CONFIG, "provider \"%s\" of %s has no "
			"profile any more; `provider list` shows those there "
			"are", s->provider, s->name);
	if (call->values[URL] && call->values[FETCH])
		return err_set(err, ERR_USAGE, "--url and --fetch are two ways "
			"to have a link; leave out one");
	if (call->values[EXPIRES] && call->values[URL] == NULL)
		return err_set(err, ERR_USAGE, "--expires says until when the "
			"link of --url lives; give that too");
	if (lender_needed(s, p))
		return lender_refuse(call->registry, s, p, err);
	if (call->values[URL])
		return paste(call, s, p, err);
	return call->values[FETCH] ? fetch(call, s, p, err) :
		sign(call, s, p, err);
}

static int
run_issue(struct call *call, struct err *err)
{
	struct registry_reseller s;
	int rc;

	if (registry_reseller_get(call->registry, call->operands[0], &s,
	    err) != 0)
		return -1;
	rc = issue_for(call, &s, err);
	registry_reseller_deinit(&s);
	return rc;
}

static const struct command_option issue_options[] = {
	[URL] = { "url", "URL", "the link as the provider's page has it" },
	[FETCH] = { "fetch", NULL, "ask the provider's REST API for it" },
	[EXPIRES] = { "expires", "DATE", "the last day of the link of --url, "
		"as its page says" },
	{ NULL, NULL, NULL },
};

const struct command issue = {
	.noun = "issue",
	.operands = "NAME [--url URL [--expires DATE]|--fetch]",
	.min = 1, .max = 1,
	.summary = "Makes a link the reseller's current one and prints it.",
	.details =
		"With --url: the link that the provider gave. With --fetch: "
		"the one that its REST\nAPI gives; the section cloud of "
		"linkseal.conf says how to sign in. Both are\nchecked against "
		"its profile and the account. Without: signed here, for\n"
		"one's own programme; the same bytes every time. Earlier links "
		"stay known.\n",
	.options = issue_options,
	.registry = REGISTRY_OPEN,
	.run = run_issue,
};

static int
show_json(struct call *call, const char *name, const char *url,
	struct err *err)
{
	struct json *j = json_new();
	int rc;

	json_open_object(j, NULL);
	json_put_text(j, "reseller", call->operands[0]);
	json_put_text(j, "link_of", name);
	json_put_text(j, "url", url);
	json_close(j);
	rc = json_print(j, JSON_PRETTY, stdout, err);
	json_free(&j);
	return rc;
}

static int
run_show(struct call *call, struct err *err)
{
	struct registry_reseller s;
	int rc = 0;
	char *url;

	if (lender_living_link(call->registry, &call->config->providers,
	    call->operands[0], &s, &url, err) != 0)
		return -1;
	if (call->values[0])
		rc = show_json(call, s.name, url, err);
	else
		puts(url);
	free(url);
	registry_reseller_deinit(&s);
	return rc;
}

static const struct command_option show_options[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

const struct command show = {
	.noun = "show", .operands = "NAME [--json]", .min = 1, .max = 1,
	.summary = "Prints the reseller's link, one line, nothing else.",
	.options = show_options,
	.registry = REGISTRY_OPEN,
	.run = run_show,
};

enum { REVOKED, REASON };

static int
run_revoke(struct call *call, struct err *err)
{
	return registry_link_revoke(call->registry, call->operands[0],
		call->values[REVOKED], call->values[REASON], err);
}

static const struct command_option revoke_options[] = {
	[REVOKED] = { "url", "URL", "not the current link but this earlier "
		"one" },
	[REASON] = { "reason", "TEXT", "why; the filter and inspect tell it" },
	{ NULL, NULL, NULL },
};

const struct command link_revoke = {
	.noun = "revoke", .operands = "NAME [--url URL] [--reason TEXT]",
	.min = 1, .max = 1,
	.summary = "Takes back the reseller's current link.",
	.details = "The reseller then has none until the next `issue`. A "
		"signed link that was revoked\nnever comes back: the next one "
		"differs.\n",
	.options = revoke_options,
	.registry = REGISTRY_OPEN,
	.run = run_revoke,
};
