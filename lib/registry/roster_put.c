#include "registry/roster_put.h"

#include "core/key_record.h"
#include "registry/store.h"

/* As it is, else now. */
static const char *
when(const char *time, char now[STORE_TIME])
{
	if (time)
		return time;
	store_now(now);
	return now;
}

int
roster_put_reseller(struct registry *r, const struct registry_reseller *s,
	bool exists, struct err *err)
{
	char now[STORE_TIME];
	struct store_value args[] = { store_text(s->name),
		store_text(s->display), store_text(s->locale),
		store_text(s->contact), store_text(s->phone),
		store_text(s->address), store_text(s->website),
		store_text(s->legal_name), store_text(s->support),
		store_text(s->region), store_text(s->tenant),
		store_text(s->domain), store_text(s->provider),
		store_text(s->account), store_text(s->indirect),
		store_text(when(s->added, now)) };

	return store_query(r, exists ? "UPDATE resellers SET display = ?2,"
		" locale = ?3, contact = ?4, phone = ?5, address = ?6,"
		" website = ?7, legal_name = ?8, support = ?9, region = ?10,"
		" tenant = ?11, domain = ?12 WHERE name = ?1" :
		"INSERT INTO resellers (name, display, locale, contact, phone,"
		" address, website, legal_name, support, region, tenant,"
		" domain, provider, account, indirect, added) VALUES (?1, ?2,"
		" ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
		" ?16)", args, exists ? 12 : 16, NULL, NULL, err);
}

int
roster_put_link(struct registry *r, const struct registry_link *l,
	bool exists, struct err *err)
{
	char now[STORE_TIME];
	struct store_value args[] = { store_text(l->url),
		store_number(l->current), store_text(l->revoked),
		store_text(l->reason), store_text(l->expires),
		store_text(l->reseller), store_text(l->source),
		store_text(when(l->issued, now)), store_number(l->serial) };

	return store_query(r, exists ? "UPDATE links SET current = ?2,"
		" revoked = ?3, reason = ?4, expires = ?5 WHERE url = ?1" :
		"INSERT INTO links (url, current, revoked, reason, expires,"
		" reseller, source, issued, serial) SELECT ?1, ?2, ?3, ?4, ?5,"
		" id, ?7, ?8, ?9 FROM resellers WHERE name = ?6", args,
		exists ? 5 : 9, NULL, NULL, err);
}

int
roster_put_key(struct registry *r, const struct registry_key *k, bool exists,
	struct err *err)
{
	char now[STORE_TIME];
	struct store_value args[] = { store_number(k->key.id),
		store_text(key_record_state(k->key.state)),
		store_text(k->revoked),
		store_blob(k->key.public, sizeof k->key.public),
		store_text(when(k->created, now)) };

	return store_query(r, exists ? "UPDATE keys SET state = ?2,"
		" revoked = ?3 WHERE id = ?1" :
		"INSERT INTO keys (id, state, revoked, public, created)"
		" VALUES (?1, ?2, ?3, ?4, ?5)", args, exists ? 3 : 5, NULL,
		NULL, err);
}

int
roster_put_sender(struct registry *r, const struct registry_sender *s,
	struct err *err)
{
	char now[STORE_TIME];

	return store_query(r, "INSERT INTO senders (reseller, kind, value,"
		" added) SELECT id, ?2, ?3, ?4 FROM resellers WHERE name = ?1"
		" ON CONFLICT DO NOTHING", (struct store_value[]){
			store_text(s->reseller), store_text(s->kind),
			store_text(s->value), store_text(when(NULL, now)) },
		4, NULL, NULL, err);
}

int
roster_drop_sender(struct registry *r, const struct registry_sender *s,
	struct err *err)
{
	return store_query(r, "DELETE FROM senders WHERE kind = ?2"
		" AND value = ?3 AND reseller = (SELECT id FROM resellers"
		" WHERE name = ?1)", (struct store_value[]){
			store_text(s->reseller), store_text(s->kind),
			store_text(s->value) }, 3, NULL, NULL, err);
}

int
roster_put_spent(struct registry *r, const struct roster_spent *s,
	struct err *err)
{
	return store_query(r, "INSERT INTO serials (provider, account, next)"
		" VALUES (?1, ?2, ?3) ON CONFLICT (provider, account)"
		" DO UPDATE SET next = excluded.next"
		" WHERE excluded.next > serials.next",
		(struct store_value[]){ store_text(s->provider),
			store_text(s->account), store_number(s->next) }, 3,
		NULL, NULL, err);
}
