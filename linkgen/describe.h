#ifndef LS_LINKGEN_DESCRIBE_H
#define LS_LINKGEN_DESCRIBE_H

/*
 * Rows of the registry and profiles as JSON: one spelling of each member for
 * all commands. Each puts one object; KEY as in sys/json.h. What is not known
 * is null.
 */

#include "core/provider.h"
#include "registry/registry.h"
#include "sys/json.h"

/* The members only, into the object that is open. */
void describe_reseller(struct json *j, const struct registry_reseller *s);

/* Each the whole object. P: the link's profile, or NULL. */
void describe_link(struct json *j, const char *key,
	const struct registry_link *l, const struct provider *p);
void describe_sender(struct json *j, const char *key,
	const struct registry_sender *s);
void describe_key(struct json *j, const char *key,
	const struct registry_key *k);
void describe_provider(struct json *j, const char *key,
	const struct provider *p);

/* What every command with a table says of its option. */
#define DESCRIBE_JSON { "json", NULL, "for programs: JSON" }

#endif
