#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "registry/store.h"

struct change {
	const char *reseller;
	const char *url;
	const char *source;
	uint32_t serial;	/* of a signed link; 0: the next one */
	const char *reason;	/* why it is revoked; or NULL */
	const char *expires;	/* NULL: as it was */
};

/* A link as the registry knows it, whoever has it. */
struct known {
	bool found;
	bool mine;
	bool current;
	bool revoked;
};

static int
take_known(void *ctx, const struct store_value *c)
{
	*(struct known *)ctx = (struct known){ .found = true,
		.mine = c[0].number, .current = c[1].number,
		.revoked = c[2].number };
	return 0;
}

static int
look_up(struct registry *r, const struct change *c, struct known *out,
	struct err *err)
{
	*out = (struct known){ .found = false };
	return store_query(r, "SELECT r.name = ?1, l.current,"
		" l.revoked IS NOT NULL FROM links l"
		" JOIN resellers r ON r.id = l.reseller WHERE l.url = ?2",
		(struct store_value[]){ store_text(c->reseller),
			store_text(c->url) }, 2, take_known, out, err);
}

int
registry_link_check(const char *url, struct err *err)
{
	const char *p = url;

	if (strncmp(p, "https://", 8) != 0)
		return err_set(err, ERR_DATA, "the link does not begin with "
			"https://");
	if (strlen(p) > LIMIT_LINK)
		return err_set(err, ERR_LIMIT, "the link is longer than %d "
			"bytes, which one line of a message holds",
			LIMIT_LINK);
	for (; *p; p++)
		if (*p <= ' ' || *p > '~')
			return err_set(err, ERR_DATA, "the link holds a space "
				"or a byte that no URL may hold, at position "
				"%zu", (size_t)(p - url) + 1);
	return 0;
}

static int
take_serial(void *ctx, const struct store_value *c)
{
	*(int64_t *)ctx = c[0].number;
	return 0;
}

/* Behind all links that the account has and all that were ever revoked. */
int
registry_link_next(struct registry *r, const char *reseller,
	uint32_t *serial_r, struct err *err)
{
	int64_t next = 1;

	if (store_want_reseller(r, reseller, err) != 0 ||
	    store_query(r, "SELECT max("
		" coalesce((SELECT max(l.serial) + 1 FROM links l"
		"  WHERE l.reseller = r.id), 1),"
		" coalesce((SELECT s.next FROM serials s WHERE s.provider ="
		"  r.provider AND s.account = r.account), 1))"
		" FROM resellers r WHERE r.name = ?1",
		(struct store_value[]){ store_text(reseller) }, 1,
		take_serial, &next, err) != 0)
		return -1;
	if (next > UINT32_MAX)
		return err_set(err, ERR_LIMIT, "reseller %s has used up all "
			"serial numbers", reseller);
	*serial_r = (uint32_t)next;
	return 0;
}

static int
insert(struct registry *r, const struct change *c, struct err *err)
{
	char now[STORE_TIME];
	uint32_t next;

	if (registry_link_next(r, c->reseller, &next, err) != 0)
		return -1;
	if (c->serial && c->serial != next)
		return err_set(err, ERR_TEMP, "the links of %s were changed "
			"meanwhile; try again", c->reseller);
	store_now(now);
	return store_query(r, "INSERT INTO links (reseller, url, source,"
		" issued, current, serial) SELECT id, ?2, ?3, ?4, 1, ?5"
		" FROM resellers WHERE name = ?1", (struct store_value[]){
			store_text(c->reseller), store_text(c->url),
			store_text(c->source), store_text(now),
			store_number(next) }, 5, NULL, NULL, err);
}

static int
make_current(struct registry *r, const struct change *c,
	const struct known *known, struct err *err)
{
	struct store_value args[] = { store_text(c->reseller),
		store_text(c->url) };

	if (store_query(r, "UPDATE links SET current = 0 WHERE current = 1"
	    " AND reseller = (SELECT id FROM resellers WHERE name = ?1)",
	    args, 1, NULL, NULL, err) != 0)
		return -1;
	if (!known->found)
		return insert(r, c, err);
	return store_query(r, "UPDATE links SET current = 1, revoked = NULL,"
		" reason = NULL WHERE url = ?2", args, 2, NULL, NULL, err);
}

static int
set_expires(struct registry *r, const struct change *c, struct err *err)
{
	struct buf detail;
	int rc;

	if (c->expires == NULL)
		return 0;
	buf_init(&detail, LIMIT_LINK + STORE_TIME + 40);
	buf_printf(&detail, "%s until %s", c->url, c->expires);
	rc = store_query(r, "UPDATE links SET expires = ?2 WHERE url = ?1",
		(struct store_value[]){ store_text(c->url),
			store_text(c->expires) }, 2, NULL, NULL, err);
	if (rc == 0)
		rc = store_note(r, "link expires", c->reseller,
			buf_str(&detail), err);
	buf_deinit(&detail);
	return rc;
}

static int
set(struct registry *r, const void *ctx, struct err *err)
{
	const struct change *c = ctx;
	struct known known;

	if (store_want_reseller(r, c->reseller, err) != 0 ||
	    look_up(r, c, &known, err) != 0)
		return -1;
	if (known.found && !known.mine)
		return err_set(err, ERR_EXISTS, "this link was issued for "
			"another reseller; `linkseal-linkgen inspect` tells "
			"for which");
	if (known.revoked && c->serial)
		return err_set(err, ERR_DATA, "this link of %s was revoked; a "
			"signed link never comes back", c->reseller);
	if (!known.current && (make_current(r, c, &known, err) != 0 ||
	    store_note(r, "link issue", c->reseller, c->url, err) != 0))
		return -1;
	return set_expires(r, c, err);
}

int
registry_link_set(struct registry *r, const char *reseller, const char *url,
	const char *source, const char *expires, struct err *err)
{
	struct change c = { .reseller = reseller, .url = url,
		.source = source, .expires = expires };

	if (registry_link_check(c.url, err) != 0)
		return -1;
	return store_change(r, set, &c, err);
}

int
registry_link_sign(struct registry *r, const char *reseller, const char *url,
	uint32_t serial, struct err *err)
{
	struct change c = { .reseller = reseller, .url = url,
		.source = "signed", .serial = serial };

	if (registry_link_check(c.url, err) != 0)
		return -1;
	return store_change(r, set, &c, err);
}

/* The account's serials up to the revoked link's are spent for ever. */
static int
spend_serial(struct registry *r, const struct change *c, struct err *err)
{
	return store_query(r, "INSERT INTO serials (provider, account, next)"
		" SELECT r.provider, r.account, l.serial + 1 FROM links l"
		" JOIN resellers r ON r.id = l.reseller WHERE l.url = ?1"
		" ON CONFLICT (provider, account) DO UPDATE"
		" SET next = max(next, excluded.next)",
		(struct store_value[]){ store_text(c->url) }, 1, NULL, NULL,
		err);
}

static int
note_revoked(struct registry *r, const struct change *c, struct err *err)
{
	struct buf detail;
	int rc;

	buf_init(&detail, LIMIT_LINK + LIMIT_REASON + 4);
	buf_add_str(&detail, c->url);
	if (c->reason)
		buf_printf(&detail, ": %s", c->reason);
	rc = store_note(r, "link revoke", c->reseller, buf_str(&detail), err);
	buf_deinit(&detail);
	return rc;
}

static int
revoke_url(struct registry *r, const struct change *c, struct err *err)
{
	char now[STORE_TIME];
	struct known known;

	if (look_up(r, c, &known, err) != 0)
		return -1;
	if (!known.mine || known.revoked)
		return err_set(err, ERR_NOT_FOUND, "this link of %s %s",
			c->reseller, known.mine ? "is revoked already" :
			"is not in the registry");
	store_now(now);
	if (store_query(r, "UPDATE links SET current = 0, revoked = ?2,"
	    " reason = ?3 WHERE url = ?1", (struct store_value[]){
	    store_text(c->url), store_text(now), store_text(c->reason) }, 3,
	    NULL, NULL, err) != 0 ||
	    spend_serial(r, c, err) != 0)
		return -1;
	return note_revoked(r, c, err);
}

static int
take_url(void *ctx, const struct store_value *c)
{
	*(char **)ctx = buf_strdup(c[0].text);
	return 0;
}

static int
revoke(struct registry *r, const void *ctx, struct err *err)
{
	struct change c = *(const struct change *)ctx;
	char *current = NULL;
	int rc;

	if (store_want_reseller(r, c.reseller, err) != 0)
		return -1;
	if (c.url)
		return revoke_url(r, &c, err);
	if (store_query(r, "SELECT l.url FROM links l JOIN resellers r"
	    " ON r.id = l.reseller WHERE r.name = ?1 AND l.current = 1",
	    (struct store_value[]){ store_text(c.reseller) }, 1, take_url,
	    &current, err) != 0)
		return -1;
	if (current == NULL)
		return err_set(err, ERR_NOT_FOUND, "reseller %s has no link",
			c.reseller);
	c.url = current;
	rc = revoke_url(r, &c, err);
	free(current);
	return rc;
}

int
registry_link_revoke(struct registry *r, const char *reseller,
	const char *url, const char *reason, struct err *err)
{
	struct change c = { .reseller = reseller, .url = url,
		.reason = reason };

	if (store_check_text("the reason", reason, LIMIT_REASON, err) != 0)
		return -1;
	return store_change(r, revoke, &c, err);
}

struct each {
	int (*fn)(void *ctx, const struct registry_link *);
	void *ctx;
};

static int
hand_over(void *ctx, const struct store_value *c)
{
	const struct each *e = ctx;
	struct registry_link l = {
		.reseller = (char *)c[0].text, .url = (char *)c[1].text,
		.source = (char *)c[2].text, .issued = (char *)c[3].text,
		.revoked = (char *)c[4].text, .current = c[5].number,
		.serial = (uint32_t)c[6].number,
		.reason = (char *)c[7].text, .expires = (char *)c[8].text,
	};

	return e->fn(e->ctx, &l);
}

#define SELECT "SELECT r.name, l.url, l.source, l.issued, l.revoked," \
	" l.current, l.serial, l.reason, l.expires FROM resellers r" \
	" JOIN links l ON l.reseller = r.id "

int
registry_link_find(struct registry *r, const char *url,
	int (*fn)(void *ctx, const struct registry_link *), void *ctx,
	struct err *err)
{
	struct each e = { fn, ctx };

	return store_query(r, SELECT "WHERE l.url = ?1",
		(struct store_value[]){ store_text(url) }, 1, hand_over, &e,
		err);
}

int
registry_links(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct registry_link *), void *ctx,
	struct err *err)
{
	struct each e = { fn, ctx };

	if (reseller == NULL)
		return store_query(r, SELECT "ORDER BY r.name, l.serial",
			NULL, 0, hand_over, &e, err);
	return store_query(r, SELECT "WHERE r.name = ?1 ORDER BY l.serial",
		(struct store_value[]){ store_text(reseller) }, 1, hand_over,
		&e, err);
}
