#include "sys/provider_key.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "sys/value.h"

/* Ten years; more is a slip. */
#define LAPSES_MAX 3650

static int
set_name(struct provider *p, const char *value, struct err *err)
{
	size_t n = strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (n == 0 || n > LIMIT_NAME || value[n] != '\0')
		return err_set(err, ERR_CONFIG, "%s is no name; use at most %d "
			"small letters, digits and '-'", value, LIMIT_NAME);
	free(p->name);
	p->name = buf_strdup(value);
	return 0;
}

static int
set_title(struct provider *p, const char *value, struct err *err)
{
	if (*value == '\0')
		return err_set(err, ERR_CONFIG,
			"is empty; write what people call it");
	free(p->title);
	p->title = buf_strdup(value);
	return 0;
}

/* The index of VALUE among WORDS; -1 and CURE when it is none. */
static int
choose(const char *value, const char *const *words, const char *cure,
	struct err *err)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	return err_set(err, ERR_CONFIG, "%s", cure);
}

static int
set_rule(struct provider *p, const char *value, struct err *err)
{
	static const char *const words[] = { [PROVIDER_LOOSE] = "loose",
		[PROVIDER_STRICT] = "strict", NULL };
	int i = choose(value, words, "write loose (the link alone is guarded) "
		"or strict (the locked paragraphs too)", err);

	if (i < 0)
		return -1;
	p->rule = (enum provider_rule)i;
	return 0;
}

static int
set_account(struct provider *p, const char *value, struct err *err)
{
	static const char *const words[] = { [PROVIDER_ACCOUNT_GUID] = "guid",
		[PROVIDER_ACCOUNT_NUMBER] = "number",
		[PROVIDER_ACCOUNT_WORD] = "word", NULL };
	int i = choose(value, words, "write guid, number or word, the kind of "
		"id an account has", err);

	if (i < 0)
		return -1;
	p->account_kind = (enum provider_account_kind)i;
	return 0;
}

static int
set_indirect(struct provider *p, const char *value, struct err *err)
{
	static const char *const words[] = {
		[PROVIDER_INDIRECT_NONE] = "none",
		[PROVIDER_INDIRECT_NAMED] = "named",
		[PROVIDER_INDIRECT_BORROWED] = "borrowed", NULL };
	int i = choose(value, words, "write none, named (the link of such a "
		"reseller names its provider too) or borrowed (it sends its "
		"provider's link)", err);

	if (i < 0)
		return -1;
	p->indirect = (enum provider_indirect)i;
	return 0;
}

static int
set_lapses(struct provider *p, const char *value, struct err *err)
{
	struct err ignored;
	unsigned days;

	if (value_seconds(value, &days, &ignored) != 0 || days > LAPSES_MAX)
		return err_set(err, ERR_CONFIG, "write how many days a link "
			"lives, 1 to %d; leave the key out when it lives for "
			"ever", LAPSES_MAX);
	p->lapses = days;
	return 0;
}

static int
set_flag(const char *value, bool *flag, struct err *err)
{
	static const char *const words[] = { "false", "true", NULL };
	int i = choose(value, words, "write true or false", err);

	if (i < 0)
		return -1;
	*flag = i == 1;
	return 0;
}

static int
set_reusable(struct provider *p, const char *value, struct err *err)
{
	return set_flag(value, &p->reusable, err);
}

static int
set_signed(struct provider *p, const char *value, struct err *err)
{
	return set_flag(value, &p->signed_here, err);
}

const struct provider_key provider_keys[PROVIDER_KEYS] = {
	{ "name", "name = \"…\"", set_name },
	{ "title", NULL, set_title },
	{ "rule", "rule = loose or rule = strict", set_rule },
	{ "account", "account = guid, number or word", set_account },
	{ "reusable", NULL, set_reusable },
	{ "signed", NULL, set_signed },
	{ "lapses", NULL, set_lapses },
	{ "indirect", NULL, set_indirect },
};

int
provider_key_set(struct provider *p, const char *key, const char *value,
	struct err *err)
{
	for (size_t i = 0; i < PROVIDER_KEYS; i++)
		if (strcmp(key, provider_keys[i].name) == 0)
			return provider_keys[i].set(p, value, err) == 0 ? 0 :
				err_prefix(err, "%s", key);
	return err_set(err, ERR_CONFIG, "a profile has no key %s", key);
}
