#include <stdlib.h>
#include <string.h>

#include "registry/sender.h"
#include "registry/store.h"

struct list {
	const struct registry_sender *senders;
	size_t n;
};

/* The value in its one spelling; the caller frees. */
static char *
fold(const struct registry_sender *s, struct err *err)
{
	char *value = NULL;

	if (strcmp(s->kind, "login") == 0)
		value = buf_strdup(s->value);
	else if (strcmp(s->kind, "address") == 0)
		value = sender_fold_address(span_str(s->value));
	else if (strcmp(s->kind, "domain") == 0)
		value = sender_fold_domain(span_str(s->value));
	if (value == NULL)
		err_set(err, ERR_DATA, "sender \"%.200s\": this is no %s",
			s->value, s->kind);
	return value;
}

static int
note(struct registry *r, const char *action, const struct registry_sender *s,
	const char *value, struct err *err)
{
	struct buf detail;
	int rc;

	buf_init(&detail, 2000);
	buf_printf(&detail, "%s %s", s->kind, value);
	rc = store_note(r, action, s->reseller, buf_str(&detail), err);
	buf_deinit(&detail);
	return rc;
}

static int
insert(struct registry *r, const struct registry_sender *s, const char *value,
	struct err *err)
{
	char now[STORE_TIME];
	struct store_value args[4] = { store_text(s->reseller),
		store_text(s->kind), store_text(value) };
	int rc;

	if (store_want_reseller(r, s->reseller, err) != 0)
		return -1;
	rc = store_exists(r, "SELECT 1 FROM senders WHERE kind = ?2"
		" AND value = ?3 AND reseller ="
		" (SELECT id FROM resellers WHERE name = ?1)", args, 3, err);
	if (rc == 1)
		return err_set(err, ERR_EXISTS, "%s %.300s is a sender of %s "
			"already", s->kind, value, s->reseller);
	if (rc != 0)
		return -1;
	store_now(now);
	args[3] = store_text(now);
	if (store_query(r, "INSERT INTO senders (reseller, kind, value, added)"
	    " SELECT id, ?2, ?3, ?4 FROM resellers WHERE name = ?1",
	    args, 4, NULL, NULL, err) != 0)
		return -1;
	return note(r, "sender add", s, value, err);
}

static int
delete(struct registry *r, const struct registry_sender *s, const char *value,
	struct err *err)
{
	struct store_value args[3] = { store_text(s->reseller),
		store_text(s->kind), store_text(value) };
	int rc;

	if (store_want_reseller(r, s->reseller, err) != 0)
		return -1;
	rc = store_exists(r, "DELETE FROM senders WHERE kind = ?2"
		" AND value = ?3 AND reseller ="
		" (SELECT id FROM resellers WHERE name = ?1)"
		" RETURNING 1", args, 3, err);
	if (rc == 0)
		return err_set(err, ERR_NOT_FOUND, "%s %.300s is no sender of "
			"%s; `sender list %s` shows them", s->kind, value,
			s->reseller, s->reseller);
	if (rc != 1)
		return -1;
	return note(r, "sender remove", s, value, err);
}

static int
for_all(struct registry *r, const struct list *l,
	int (*one)(struct registry *, const struct registry_sender *,
		const char *, struct err *), struct err *err)
{
	char *value;
	size_t i;
	int rc = 0;

	for (i = 0; i < l->n && rc == 0; i++) {
		value = fold(&l->senders[i], err);
		rc = value ? one(r, &l->senders[i], value, err) : -1;
		free(value);
	}
	return rc;
}

static int
add(struct registry *r, const void *ctx, struct err *err)
{
	return for_all(r, ctx, insert, err);
}

static int
remove_all(struct registry *r, const void *ctx, struct err *err)
{
	return for_all(r, ctx, delete, err);
}

int
registry_sender_add(struct registry *r, const struct registry_sender *senders,
	size_t n, struct err *err)
{
	struct list l = { senders, n };

	return store_change(r, add, &l, err);
}

int
registry_sender_remove(struct registry *r,
	const struct registry_sender *senders, size_t n, struct err *err)
{
	struct list l = { senders, n };

	return store_change(r, remove_all, &l, err);
}

void
registry_sender_deinit(struct registry_sender *sender)
{
	free(sender->reseller);
	free(sender->kind);
	free(sender->value);
	*sender = (struct registry_sender){ .value = NULL };
}

struct each {
	int (*fn)(void *ctx, const struct registry_sender *);
	void *ctx;
};

static int
hand_over(void *ctx, const struct store_value *c)
{
	const struct each *e = ctx;
	struct registry_sender s = {
		.reseller = (char *)c[0].text,
		.kind = (char *)c[1].text,
		.value = (char *)c[2].text,
	};

	return e->fn(e->ctx, &s);
}

int
registry_senders(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct registry_sender *), void *ctx,
	struct err *err)
{
	struct each e = { fn, ctx };

	if (reseller == NULL)
		return store_query(r, "SELECT r.name, s.kind, s.value"
			" FROM resellers r JOIN senders s ON s.reseller = r.id"
			" ORDER BY r.name, s.kind, s.value",
			NULL, 0, hand_over, &e, err);
	return store_query(r, "SELECT r.name, s.kind, s.value"
		" FROM resellers r JOIN senders s ON s.reseller = r.id"
		" WHERE r.name = ?1 ORDER BY s.kind, s.value",
		(struct store_value[]){ store_text(reseller) }, 1,
		hand_over, &e, err);
}

int
registry_sender_find(struct registry *r, const char *kind, const char *value,
	int (*fn)(void *ctx, const struct registry_sender *), void *ctx,
	struct err *err)
{
	struct each e = { fn, ctx };

	return store_query(r, "SELECT r.name, s.kind, s.value"
		" FROM senders s JOIN resellers r ON r.id = s.reseller"
		" WHERE s.kind = ?1 AND s.value = ?2 ORDER BY r.name",
		(struct store_value[]){ store_text(kind), store_text(value) },
		2, hand_over, &e, err);
}
