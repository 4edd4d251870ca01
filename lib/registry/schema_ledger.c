#include "registry/schema_ledger.h"

#define TIME_LIKE "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T" \
	"[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'"
#define TIME(column) column " TEXT NOT NULL CHECK (" column " GLOB " \
	TIME_LIKE ")"
#define TIME_OR_NULL(column) column " TEXT CHECK (" column " GLOB " \
	TIME_LIKE ")"
#define YES_NO(column) column " INTEGER NOT NULL CHECK (" column " IN (0, 1))"
#define ROLE "role TEXT NOT NULL CHECK (role IN ('customer', 'partner'," \
	" 'operator', 'provider'))"

/* Triggers that keep rows as they were written. */
#define KEEP(table, name, what) \
	"CREATE TRIGGER " name " BEFORE " what " ON " table " BEGIN" \
	" SELECT RAISE(ABORT, '" table " is append-only'); END;"
#define APPEND_ONLY(table) \
	KEEP(table, table "_keeps_rows", "DELETE") \
	KEEP(table, table "_keeps_words", "UPDATE") \
	/* INSERT OR REPLACE deletes without asking a trigger. */ \
	"CREATE TRIGGER " table "_keeps_places BEFORE INSERT ON " table \
	" WHEN EXISTS (SELECT 1 FROM " table " WHERE id = NEW.id) BEGIN" \
	" SELECT RAISE(ABORT, '" table " is append-only'); END;"

/* A partner is nobody's customer (R21): the tenant is the reseller's account
 * or its tenant, or the domain is its own. C and R are rows. */
#define SAME_ORGANISATION(c, r) \
	"(lower(" c ".tenant) IN (lower(" r ".account), lower(" r ".tenant))" \
	" OR " c ".domain = " r ".domain)"
#define R21 "'a partner of the programme can''t be the customer of another" \
	" partner'"

/* Where each customer stands with each reseller; DAP tells how those of its
 * services count together. */
#define STANDINGS(dap) \
"CREATE VIEW standings AS WITH" \
"	pairs AS (SELECT customer, reseller FROM invitations" \
"		UNION SELECT customer, reseller FROM relationships)," \
"	held AS (SELECT customer, reseller, " dap " AS dap," \
"		min(since) AS since, max(dap_changed) AS changed" \
"		FROM relationships WHERE until IS NULL" \
"		GROUP BY customer, reseller)," \
"	over AS (SELECT customer, reseller, max(until) AS until" \
"		FROM relationships GROUP BY customer, reseller)" \
"	SELECT p.customer, p.reseller, i.last AS invited," \
"	CASE WHEN h.dap = 1 THEN 'accepted' WHEN h.dap = 0 THEN 'dap-removed'" \
"		WHEN i.answer = 'declined' THEN 'declined'" \
"		WHEN i.last NOT NULL AND i.answer IS NULL THEN 'invited'" \
"		ELSE 'ended' END AS state," \
"	CASE WHEN h.dap = 1 THEN h.since WHEN h.dap = 0 THEN h.changed" \
"		WHEN i.answer = 'declined' THEN i.answered" \
"		WHEN i.last NOT NULL AND i.answer IS NULL THEN i.last" \
"		ELSE coalesce(e.until, i.answered) END AS since" \
"	FROM pairs p" \
"	LEFT JOIN invitations i ON i.customer = p.customer" \
"		AND i.reseller = p.reseller" \
"	LEFT JOIN held h ON h.customer = p.customer" \
"		AND h.reseller = p.reseller" \
"	LEFT JOIN over e ON e.customer = p.customer" \
"		AND e.reseller = p.reseller;"

const char schema_ledger[] =
/* What customers are told about the one who asks. */
"ALTER TABLE resellers ADD COLUMN legal_name TEXT CHECK (legal_name <> '');"
"ALTER TABLE resellers ADD COLUMN support TEXT CHECK (support <> '');"
"ALTER TABLE resellers ADD COLUMN region TEXT CHECK (region <> '');"
"ALTER TABLE resellers ADD COLUMN tenant TEXT CHECK (tenant <> '');"
"ALTER TABLE resellers ADD COLUMN domain TEXT CHECK (domain = lower(domain)"
"	AND domain LIKE '%_._%' AND domain NOT LIKE '%@%');"

"CREATE TABLE customers ("
"	id INTEGER PRIMARY KEY,"
"	domain TEXT NOT NULL UNIQUE CHECK (domain = lower(domain)"
"		AND domain LIKE '%_._%' AND domain NOT GLOB '*[^a-z0-9.-]*'),"
"	tenant TEXT UNIQUE CHECK (tenant <> '' AND tenant = lower(tenant)),"
"	name TEXT CHECK (length(name) BETWEEN 1 AND 400),"
"	region TEXT CHECK (region <> ''),"
	TIME("added")
") STRICT;"

/* Persons stand here alone, so that one can be forgotten (address NULL) while
 * what was done stays done. */
"CREATE TABLE people ("
"	id INTEGER PRIMARY KEY,"
"	address TEXT UNIQUE CHECK (length(address) BETWEEN 1 AND 400)"
") STRICT;"

"CREATE TABLE services ("
"	name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64"
"		AND name NOT GLOB '*[^a-z0-9._-]*'),"
"	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 400)"
") STRICT, WITHOUT ROWID;"
"INSERT INTO services VALUES ('cloud', 'Cloud services');"

/* What a reseller's link asks for; without a row it is `cloud`, transacting. */
"CREATE TABLE offers ("
"	reseller INTEGER NOT NULL REFERENCES resellers (id)"
"		ON DELETE CASCADE,"
"	service TEXT NOT NULL REFERENCES services (name),"
	YES_NO("transacting") ","
"	PRIMARY KEY (reseller, service)"
") STRICT, WITHOUT ROWID;"

"CREATE TABLE invitations ("
"	customer INTEGER NOT NULL REFERENCES customers (id)"
"		ON DELETE CASCADE,"
"	reseller INTEGER NOT NULL REFERENCES resellers (id)"
"		ON DELETE CASCADE,"
	TIME("first") ","
	TIME("last") ","
"	times INTEGER NOT NULL CHECK (times >= 0),"
/* To the last one; NULL: none yet. */
"	answer TEXT CHECK (answer IN ('accepted', 'declined')),"
	TIME_OR_NULL("answered") ","
"	CHECK ((answer IS NULL) = (answered IS NULL)),"
"	PRIMARY KEY (customer, reseller)"
") STRICT, WITHOUT ROWID;"

"CREATE TABLE relationships ("
"	id INTEGER PRIMARY KEY,"
"	customer INTEGER NOT NULL REFERENCES customers (id)"
"		ON DELETE CASCADE,"
"	reseller INTEGER NOT NULL REFERENCES resellers (id)"
"		ON DELETE CASCADE,"
"	service TEXT NOT NULL REFERENCES services (name),"
"	kind TEXT NOT NULL CHECK (kind IN ('reseller', 'administrator',"
"		'advisor', 'partner', 'mpsa', 'oem-pc', 'lob')),"
	YES_NO("transacting") ","
	YES_NO("dap") ","
	TIME("dap_changed") ","
	TIME("since") ","
	TIME_OR_NULL("until") ","
"	who INTEGER NOT NULL REFERENCES people (id),"	/* changed it last */
	ROLE ","
"	CHECK (transacting = 0 OR kind = 'reseller'),"
"	CHECK (until IS NULL OR (dap = 0 AND until >= since))"	/* R16 */
") STRICT;"
/* R10: one CSP-transacting partner with DAP for each service and customer. */
"CREATE UNIQUE INDEX relationships_one_transacting"
"	ON relationships (customer, service)"
"	WHERE transacting = 1 AND dap = 1 AND until IS NULL;"
"CREATE UNIQUE INDEX relationships_one_at_a_time"
"	ON relationships (customer, reseller, service) WHERE until IS NULL;"
"CREATE INDEX relationships_of_reseller ON relationships (reseller);"

STANDINGS("max(dap)")

/* Who bills it (NULL: bought from nobody here) is also the only one who may
 * change it; nobody changes who that is, nor the partner of record (R11). */
"CREATE TABLE subscriptions ("
"	id INTEGER PRIMARY KEY,"
"	customer INTEGER NOT NULL REFERENCES customers (id)"
"		ON DELETE CASCADE,"
"	service TEXT NOT NULL REFERENCES services (name),"
"	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 400),"
"	billed_by INTEGER REFERENCES resellers (id) ON DELETE CASCADE,"
"	of_record INTEGER REFERENCES resellers (id) ON DELETE SET NULL,"
"	seats INTEGER NOT NULL CHECK (seats >= 0),"
"	addons TEXT NOT NULL,"
"	state TEXT NOT NULL CHECK (state IN ('active', 'suspended',"
"		'ended')),"
"	changed_by INTEGER,"
"	UNIQUE (customer, service, name)"
") STRICT;"

/* What happened, in words that outlive the rows they speak of. */
"CREATE TABLE events ("
"	id INTEGER PRIMARY KEY AUTOINCREMENT,"
	TIME("at") ","
"	customer TEXT NOT NULL,"	/* domain */
"	reseller TEXT NOT NULL,"	/* name */
"	service TEXT,"
"	action TEXT NOT NULL CHECK (action IN ('invited', 'accepted',"
"		'declined', 'dap-removed', 'dap-restored', 'ended')),"
"	who INTEGER NOT NULL REFERENCES people (id),"
	ROLE
") STRICT;"
"CREATE INDEX events_of_customer ON events (customer, id);"
APPEND_ONLY("events")

/* No change of a relationship without its line in the history. */
#define NOTE(action) \
	"INSERT INTO events (at, customer, reseller, service, action, who," \
	" role) SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), c.domain," \
	" r.name, NEW.service, " action ", NEW.who, NEW.role" \
	" FROM customers c, resellers r" \
	" WHERE c.id = NEW.customer AND r.id = NEW.reseller;"
"CREATE TRIGGER relationships_note_start AFTER INSERT ON relationships BEGIN "
	NOTE("'accepted'") " END;"
"CREATE TRIGGER relationships_note_dap AFTER UPDATE OF dap ON relationships"
"	WHEN NEW.dap <> OLD.dap AND NEW.until IS NULL BEGIN "
	NOTE("iif(NEW.dap = 1, 'dap-restored', 'dap-removed')") " END;"
"CREATE TRIGGER relationships_note_end AFTER UPDATE OF until ON relationships"
"	WHEN NEW.until IS NOT NULL BEGIN " NOTE("'ended'") " END;"

"CREATE TRIGGER relationships_keep_parties BEFORE UPDATE OF id, customer,"
"	reseller, service, since ON relationships BEGIN"
"	SELECT RAISE(ABORT, 'a relationship can''t change its parties'); END;"
"CREATE TRIGGER relationships_stay_ended BEFORE UPDATE ON relationships"
"	WHEN OLD.until IS NOT NULL BEGIN"
"	SELECT RAISE(ABORT, 'this relationship has ended'); END;"
"CREATE TRIGGER relationships_end_first BEFORE DELETE ON relationships"
"	WHEN OLD.until IS NULL BEGIN"
"	SELECT RAISE(ABORT, 'this relationship has not ended'); END;"
"CREATE TRIGGER relationships_begin BEFORE INSERT ON relationships"
"	WHEN EXISTS (SELECT 1 FROM relationships WHERE id = NEW.id) BEGIN"
"	SELECT RAISE(ABORT, 'this relationship is there'); END;"

/* R15: a customer may end what is delegated administration or advice alone;
 * a partner ends only what nothing active hangs on. */
"CREATE TRIGGER relationships_end_by_customer BEFORE UPDATE OF until"
"	ON relationships WHEN NEW.until IS NOT NULL AND NEW.role = 'customer'"
"	AND OLD.kind NOT IN ('administrator', 'advisor') BEGIN"
"	SELECT RAISE(ABORT, 'only the partner can end this relationship');"
"END;"
"CREATE TRIGGER relationships_end_unused BEFORE UPDATE OF until"
"	ON relationships WHEN NEW.until IS NOT NULL AND EXISTS ("
"		SELECT 1 FROM subscriptions s WHERE s.customer = OLD.customer"
"		AND s.billed_by = OLD.reseller AND s.service = OLD.service"
"		AND s.state = 'active') BEGIN"
"	SELECT RAISE(ABORT, 'a subscription is active'); END;"

/* R18 */
"CREATE TRIGGER relationships_in_region BEFORE INSERT ON relationships"
"	WHEN EXISTS (SELECT 1 FROM customers c, resellers r"
"		WHERE c.id = NEW.customer AND r.id = NEW.reseller"
"		AND c.region <> r.region) BEGIN"
"	SELECT RAISE(ABORT, 'partner and customer are in different regions');"
"END;"

/* R21, from all sides it could be broken. */
"CREATE TRIGGER relationships_of_customers BEFORE INSERT ON relationships"
"	WHEN EXISTS (SELECT 1 FROM customers c, resellers r"
"		WHERE c.id = NEW.customer AND "
			SAME_ORGANISATION("c", "r") ") BEGIN"
"	SELECT RAISE(ABORT, " R21 "); END;"
"CREATE TRIGGER customers_are_no_partners BEFORE UPDATE OF tenant, domain"
"	ON customers WHEN EXISTS (SELECT 1 FROM relationships o"
"		WHERE o.customer = OLD.id AND o.until IS NULL)"
"	AND EXISTS (SELECT 1 FROM resellers r WHERE "
			SAME_ORGANISATION("NEW", "r") ") BEGIN"
"	SELECT RAISE(ABORT, " R21 "); END;"
#define PARTNER_CHECK(name, when) \
"CREATE TRIGGER " name " BEFORE " when " ON resellers" \
"	WHEN EXISTS (SELECT 1 FROM relationships o JOIN customers c" \
"		ON c.id = o.customer WHERE o.until IS NULL AND " \
			SAME_ORGANISATION("c", "NEW") ") BEGIN" \
"	SELECT RAISE(ABORT, " R21 "); END;"
PARTNER_CHECK("resellers_are_no_customers", "INSERT")
PARTNER_CHECK("resellers_become_no_customers",
	"UPDATE OF account, tenant, domain")

/* R11 */
"CREATE TRIGGER subscriptions_keep_parties BEFORE UPDATE OF customer, service,"
"	billed_by, of_record ON subscriptions"
"	WHEN NEW.customer <> OLD.customer OR NEW.service <> OLD.service"
"	OR NEW.billed_by IS NOT OLD.billed_by"
"	OR (NEW.of_record IS NOT OLD.of_record AND NEW.of_record NOT NULL)"
"	BEGIN SELECT RAISE(ABORT,"
"	'who bills a subscription and its partner of record stay'); END;"
"CREATE TRIGGER subscriptions_changed_by_seller BEFORE UPDATE OF seats, addons,"
"	state, name ON subscriptions"
"	WHEN NEW.changed_by IS NOT OLD.billed_by BEGIN"
"	SELECT RAISE(ABORT, 'only who bills a subscription changes it'); END;"
"CREATE TRIGGER subscriptions_need_relationship BEFORE INSERT"
"	ON subscriptions WHEN NEW.billed_by IS NOT NULL AND NOT EXISTS ("
"		SELECT 1 FROM relationships o WHERE o.customer = NEW.customer"
"		AND o.reseller = NEW.billed_by AND o.service = NEW.service"
"		AND o.until IS NULL) BEGIN"
"	SELECT RAISE(ABORT, 'there is no relationship for this subscription');"
"END;"
"CREATE TRIGGER subscriptions_resume_in_relationship BEFORE UPDATE OF state"
"	ON subscriptions WHEN NEW.state = 'active'"
"	AND NEW.billed_by IS NOT NULL AND NOT EXISTS ("
"		SELECT 1 FROM relationships o WHERE o.customer = NEW.customer"
"		AND o.reseller = NEW.billed_by AND o.service = NEW.service"
"		AND o.until IS NULL) BEGIN"
"	SELECT RAISE(ABORT, 'there is no relationship for this subscription');"
"END;"

/* How one proves an address, and who is signed in. Secrets stand here only as
 * digests. */
"CREATE TABLE codes ("
"	id INTEGER PRIMARY KEY,"
"	address TEXT NOT NULL,"
"	role TEXT NOT NULL CHECK (role IN ('customer', 'partner')),"
"	salt BLOB NOT NULL CHECK (length(salt) = 16),"
"	digest BLOB NOT NULL CHECK (length(digest) = 32),"
"	issued INTEGER NOT NULL,"	/* seconds since 1970 */
"	expires INTEGER NOT NULL CHECK (expires > issued),"
"	tries INTEGER NOT NULL CHECK (tries >= 0),"
	YES_NO("used")
") STRICT;"
"CREATE INDEX codes_of_address ON codes (address, role, id);"
"CREATE TABLE sessions ("
"	digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),"
"	address TEXT NOT NULL,"
"	role TEXT NOT NULL CHECK (role IN ('customer', 'partner')),"
"	expires INTEGER NOT NULL"
") STRICT, WITHOUT ROWID;";

const char schema_standings[] =
"DROP VIEW standings;"
STANDINGS("min(dap)");
