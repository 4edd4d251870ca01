#include <stdlib.h>
#include <string.h>

#include "command.h"

enum { DISPLAY, PROVIDER, ACCOUNT, INDIRECT, LOCALE, CONTACT, PHONE, ADDRESS,
	WEBSITE, LEGAL_NAME, SUPPORT, REGION, TENANT, DOMAIN };

static const struct command_option add_options[] = {
	[DISPLAY] = { "display", "TEXT", "its name as customers know it" },
	[PROVIDER] = { "provider", "NAME", "whose links: see `provider list`" },
	[ACCOUNT] = { "account", "ID", "its account there" },
	[INDIRECT] = { "indirect", "ID", "its indirect provider's account" },
	[LOCALE] = { "locale", "TAG", "the language it writes; default: en" },
	[CONTACT] = { "contact", "E-MAIL", "whom customers may ask" },
	[PHONE] = { "phone", "NUMBER", "the same by telephone" },
	[ADDRESS] = { "address", "TEXT", "its postal address, in one line" },
	[WEBSITE] = { "website", "URL", "its site" },
	[LEGAL_NAME] = { "legal-name", "TEXT", "its name in contracts" },
	[SUPPORT] = { "support", "TEXT", "how its customers get help" },
	[REGION] = { "region", "WORD", "where it may sell; so are customers" },
	[TENANT] = { "tenant", "ID", "its own, if the account is another id" },
	[DOMAIN] = { "domain", "DOMAIN", "its own; it is nobody's customer" },
	{ NULL, NULL, NULL },
};

static const char *
account_words(const struct provider *p)
{
	switch (p->account_kind) {
	case PROVIDER_ACCOUNT_GUID:
		return "a GUID such as 3b33e682-00c3-41ee-9dd2-a548adf56438";
	case PROVIDER_ACCOUNT_NUMBER:
		return "a number";
	case PROVIDER_ACCOUNT_WORD:
		return "letters, digits, '-', '.' and '_'";
	}
	return "something else";
}

/* The account in its one spelling; the caller frees. */
static char *
account(const struct provider *p, const char *option, const char *value,
	struct err *err)
{
	char *out = provider_account(p, value);

	if (out == NULL)
		err_set(err, ERR_DATA, "%s \"%.100s\": an account of %s is %s",
			option, value, p->name, account_words(p));
	return out;
}

/* What anybody may set at any time; all borrowed. */
static struct registry_reseller
from_options(const struct call *call)
{
	const char *const *v = call->values;

	return (struct registry_reseller){
		.name = call->operands[0],
		.display = (char *)v[DISPLAY],
		.locale = (char *)v[LOCALE],
		.contact = (char *)v[CONTACT],
		.phone = (char *)v[PHONE],
		.address = (char *)v[ADDRESS],
		.website = (char *)v[WEBSITE],
		.legal_name = (char *)v[LEGAL_NAME],
		.support = (char *)v[SUPPORT],
		.region = (char *)v[REGION],
		.tenant = (char *)v[TENANT],
		.domain = (char *)v[DOMAIN],
	};
}

static int
check_indirect(const struct provider *p, const struct registry_reseller *s,
	struct err *err)
{
	if (p->indirect == PROVIDER_INDIRECT_NONE)
		return err_set(err, ERR_DATA, "--indirect: %s knows no "
			"indirect providers; leave it out", p->title);
	if (strcmp(s->indirect, s->account) == 0)
		return err_set(err, ERR_DATA, "--indirect: nobody is under "
			"itself; write the provider's account, or leave it "
			"out");
	return 0;
}

/* What the options say; the caller frees account and indirect. */
static int
read_options(const struct call *call, struct registry_reseller *s,
	struct err *err)
{
	const char *const *v = call->values;
	const struct provider *p = providers_find(&call->config->providers,
		v[PROVIDER]);

	if (p == NULL)
		return err_set(err, ERR_CONFIG, "provider \"%.60s\" has no "
			"profile; `linkseal-linkgen provider list` shows those "
			"there are", v[PROVIDER]);
	*s = from_options(call);
	s->provider = (char *)v[PROVIDER];
	s->locale = s->locale ? s->locale : (char *)"en";
	s->account = account(p, "--account", v[ACCOUNT], err);
	if (s->account == NULL || v[INDIRECT] == NULL)
		return s->account ? 0 : -1;
	s->indirect = account(p, "--indirect", v[INDIRECT], err);
	return s->indirect ? check_indirect(p, s, err) : -1;
}

static int
with_options(const struct call *call,
	int (*fn)(struct registry *, const struct registry_reseller *,
	struct err *), struct err *err)
{
	struct registry_reseller s = { .name = NULL };
	int rc = read_options(call, &s, err);

	if (rc == 0)
		rc = fn(call->registry, &s, err);
	free(s.account);
	free(s.indirect);
	return rc;
}

static int
only_check(struct registry *r, const struct registry_reseller *s,
	struct err *err)
{
	(void)r;
	return registry_reseller_check(s, err);
}

/* Before the registry is made: a mistake leaves no file behind. */
static int
check_add(const struct call *call, struct err *err)
{
	static const int needed[] = { DISPLAY, PROVIDER, ACCOUNT };
	size_t i;

	for (i = 0; i < sizeof needed / sizeof needed[0]; i++)
		if (call->values[needed[i]] == NULL)
			return err_set(err, ERR_USAGE, "reseller add needs "
				"--%s %s: %s", add_options[needed[i]].name,
				add_options[needed[i]].argument,
				add_options[needed[i]].help);
	return with_options(call, only_check, err);
}

static int
run_add(struct call *call, struct err *err)
{
	return with_options(call, registry_reseller_add, err);
}

const struct command reseller_add = {
	.noun = "reseller", .verb = "add", .min = 1, .max = 1,
	.operands = "NAME --display TEXT --provider NAME --account ID "
		"[OPTION...]",
	.summary = "Adds a reseller account.",
	.details = "NAME is how you call it here: lower-case letters, digits, "
		"'-', '.' and '_'.\n",
	.options = add_options,
	.registry = REGISTRY_CREATE,
	.check = check_add,
	.run = run_add,
};

/* Which account it is stays: links were issued for it. */
static int
check_set(const struct call *call, struct err *err)
{
	if (call->values[PROVIDER] || call->values[ACCOUNT] ||
	    call->values[INDIRECT])
		return err_set(err, ERR_USAGE, "--provider, --account and "
			"--indirect stay as they are: links were issued for "
			"them; add another reseller");
	return 0;
}

static int
run_set(struct call *call, struct err *err)
{
	struct registry_reseller s = from_options(call);

	return registry_reseller_set(call->registry, &s, err);
}

const struct command reseller_set = {
	.noun = "reseller", .verb = "set", .min = 1, .max = 1,
	.operands = "NAME [OPTION...]",
	.summary = "Changes what is known about a reseller.",
	.details = "What no option names stays as it is.\n",
	.options = add_options,
	.registry = REGISTRY_OPEN,
	.check = check_set,
	.run = run_set,
};

static int
run_remove(struct call *call, struct err *err)
{
	return registry_reseller_remove(call->registry, call->operands[0],
		err);
}

const struct command reseller_remove = {
	.noun = "reseller", .verb = "remove", .operands = "NAME",
	.min = 1, .max = 1,
	.summary = "Removes a reseller, its links and its senders.",
	.details = "The history keeps what it was.\n",
	.registry = REGISTRY_OPEN,
	.run = run_remove,
};
