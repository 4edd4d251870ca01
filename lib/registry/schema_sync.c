#include "registry/schema_sync.h"

/* D is a column. */
#define DOMAIN_LIKE(d) d " = lower(" d ") AND " d " LIKE '%_._%' AND " d \
	" NOT GLOB '*[^a-z0-9.-]*'"

const char schema_sync[] =
/* A tenant has several domains; the customer is kept by one of them, and these
 * are the others. */
"CREATE TABLE customer_domains ("
"	domain TEXT NOT NULL PRIMARY KEY CHECK (" DOMAIN_LIKE("domain") "),"
"	customer INTEGER NOT NULL REFERENCES customers (id)"
"		ON DELETE CASCADE"
") STRICT, WITHOUT ROWID;"
"CREATE INDEX customer_domains_of ON customer_domains (customer);"
/* Who is found by a domain is one. */
"CREATE TRIGGER customer_domains_are_no_other BEFORE INSERT"
"	ON customer_domains WHEN EXISTS (SELECT 1 FROM customers c"
"		WHERE c.domain = NEW.domain) BEGIN"
"	SELECT RAISE(ABORT, 'a customer is kept by this domain'); END;"
"CREATE TRIGGER customers_are_known_by_no_other BEFORE INSERT ON customers"
"	WHEN EXISTS (SELECT 1 FROM customer_domains a"
"		WHERE a.domain = NEW.domain) BEGIN"
"	SELECT RAISE(ABORT, 'another customer is known by this domain'); END;"

/* Signed events that came, so that none counts twice. */
"CREATE TABLE provider_events ("
"	digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),"
"	at INTEGER NOT NULL"	/* seconds since 1970 */
") STRICT, WITHOUT ROWID;"
"CREATE INDEX provider_events_at ON provider_events (at);"
/* Customers that a provider told something of; n counts how often. */
"CREATE TABLE provider_news ("
"	reseller INTEGER NOT NULL REFERENCES resellers (id)"
"		ON DELETE CASCADE,"
"	tenant TEXT NOT NULL CHECK (tenant = lower(tenant)),"
"	event TEXT NOT NULL CHECK (length(event) BETWEEN 1 AND 100),"
"	at INTEGER NOT NULL,"
"	n INTEGER NOT NULL CHECK (n > 0),"
"	PRIMARY KEY (reseller, tenant)"
") STRICT, WITHOUT ROWID;";
