#include "describe.h"

#include <sodium.h>

#include "core/key_record.h"
#include "registry/lapse.h"
#include "registry/registry_field.h"
#include "registry/sender.h"

void
describe_reseller(struct json *j, const struct registry_reseller *s)
{
	struct registry_reseller row = *s;
	size_t i;

	json_put_text(j, "name", s->name);
	for (i = 0; i < REGISTRY_FIELDS; i++)
		json_put_text(j, registry_fields[i].name,
			*registry_field(&row, i));
}

void
describe_link(struct json *j, const char *key, const struct registry_link *l,
	const struct provider *p)
{
	struct lapse lapse;

	lapse_of(p, l->issued, l->expires, &lapse);
	json_open_object(j, key);
	json_put_text(j, "url", l->url);
	json_put_text(j, "state", l->current ? "current" :
		l->revoked ? "revoked" : "earlier");
	json_put_text(j, "source", l->source);
	json_put_text(j, "issued", l->issued);
	json_put_text(j, "lapses", lapse.at ? lapse.time : NULL);
	json_put_bool(j, "lapsed", lapse_over(&lapse));
	json_put_number(j, "serial", l->serial);
	json_put_text(j, "revoked", l->revoked);
	json_put_text(j, "reason", l->reason);
	json_close(j);
}

void
describe_sender(struct json *j, const char *key,
	const struct registry_sender *s)
{
	struct buf who;

	buf_init(&who, 2048);
	buf_printf(&who, "%s%s", sender_prefix(s->kind), s->value);
	json_open_object(j, key);
	json_put_text(j, "reseller", s->reseller);
	json_put_text(j, "kind", s->kind);
	json_put_text(j, "who", buf_str(&who));
	json_close(j);
	buf_deinit(&who);
}

void
describe_key(struct json *j, const char *key, const struct registry_key *k)
{
	char id[9], public[sodium_base64_ENCODED_LEN(TOKEN_PUBLIC,
		sodium_base64_VARIANT_ORIGINAL)];

	snprintf(id, sizeof id, "%08x", k->key.id);
	sodium_bin2base64(public, sizeof public, k->key.public, TOKEN_PUBLIC,
		sodium_base64_VARIANT_ORIGINAL);
	json_open_object(j, key);
	json_put_text(j, "id", id);
	json_put_text(j, "state", key_record_state(k->key.state));
	json_put_text(j, "public", public);
	json_put_text(j, "created", k->created);
	json_put_text(j, "revoked", k->revoked);
	json_close(j);
}

static void
put_shapes(struct json *j, const char *key, struct provider_shape **list,
	size_t n)
{
	size_t i;

	json_open_array(j, key);
	for (i = 0; i < n; i++) {
		json_open_object(j, NULL);
		json_put_text(j, "label", provider_shape_label(list[i]));
		json_put_text(j, "url", provider_shape_template(list[i]));
		json_put_bool(j, "refused", provider_shape_refused(list[i]));
		json_close(j);
	}
	json_close(j);
}

void
describe_provider(struct json *j, const char *key, const struct provider *p)
{
	static const char *const accounts[] = {
		[PROVIDER_ACCOUNT_GUID] = "guid",
		[PROVIDER_ACCOUNT_NUMBER] = "number",
		[PROVIDER_ACCOUNT_WORD] = "word",
	};
	static const char *const indirect[] = {
		[PROVIDER_INDIRECT_NONE] = "none",
		[PROVIDER_INDIRECT_NAMED] = "named",
		[PROVIDER_INDIRECT_BORROWED] = "borrowed",
	};
	size_t i;

	json_open_object(j, key);
	json_put_text(j, "name", p->name);
	json_put_text(j, "title", p->title);
	json_put_text(j, "file", p->file);
	json_put_text(j, "rule", p->rule == PROVIDER_STRICT ? "strict" :
		"loose");
	json_put_text(j, "account", accounts[p->account_kind]);
	json_put_text(j, "indirect", indirect[p->indirect]);
	json_put_bool(j, "reusable", p->reusable);
	json_put_bool(j, "signed", p->signed_here);
	json_put_number(j, "lapses", p->lapses);
	json_put_text(j, "api", p->api.base);
	json_open_array(j, "hosts");
	for (i = 0; i < p->n_hosts; i++)
		json_put_text(j, NULL, p->hosts[i]);
	json_close(j);
	put_shapes(j, "shapes", p->shapes, p->n_shapes);
	put_shapes(j, "companions", p->companions, p->n_companions);
	json_close(j);
}
