#include "registry/roster_block.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/key_record.h"
#include "core/limits.h"
#include "registry/sender.h"

void
roster_fault(struct roster_reading *rd, struct roster_place at,
	const char *fmt, ...)
{
	char text[ERR_TEXT_MAX + 1];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	faults_add(rd->faults, rd->name, at.line, at.column, "%s", text);
}

static void *
last(struct roster_list *list, size_t size)
{
	return (char *)list->items + (list->n - 1) * size;
}

#define LAST(rd, list, type) \
	((struct type *)last(&(rd)->r->list, sizeof(struct type)))

/* Sets *SLOT once. */
static void
set_once(struct roster_reading *rd, char **slot)
{
	if (*slot)
		roster_fault(rd, rd->word_at, "%s stands there twice",
			rd->word);
	else
		*slot = rd->value;
}

static bool
is_time(const char *s)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
	size_t i;

	for (i = 0; form[i]; i++)
		if (form[i] == 'd' ? !span_is_digit((unsigned char)s[i]) :
		    s[i] != form[i])
			return false;
	return s[i] == '\0';
}

static void
set_time(struct roster_reading *rd, char **slot)
{
	if (is_time(rd->value))
		set_once(rd, slot);
	else
		roster_fault(rd, rd->at, "write a time as "
			"2026-11-21T10:00:00Z");
}

/* 1 to 2^32 - 1, in one spelling. */
static void
set_number(struct roster_reading *rd, uint32_t *slot)
{
	char again[20];
	unsigned long long n = strtoull(rd->value, NULL, 10);

	snprintf(again, sizeof again, "%llu", n);
	if (n == 0 || n > UINT32_MAX || strcmp(again, rd->value) != 0)
		roster_fault(rd, rd->at, "write a number from 1 to %u",
			UINT32_MAX);
	else if (*slot)
		roster_fault(rd, rd->word_at, "%s stands there twice",
			rd->word);
	else
		*slot = (uint32_t)n;
}

static void
open_reseller(struct roster_reading *rd)
{
	struct err err = { .kind = ERR_NONE };
	struct roster_reseller *s;

	rd->block = BLOCK_SKIP;
	if (registry_field_check(REGISTRY_FIELDS, rd->value, &err) != 0) {
		roster_fault(rd, rd->at, "%s", err.text);
		return;
	}
	s = roster_add(&rd->r->resellers, sizeof *s);
	s->row.name = rd->value;
	s->at = rd->at;
	rd->block = BLOCK_RESELLER;
}

static void
open_key(struct roster_reading *rd)
{
	struct roster_key *k;
	size_t n = strspn(rd->value, "0123456789abcdef");

	rd->block = BLOCK_SKIP;
	if (n != 8 || rd->value[n]) {
		roster_fault(rd, rd->at, "the id of a key has 8 digits of "
			"0-9 and a-f");
		return;
	}
	k = roster_add(&rd->r->keys, sizeof *k);
	k->row.key.id = (uint32_t)strtoul(rd->value, NULL, 16);
	k->row.key.state = TOKEN_KEY_VERIFY;
	k->at = rd->at;
	rd->block = BLOCK_KEY;
}

static void
open_spent(struct roster_reading *rd)
{
	struct roster_spent *s = roster_add(&rd->r->spent, sizeof *s);

	s->provider = rd->value;
	s->at = rd->at;
	rd->block = BLOCK_SPENT;
}

static void
read_format(struct roster_reading *rd)
{
	rd->block = BLOCK_NONE;
	rd->format = true;
	if (strcmp(rd->value, "1") != 0)
		roster_fault(rd, rd->at, "only format 1 is known here; a newer "
			"Linkseal may read this file");
}

static void
read_sender(struct roster_reading *rd)
{
	struct err err = { .kind = ERR_NONE };
	struct registry_sender parsed;
	struct roster_sender *s;

	rd->block = BLOCK_RESELLER;
	if (sender_parse(rd->value, &parsed, &err) != 0) {
		roster_fault(rd, rd->at, "%s", err.text);
		return;
	}
	s = roster_add(&rd->r->senders, sizeof *s);
	s->row.reseller = LAST(rd, resellers, roster_reseller)->row.name;
	s->row.kind = roster_keep(rd->r, parsed.kind);
	s->row.value = roster_keep(rd->r, parsed.value);
	s->at = rd->at;
	registry_sender_deinit(&parsed);
}

static void
open_link(struct roster_reading *rd)
{
	struct roster_link *l = roster_add(&rd->r->links, sizeof *l);
	struct err err = { .kind = ERR_NONE };

	l->row.reseller = LAST(rd, resellers, roster_reseller)->row.name;
	l->row.url = rd->value;
	l->row.current = true;
	l->at = rd->at;
	rd->block = BLOCK_LINK;
	if (registry_link_check(rd->value, &err) != 0)
		roster_fault(rd, rd->at, "%s", err.text);
}

static void
read_field(struct roster_reading *rd)
{
	struct roster_reseller *s = LAST(rd, resellers, roster_reseller);
	size_t i = registry_field_find(rd->word);
	struct err err = { .kind = ERR_NONE };

	if (i == REGISTRY_FIELDS) {
		roster_fault(rd, rd->word_at, "\"%.40s\" is nothing that a "
			"reseller has", rd->word);
		return;
	}
	s->places[i] = rd->at;
	if (strcmp(rd->word, "added") == 0)
		set_time(rd, registry_field(&s->row, i));
	else if (registry_field_check(i, rd->value, &err) != 0)
		roster_fault(rd, rd->at, "%s", err.text);
	else
		set_once(rd, registry_field(&s->row, i));
}

static void
read_reseller(struct roster_reading *rd)
{
	if (strcmp(rd->word, "sender") == 0)
		read_sender(rd);
	else if (strcmp(rd->word, "link") == 0)
		open_link(rd);
	else
		read_field(rd);
}

static void
read_state(struct roster_reading *rd, struct roster_link *l)
{
	l->row.current = strcmp(rd->value, "current") == 0;
	l->taken_back = strcmp(rd->value, "revoked") == 0;
	if (!l->row.current && !l->taken_back &&
	    strcmp(rd->value, "earlier") != 0)
		roster_fault(rd, rd->at, "a link is current, earlier or "
			"revoked");
	else if (l->stated)
		roster_fault(rd, rd->word_at, "state stands there twice");
	l->stated = true;
}

static void
read_source(struct roster_reading *rd, struct registry_link *l)
{
	if (strcmp(rd->value, "pasted") != 0 &&
	    strcmp(rd->value, "fetched") != 0 &&
	    strcmp(rd->value, "signed") != 0)
		roster_fault(rd, rd->at, "a link was pasted, fetched or "
			"signed");
	else
		set_once(rd, &l->source);
}

static void
read_reason(struct roster_reading *rd, struct registry_link *l)
{
	if (strlen(rd->value) > LIMIT_REASON)
		roster_fault(rd, rd->at, "the reason is longer than %d bytes",
			LIMIT_REASON);
	else
		set_once(rd, &l->reason);
}

static void
read_link(struct roster_reading *rd)
{
	struct roster_link *link = LAST(rd, links, roster_link);
	struct registry_link *l = &link->row;

	if (strcmp(rd->word, "state") == 0)
		read_state(rd, link);
	else if (strcmp(rd->word, "source") == 0)
		read_source(rd, l);
	else if (strcmp(rd->word, "issued") == 0)
		set_time(rd, &l->issued);
	else if (strcmp(rd->word, "expires") == 0)
		set_time(rd, &l->expires);
	else if (strcmp(rd->word, "serial") == 0)
		set_number(rd, &l->serial);
	else if (strcmp(rd->word, "revoked") == 0)
		set_time(rd, &l->revoked);
	else if (strcmp(rd->word, "reason") == 0)
		read_reason(rd, l);
	else
		read_reseller(rd);
}

static void
read_public(struct roster_reading *rd, struct token_key *key)
{
	const char *end;
	size_t n = 0;

	if (sodium_base642bin(key->public, TOKEN_PUBLIC, rd->value,
	    strlen(rd->value), NULL, &n, &end,
	    sodium_base64_VARIANT_ORIGINAL) != 0 || n != TOKEN_PUBLIC || *end)
		roster_fault(rd, rd->at, "a public key is 32 bytes in base64");
}

static void
read_key_state(struct roster_reading *rd, struct roster_key *k)
{
	enum token_key_state s;

	if (k->stated)
		roster_fault(rd, rd->word_at, "state stands there twice");
	k->stated = true;
	for (s = TOKEN_KEY_ACTIVE; s <= TOKEN_KEY_REVOKED; s++)
		if (strcmp(rd->value, key_record_state(s)) == 0) {
			k->row.key.state = s;
			return;
		}
	roster_fault(rd, rd->at, "a key is active, verify or revoked");
}

static void
read_key(struct roster_reading *rd)
{
	struct registry_key *k = &LAST(rd, keys, roster_key)->row;

	if (strcmp(rd->word, "public") == 0)
		read_public(rd, &k->key);
	else if (strcmp(rd->word, "state") == 0)
		read_key_state(rd, LAST(rd, keys, roster_key));
	else if (strcmp(rd->word, "created") == 0)
		set_time(rd, &k->created);
	else if (strcmp(rd->word, "revoked") == 0)
		set_time(rd, &k->revoked);
	else
		roster_fault(rd, rd->word_at, "\"%.40s\" is nothing that a "
			"key has", rd->word);
}

static void
read_spent(struct roster_reading *rd)
{
	struct roster_spent *s = LAST(rd, spent, roster_spent);

	if (strcmp(rd->word, "account") == 0)
		set_once(rd, &s->account);
	else if (strcmp(rd->word, "next") == 0)
		set_number(rd, &s->next);
	else
		roster_fault(rd, rd->word_at, "\"%.40s\" does not belong here: "
			"account or next", rd->word);
}

void
roster_word(struct roster_reading *rd)
{
	static void (*const readers[])(struct roster_reading *) = {
		[BLOCK_RESELLER] = read_reseller, [BLOCK_LINK] = read_link,
		[BLOCK_KEY] = read_key, [BLOCK_SPENT] = read_spent,
	};

	if (strcmp(rd->word, "reseller") == 0)
		open_reseller(rd);
	else if (strcmp(rd->word, "key") == 0)
		open_key(rd);
	else if (strcmp(rd->word, "spent") == 0)
		open_spent(rd);
	else if (strcmp(rd->word, "format") == 0)
		read_format(rd);
	else if (rd->block == BLOCK_NONE)
		roster_fault(rd, rd->word_at, "\"%.40s\" stands before any "
			"reseller", rd->word);
	else if (rd->block != BLOCK_SKIP)
		readers[rd->block](rd);
}

