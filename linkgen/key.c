#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "core/key_record.h"
#include "describe.h"
#include "keyfile.h"

static int
is_active(void *ctx, const struct registry_key *k)
{
	(void)ctx;
	return k->key.state == TOKEN_KEY_ACTIVE;
}

/* The file first: a key in the registry whose secret is lost would be worse
 * than a file that nobody uses. */
static int
add_key(struct call *call, struct err *err)
{
	const char *directory = call->config->keys;
	struct keyfile *k;
	int rc = -1;

	if (keyfile_generate(&k, err) != 0)
		return -1;
	if (keyfile_write(directory, k, err) == 0) {
		rc = registry_key_add(call->registry, &k->key, err);
		if (rc == 0)
			printf("%08x\n", k->key.id);
		else
			keyfile_remove(directory, k);
	}
	keyfile_free(&k);
	return rc;
}

static int
run_generate(struct call *call, struct err *err)
{
	int active = registry_keys(call->registry, is_active, NULL, err);

	if (active == 1)
		return err_set(err, ERR_EXISTS, "there is an active key; `key "
			"rotate` makes a new one and lets the old one verify "
			"the links that are out");
	return active == 0 ? add_key(call, err) : -1;
}

static const char where[] =
	"The secret is kept in the directory `keys` of linkseal.conf, the "
	"public key in\nthe registry. Back the directory up: without it no "
	"link can be signed again.\n";

const struct command key_generate = {
	.noun = "key", .verb = "generate", .operands = "",
	.summary = "Makes the first key of your own programme; prints its id.",
	.details = where,
	.registry = REGISTRY_CREATE,
	.run = run_generate,
};

static int
run_rotate(struct call *call, struct err *err)
{
	int active = registry_keys(call->registry, is_active, NULL, err);

	if (active == 0)
		return err_set(err, ERR_NOT_FOUND, "there is no active key; "
			"`key generate` makes one");
	return active == 1 ? add_key(call, err) : -1;
}

const struct command key_rotate = {
	.noun = "key", .verb = "rotate", .operands = "",
	.summary = "Makes a new active key; the old one goes on verifying.",
	.details = where,
	.registry = REGISTRY_OPEN,
	.run = run_rotate,
};

static int
print(void *ctx, const struct registry_key *k)
{
	(void)ctx;
	printf("%08x  %-8s %s%s%s\n", k->key.id,
		key_record_state(k->key.state), k->created,
		k->revoked ? "  revoked " : "", k->revoked ? k->revoked : "");
	return 0;
}

static int
add_json(void *ctx, const struct registry_key *k)
{
	struct json *j = json_new();

	describe_key(j, NULL, k);
	json_list_add(ctx, &j);
	return 0;
}

static int
run_list(struct call *call, struct err *err)
{
	struct json_list list;

	if (call->values[0] == NULL)
		return registry_keys(call->registry, print, NULL, err);
	json_list_begin(&list, stdout);
	if (registry_keys(call->registry, add_json, &list, err) != 0)
		return -1;
	return json_list_end(&list, err);
}

static const struct command_option list_options[] = {
	DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

const struct command key_list = {
	.noun = "key", .verb = "list", .operands = "[--json]",
	.summary = "Lists all keys: id, state, when made, when revoked.",
	.details = "active: signs and verifies; verify: verifies links that "
		"are out; revoked:\nbelieved no more.\n",
	.options = list_options,
	.registry = REGISTRY_OPEN,
	.run = run_list,
};

static int
run_revoke(struct call *call, struct err *err)
{
	const char *text = call->operands[0];

	if (strlen(text) != 8 ||
	    text[strspn(text, "0123456789abcdef")] != '\0')
		return err_set(err, ERR_USAGE, "key \"%.40s\": an id has 8 "
			"digits of 0-9 and a-f; `key list` shows all", text);
	return registry_key_revoke(call->registry,
		(uint32_t)strtoul(text, NULL, 16), err);
}

const struct command key_revoke = {
	.noun = "key", .verb = "revoke", .operands = "ID", .min = 1, .max = 1,
	.summary = "Believes a key no more, nor any link it signed.",
	.details = "For a key that somebody else may have. There is no way "
		"back: all links it signed\nare revoked with it and have to be "
		"issued anew.\n",
	.registry = REGISTRY_OPEN,
	.run = run_revoke,
};
