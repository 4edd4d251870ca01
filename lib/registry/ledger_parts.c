#include "registry/ledger_parts.h"

#include <stdlib.h>
#include <string.h>

#include "registry/sender.h"

char *
ledger_domain(const char *domain, struct err *err)
{
	char *folded = sender_fold_domain(span_str(domain));

	if (folded && strchr(folded, '.') == NULL) {
		free(folded);
		folded = NULL;
	}
	if (folded == NULL)
		err_set(err, ERR_DATA, "\"%.100s\" is no domain of a customer; "
			"write it as in contoso.example", domain);
	return folded;
}

int
ledger_take_text(void *ctx, const struct store_value *columns)
{
	free(*(char **)ctx);
	*(char **)ctx = buf_strdup(columns[0].text);
	return 0;
}

char *
ledger_customer_domain(struct registry *r, const char *domain,
	struct err *err)
{
	char *folded = ledger_domain(domain, err), *known = NULL;

	if (folded == NULL)
		return NULL;
	if (store_query(r, "SELECT c.domain FROM customer_domains a"
	    " JOIN customers c ON c.id = a.customer WHERE a.domain = ?1",
	    (struct store_value[]){ store_text(folded) }, 1,
	    ledger_take_text, &known, err) != 0) {
		free(folded);
		return NULL;
	}
	if (known == NULL)
		return folded;
	free(folded);
	return known;
}

int
ledger_make_customer(struct registry *r, const char *domain, struct err *err)
{
	char now[STORE_TIME];

	store_now(now);
	return store_query(r, "INSERT INTO customers (domain, added)"
		" SELECT ?1, ?2 WHERE NOT EXISTS"
		" (SELECT 1 FROM customers WHERE domain = ?1)",
		(struct store_value[]){ store_text(domain), store_text(now) },
		2, NULL, NULL, err);
}

int
ledger_take_number(void *ctx, const struct store_value *columns)
{
	*(int64_t *)ctx = columns[0].number;
	return 0;
}

int
ledger_person(struct registry *r, const struct ledger_actor *actor,
	int64_t *id_r, struct err *err)
{
	struct store_value args[] = { store_text(actor->who) };

	*id_r = -1;
	if (store_query(r, "INSERT INTO people (address) SELECT ?1 WHERE NOT"
	    " EXISTS (SELECT 1 FROM people WHERE address = ?1)", args, 1,
	    NULL, NULL, err) != 0)
		return -1;
	return store_query(r, "SELECT id FROM people WHERE address = ?1",
		args, 1, ledger_take_number, id_r, err);
}

int
ledger_note(struct registry *r, const char *reseller, const char *domain,
	const char *action, const char *at, const struct ledger_actor *actor,
	struct err *err)
{
	int64_t who;

	if (ledger_person(r, actor, &who, err) != 0)
		return -1;
	return store_query(r, "INSERT INTO events (at, customer, reseller,"
		" action, who, role) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		(struct store_value[]){ store_text(at), store_text(domain),
			store_text(reseller), store_text(action),
			store_number(who), store_text(actor->role) }, 6,
		NULL, NULL, err);
}

int
ledger_want_service(struct registry *r, const char *service, struct err *err)
{
	struct store_value args[] = { store_text(service) };
	int rc = store_exists(r, "SELECT 1 FROM services WHERE name = ?1",
		args, 1, err);

	if (rc == 0)
		return err_set(err, ERR_DATA, "service \"%.64s\" is not known;"
			" add it first", service);
	return rc < 0 ? -1 : 0;
}
