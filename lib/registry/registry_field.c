#include "registry/registry_field.h"

#include <string.h>

#define FIELD(member, fixed) \
	{ #member, offsetof(struct registry_reseller, member), fixed }

const struct registry_field registry_fields[REGISTRY_FIELDS] = {
	FIELD(display, false), FIELD(provider, true), FIELD(account, true),
	FIELD(indirect, true), FIELD(locale, false), FIELD(contact, false),
	FIELD(phone, false), FIELD(address, false), FIELD(website, false),
	FIELD(legal_name, false), FIELD(support, false), FIELD(region, false),
	FIELD(tenant, false), FIELD(domain, false), FIELD(added, true),
};

char **
registry_field(struct registry_reseller *s, size_t i)
{
	return (char **)((char *)s + registry_fields[i].offset);
}

size_t
registry_field_find(const char *name)
{
	size_t i;

	for (i = 0; i < REGISTRY_FIELDS; i++)
		if (strcmp(registry_fields[i].name, name) == 0)
			break;
	return i;
}

/* All of a reseller that nothing is wrong with, but for one value. */
int
registry_field_check(size_t i, const char *value, struct err *err)
{
	struct registry_reseller s = { .name = (char *)"a",
		.display = (char *)"a", .provider = (char *)"a",
		.account = (char *)"a", .locale = (char *)"en" };

	if (i == REGISTRY_FIELDS)
		s.name = (char *)value;
	else
		*registry_field(&s, i) = (char *)value;
	return registry_reseller_check(&s, err);
}
