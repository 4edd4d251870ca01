#include <sodium.h>

#include "core/key_record.h"
#include "registry/roster.h"
#include "registry/sender.h"

/* A sender and what tells its kind. */
#define WHO_MAX 1024

/* A value stands as it is to the end of the line, unless blanks at its ends
 * would be lost. */
static void
add_value(const char *value, struct buf *out)
{
	struct span s = span_str(value);

	if (s.n > 0 && s.p[0] != '"' && span_trim(s).n == s.n) {
		buf_add(out, s);
		return;
	}
	buf_add_byte(out, '"');
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			buf_add_byte(out, '\\');
		buf_add_byte(out, (unsigned char)*value);
	}
	buf_add_byte(out, '"');
}

static void
add_line(const char *word, const char *value, struct buf *out)
{
	if (value == NULL)
		return;
	buf_add_str(out, word);
	buf_add_byte(out, ' ');
	add_value(value, out);
	buf_add_byte(out, '\n');
}

static void
write_key(const struct registry_key *k, struct buf *out)
{
	char public[sodium_base64_ENCODED_LEN(TOKEN_PUBLIC,
		sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(public, sizeof public, k->key.public, TOKEN_PUBLIC,
		sodium_base64_VARIANT_ORIGINAL);
	buf_printf(out, "\nkey %08x\n", k->key.id);
	add_line("\tpublic", public, out);
	add_line("\tstate", key_record_state(k->key.state), out);
	add_line("\tcreated", k->created, out);
	add_line("\trevoked", k->revoked, out);
}

static void
write_link(const struct registry_link *l, struct buf *out)
{
	add_line("\tlink", l->url, out);
	add_line("\t\tstate", l->current ? "current" : l->revoked ?
		"revoked" : "earlier", out);
	add_line("\t\tsource", l->source, out);
	add_line("\t\tissued", l->issued, out);
	add_line("\t\texpires", l->expires, out);
	if (l->serial)
		buf_printf(out, "\t\tserial %u\n", l->serial);
	add_line("\t\trevoked", l->revoked, out);
	add_line("\t\treason", l->reason, out);
}

static void
write_fields(const struct registry_reseller *s, struct buf *out)
{
	struct registry_reseller row = *s;
	size_t i;

	buf_add_byte(out, '\n');
	add_line("reseller", s->name, out);
	for (i = 0; i < REGISTRY_FIELDS; i++) {
		const char *value = *registry_field(&row, i);

		if (value)
			buf_add_byte(out, '\t');
		add_line(registry_fields[i].name, value, out);
	}
}

/* The part of a sorted list that is one reseller's. */
struct slice {
	size_t at, n;
};

static void
write_senders(const struct roster_sender *list, struct slice *s,
	const char *name, struct buf *out)
{
	struct buf who;

	buf_init(&who, WHO_MAX);
	for (; s->at < s->n && strcmp(list[s->at].row.reseller, name) == 0;
	    s->at++) {
		buf_reset(&who);
		buf_printf(&who, "%s%s", sender_prefix(list[s->at].row.kind),
			list[s->at].row.value);
		add_line("\tsender", buf_str(&who), out);
	}
	buf_deinit(&who);
}

static void
write_links(const struct roster_link *list, struct slice *s,
	const char *name, struct buf *out)
{
	for (; s->at < s->n && strcmp(list[s->at].row.reseller, name) == 0;
	    s->at++)
		write_link(&list[s->at].row, out);
}

static void
write_resellers(const struct roster *r, struct buf *out)
{
	struct slice senders = { .at = 0 }, links = { .at = 0 };
	const struct roster_sender *s = roster_senders(r, &senders.n);
	const struct roster_link *l = roster_links(r, &links.n);
	const struct roster_reseller *list;
	size_t i, n;

	list = roster_resellers(r, &n);
	for (i = 0; i < n; i++) {
		write_fields(&list[i].row, out);
		write_senders(s, &senders, list[i].row.name, out);
		write_links(l, &links, list[i].row.name, out);
	}
}

void
roster_write(const struct roster *r, struct buf *out)
{
	const struct roster_spent *spent;
	const struct roster_key *keys;
	size_t i, n;

	buf_add_str(out, "# resellers, senders, links and public keys of "
		"Linkseal;\n# linkseal-linkgen import reads this\nformat 1\n");
	keys = roster_keys(r, &n);
	for (i = 0; i < n; i++)
		write_key(&keys[i].row, out);
	spent = roster_spent(r, &n);
	for (i = 0; i < n; i++) {
		buf_add_byte(out, '\n');
		add_line("spent", spent[i].provider, out);
		add_line("\taccount", spent[i].account, out);
		buf_printf(out, "\tnext %u\n", spent[i].next);
	}
	write_resellers(r, out);
}
