#include "registry/schema_rules.h"

/* Refuses WHAT on TABLE when CONDITION holds, in those WORDS. */
#define REFUSE(name, what, table, condition, words) \
	"CREATE TRIGGER " name " BEFORE " what " ON " table \
	" WHEN " condition " BEGIN SELECT RAISE(ABORT, '" words "'); END;"

/* R10 */
#define ONE_SELLER "only one partner who sells a service may have privileges" \
	" for it"
#define OTHER_SELLER(but) \
	"NEW.transacting = 1 AND NEW.dap = 1 AND NEW.until IS NULL AND EXISTS" \
	" (SELECT 1 FROM relationships o WHERE o.customer = NEW.customer" \
	" AND o.service = NEW.service AND o.transacting = 1 AND o.dap = 1" \
	" AND o.until IS NULL" but ")"

/* R15: PARTY, "customer" or "reseller", keeps its place while a relationship
 * of ROW, an id, holds. */
#define HELD(party, row) \
	"EXISTS (SELECT 1 FROM relationships o WHERE o." party " = " row \
	" AND o.until IS NULL)"
#define NOT_ENDED "its relationship has not ended"

/* R18: the European Union is one market, and capitals are no matter. C and R
 * are rows; a region that is not known is no other. */
#define MARKET(row) "coalesce((SELECT market FROM markets WHERE country =" \
	" upper(" row ".region)), upper(" row ".region))"
#define ELSEWHERE(c, r) MARKET(c) " <> " MARKET(r)
#define R18 "partner and customer are in different regions"

#define IN_RELATIONSHIP \
	"EXISTS (SELECT 1 FROM relationships o WHERE o.customer =" \
	" NEW.customer AND o.reseller = NEW.billed_by" \
	" AND o.service = NEW.service AND o.until IS NULL)"

const char schema_rules[] =
"CREATE TABLE markets ("
"	country TEXT NOT NULL PRIMARY KEY,"
"	market TEXT NOT NULL"
") STRICT, WITHOUT ROWID;"
"INSERT INTO markets VALUES"
"	('AT', 'EU'), ('BE', 'EU'), ('BG', 'EU'), ('CY', 'EU'),"
"	('CZ', 'EU'), ('DE', 'EU'), ('DK', 'EU'), ('EE', 'EU'),"
"	('ES', 'EU'), ('FI', 'EU'), ('FR', 'EU'), ('GR', 'EU'),"
"	('HR', 'EU'), ('HU', 'EU'), ('IE', 'EU'), ('IT', 'EU'),"
"	('LT', 'EU'), ('LU', 'EU'), ('LV', 'EU'), ('MT', 'EU'),"
"	('NL', 'EU'), ('PL', 'EU'), ('PT', 'EU'), ('RO', 'EU'),"
"	('SE', 'EU'), ('SI', 'EU'), ('SK', 'EU');"

REFUSE("relationships_one_seller", "INSERT", "relationships",
	OTHER_SELLER(""), ONE_SELLER)
REFUSE("relationships_stay_one_seller", "UPDATE", "relationships",
	OTHER_SELLER(" AND o.id <> OLD.id"), ONE_SELLER)
REFUSE("relationships_once", "INSERT", "relationships",
	"NEW.until IS NULL AND EXISTS (SELECT 1 FROM relationships o"
	" WHERE o.customer = NEW.customer AND o.reseller = NEW.reseller"
	" AND o.service = NEW.service AND o.until IS NULL)",
	"this relationship is there")
REFUSE("relationships_begin_open", "INSERT", "relationships",
	"NEW.until IS NOT NULL", "a relationship begins before it ends")
REFUSE("relationships_have_parties", "INSERT", "relationships",
	"NOT EXISTS (SELECT 1 FROM customers c, resellers r, services s,"
	" people p WHERE c.id = NEW.customer AND r.id = NEW.reseller"
	" AND s.name = NEW.service AND p.id = NEW.who)",
	"a relationship needs a customer, a reseller, a service, and who"
	" began it")
REFUSE("relationships_tell_who", "UPDATE OF who", "relationships",
	"NOT EXISTS (SELECT 1 FROM people p WHERE p.id = NEW.who)",
	"nobody has done it")
/* Else a customer could end it as what it is not (R15), and the history
 * would not tell. */
REFUSE("relationships_keep_type", "UPDATE OF kind, transacting",
	"relationships",
	"NEW.kind <> OLD.kind OR NEW.transacting <> OLD.transacting",
	"a relationship keeps its type; end it and begin another")

REFUSE("customers_stay", "DELETE", "customers", HELD("customer", "OLD.id"),
	NOT_ENDED)
REFUSE("customers_keep_place", "UPDATE OF id", "customers",
	"NEW.id <> OLD.id", "a customer keeps its number")
REFUSE("customers_once", "INSERT", "customers",
	"EXISTS (SELECT 1 FROM customers c WHERE c.id = NEW.id"
	" OR c.domain = NEW.domain OR c.tenant = NEW.tenant)",
	"this customer is there")
REFUSE("customers_stay_apart", "UPDATE OF domain, tenant", "customers",
	"EXISTS (SELECT 1 FROM customers c WHERE c.id <> OLD.id AND"
	" (c.domain = NEW.domain OR c.tenant = NEW.tenant))",
	"domain and tenant are one customer''s")

REFUSE("resellers_stay", "DELETE", "resellers", HELD("reseller", "OLD.id"),
	NOT_ENDED)
REFUSE("resellers_keep_place", "UPDATE OF id", "resellers",
	"NEW.id <> OLD.id", "a reseller keeps its number")
REFUSE("resellers_once", "INSERT", "resellers",
	"EXISTS (SELECT 1 FROM resellers r WHERE r.id = NEW.id"
	" OR r.name = NEW.name"
	" OR (r.provider = NEW.provider AND r.account = NEW.account))",
	"this reseller is there")
REFUSE("resellers_stay_apart", "UPDATE OF name, provider, account",
	"resellers",
	"EXISTS (SELECT 1 FROM resellers r WHERE r.id <> OLD.id AND"
	" (r.name = NEW.name"
	" OR (r.provider = NEW.provider AND r.account = NEW.account)))",
	"name and account are one reseller''s")

REFUSE("services_stay", "DELETE", "services",
	"EXISTS (SELECT 1 FROM relationships o WHERE o.service = OLD.name)"
	" OR EXISTS (SELECT 1 FROM subscriptions s WHERE s.service ="
	" OLD.name)", "this service is sold")
REFUSE("services_keep_name", "UPDATE OF name", "services",
	"NEW.name <> OLD.name", "a service keeps its name")

"DROP TRIGGER relationships_in_region;"
REFUSE("relationships_in_region", "INSERT", "relationships",
	"EXISTS (SELECT 1 FROM customers c, resellers r"
	" WHERE c.id = NEW.customer AND r.id = NEW.reseller AND "
	ELSEWHERE("c", "r") ")", R18)
REFUSE("customers_stay_in_region", "UPDATE OF region", "customers",
	"EXISTS (SELECT 1 FROM relationships o"
	" JOIN resellers r ON r.id = o.reseller WHERE o.customer = OLD.id"
	" AND o.until IS NULL AND " ELSEWHERE("NEW", "r") ")", R18)
REFUSE("resellers_stay_in_region", "UPDATE OF region", "resellers",
	"EXISTS (SELECT 1 FROM relationships o"
	" JOIN customers c ON c.id = o.customer WHERE o.reseller = OLD.id"
	" AND o.until IS NULL AND " ELSEWHERE("c", "NEW") ")", R18)

/* R11. Subscriptions go with their customer or seller alone. */
REFUSE("subscriptions_once", "INSERT", "subscriptions",
	"EXISTS (SELECT 1 FROM subscriptions s WHERE s.id = NEW.id"
	" OR (s.customer = NEW.customer AND s.service = NEW.service"
	" AND s.name = NEW.name))", "this subscription is there")
REFUSE("subscriptions_stay_apart", "UPDATE OF id, name", "subscriptions",
	"NEW.id <> OLD.id OR EXISTS (SELECT 1 FROM subscriptions s"
	" WHERE s.id <> OLD.id AND s.customer = NEW.customer"
	" AND s.service = NEW.service AND s.name = NEW.name)",
	"this subscription is there")
REFUSE("subscriptions_stay", "DELETE", "subscriptions",
	"OLD.state <> 'ended' AND EXISTS (SELECT 1 FROM customers c"
	" WHERE c.id = OLD.customer) AND (OLD.billed_by IS NULL"
	" OR EXISTS (SELECT 1 FROM resellers r WHERE r.id = OLD.billed_by))",
	"a subscription is ended, not deleted")
REFUSE("subscriptions_keep_partner_of_record", "UPDATE OF of_record",
	"subscriptions", "NEW.of_record IS NULL AND EXISTS"
	" (SELECT 1 FROM resellers r WHERE r.id = OLD.of_record)",
	"who bills a subscription and its partner of record stay")
/* R16: nothing is bought from whom one has left. */
REFUSE("subscriptions_grow_in_relationship", "UPDATE OF seats, addons",
	"subscriptions", "(NEW.seats > OLD.seats OR NEW.addons <> OLD.addons)"
	" AND NEW.billed_by IS NOT NULL AND NOT " IN_RELATIONSHIP,
	"there is no relationship for this subscription")

/* Who did something is forgotten at most, and never becomes another. */
REFUSE("people_stay", "DELETE", "people",
	"EXISTS (SELECT 1 FROM events e WHERE e.who = OLD.id) OR EXISTS"
	" (SELECT 1 FROM relationships o WHERE o.who = OLD.id)",
	"what was done stays with who did it")
REFUSE("people_keep_place", "UPDATE", "people",
	"NEW.id <> OLD.id OR (NEW.address IS NOT NULL"
	" AND NEW.address IS NOT OLD.address)",
	"what was done stays with who did it")
REFUSE("people_once", "INSERT", "people",
	"EXISTS (SELECT 1 FROM people p WHERE p.id = NEW.id"
	" OR p.address = NEW.address)", "this person is there")
"CREATE INDEX events_of_person ON events (who);"
"CREATE INDEX relationships_of_person ON relationships (who);";
