#ifndef LS_TESTS_UNIT_LEDGER_PLACE_H
#define LS_TESTS_UNIT_LEDGER_PLACE_H

/* Two resellers and what they do with the customer townhall.example. */

#include <time.h>

#include "registry/ledger_customer.h"
#include "registry/ledger_invited.h"
#include "registry/ledger_service.h"
#include "registry_place.h"

#define CUSTOMER "townhall.example"

static const struct ledger_actor ann = { "customer", "ann@townhall.example" };
static const struct ledger_actor alice = { "partner",
	"alice@contoso.example" };

static inline void
set_up_ledger(void)
{
	set_up();
	add(registry, "contoso", ACCOUNT_1);
	add(registry, "fabrikam", ACCOUNT_2);
}

static inline void
accepted(const char *reseller)
{
	ck_assert_msg(ledger_accept(registry, reseller, CUSTOMER, &ann,
		&err) == 0, "%s", err.text);
}

/* AFTER: seconds from now, for answers hold against what came before. */
static inline void
invited(const char *domain, int after)
{
	struct ledger_sent s = { "contoso", domain, time(NULL) + after };

	ck_assert_msg(ledger_invited(registry, &s, 1, "linkseal-mailer", NULL,
		&err) == 0, "%s", err.text);
}

static inline void
offered(const char *reseller, const char *service, bool transacting)
{
	ck_assert_msg(ledger_service_set(registry, service, service,
		&err) == 0, "%s", err.text);
	ck_assert_msg(ledger_offer_set(registry, reseller, service,
		transacting, &err) == 0, "%s", err.text);
}

static inline int
sold(const char *by, const char *state, int seats, const char *changer)
{
	struct ledger_subscription s = { .domain = CUSTOMER,
		.service = "cloud", .name = "Business Standard",
		.billed_by = by, .of_record = by, .seats = seats,
		.addons = "", .state = state };

	return ledger_subscription_set(registry, &s, changer, &err);
}

#define DAP_OF(reseller) "SELECT count(*) FROM relationships o" \
	" JOIN resellers n ON n.id = o.reseller WHERE o.dap = 1" \
	" AND o.until IS NULL AND n.name = '" reseller "'"

static inline int
take_state(void *ctx, const struct ledger_customer *c)
{
	*(int *)ctx = (int)c->state;
	return 0;
}

/* Where the customer stands with RESELLER; LEDGER_ANY: it is not in the
 * list. */
static inline int
standing(const char *reseller)
{
	struct ledger_search all = { .reseller = reseller,
		.state = LEDGER_ANY, .max = 10 };
	int state = LEDGER_ANY;

	ck_assert_int_eq(ledger_customers(registry, &all, take_state, &state,
		&err), 0);
	return state;
}

#endif
