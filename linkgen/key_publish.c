/* Public keys as anybody may have them: for the DNS or in a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "core/key_record.h"
#include "describe.h"

enum { DNS, FILE_FORM, JSON };

/* An hour: so long a revoked key may still be believed. */
#define TTL 3600

/* What becomes of each key of one host. */
struct publishing {
	const char *host;
	void (*add)(struct publishing *p, const struct registry_key *k);
	struct json_list list;
	size_t n;
};

static void
add_dns(struct publishing *p, const struct registry_key *k)
{
	struct buf line;

	buf_init(&line, 2 * LIMIT_KEY_RECORD);
	key_record_name(k->key.id, p->host, &line);
	buf_printf(&line, ". %d IN TXT \"", TTL);
	key_record_add(&k->key, NULL, &line);
	buf_add_byte(&line, '"');
	puts(buf_str(&line));
	buf_deinit(&line);
}

static void
add_file(struct publishing *p, const struct registry_key *k)
{
	struct buf line;

	buf_init(&line, 2 * LIMIT_KEY_RECORD);
	key_record_add(&k->key, p->host, &line);
	puts(buf_str(&line));
	buf_deinit(&line);
}

static void
add_json(struct publishing *p, const struct registry_key *k)
{
	struct json *j = json_new();
	struct buf name, record;

	if (p->n == 1)
		json_list_begin(&p->list, stdout);
	buf_init(&name, LIMIT_KEY_RECORD);
	buf_init(&record, LIMIT_KEY_RECORD);
	key_record_name(k->key.id, p->host, &name);
	key_record_add(&k->key, p->host, &record);
	json_open_object(j, NULL);
	json_put_text(j, "host", p->host);
	json_put_text(j, "state", key_record_state(k->key.state));
	json_put_bytes(j, "name", buf_span(&name));
	json_put_bytes(j, "record", buf_span(&record));
	json_close(j);
	json_list_add(&p->list, &j);
	buf_deinit(&name);
	buf_deinit(&record);
}

static int
add(void *ctx, const struct registry_key *k)
{
	struct publishing *p = ctx;

	if (p->add == add_dns && p->n == 0)
		puts("; public keys of Linkseal, one name each");
	else if (p->add == add_file && p->n == 0)
		puts("# public keys of Linkseal; verify a link with\n"
			"# linkseal-linkgen inspect --keys THIS-FILE URL");
	p->n++;
	p->add(p, k);
	return 0;
}

static bool
seen(const struct providers *all, size_t n, const char *host)
{
	const char *other;
	char *prefix;
	size_t i;
	bool same = false;

	for (i = 0; i < n && !same; i++) {
		if (!all->list[i]->signed_here ||
		    !provider_token_place(all->list[i], &other, &prefix))
			continue;
		same = strcmp(other, host) == 0;
		free(prefix);
	}
	return same;
}

/* Every host of ours; -1 with *err, else how many there are. */
static int
each_host(struct call *call, struct publishing *p, struct err *err)
{
	const struct providers *all = &call->config->providers;
	char *prefix;
	int n = 0;
	size_t i;

	for (i = 0; i < all->n; i++) {
		if (!all->list[i]->signed_here ||
		    !provider_token_place(all->list[i], &p->host, &prefix))
			continue;
		free(prefix);
		if (seen(all, i, p->host))
			continue;
		n++;
		if (registry_keys(call->registry, add, p, err) != 0)
			return -1;
	}
	return n;
}

static int
publish(struct call *call, struct publishing *p, struct err *err)
{
	int hosts = each_host(call, p, err);

	if (hosts < 0)
		return -1;
	if (hosts == 0)
		return err_set(err, ERR_CONFIG, "your programme has no host "
			"yet: set own_host in linkseal.conf");
	if (p->n == 0)
		return err_set(err, ERR_NOT_FOUND, "there is no key; `key "
			"generate` makes one");
	return 0;
}

static int
run_publish(struct call *call, struct err *err)
{
	struct publishing p = { .add = add_file };

	if (call->values[DNS])
		p.add = add_dns;
	if (call->values[JSON] == NULL)
		return publish(call, &p, err);
	p.add = add_json;
	if (publish(call, &p, err) != 0)
		return -1;
	return json_list_end(&p.list, err);
}

static int
check_publish(const struct call *call, struct err *err)
{
	if ((call->values[DNS] != NULL) + (call->values[FILE_FORM] != NULL) +
	    (call->values[JSON] != NULL) <= 1)
		return 0;
	return err_set(err, ERR_USAGE, "one of --dns, --file and --json");
}

static const struct command_option options[] = {
	[DNS] = { "dns", NULL, "as TXT records for the zone of own_host" },
	[FILE_FORM] = { "file", NULL, "as a file of public keys (default)" },
	[JSON] = DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

const struct command key_publish = {
	.noun = "key", .verb = "publish",
	.operands = "[--dns | --file | --json]",
	.summary = "Prints the public keys, so that anybody can verify links.",
	.details = "Revoked keys are published as such, and have to be: run it "
		"again after every\n`key rotate` and `key revoke`. `inspect "
		"--dns` and `inspect --keys FILE` read it.\n",
	.options = options,
	.registry = REGISTRY_OPEN,
	.check = check_publish,
	.run = run_publish,
};
