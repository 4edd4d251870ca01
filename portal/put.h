#ifndef LS_PORTAL_PUT_H
#define LS_PORTAL_PUT_H

/* Rows of the ledger as JSON objects: for the commands. */

#include "registry/ledger_customer.h"
#include "registry/ledger_service.h"
#include "sys/json.h"

/* Each puts one object into the array that is open. */
void put_customer(struct json *j, const struct ledger_customer *c);
void put_relationship(struct json *j, const struct ledger_relationship *l);
void put_subscription(struct json *j, const struct ledger_subscription *s);
void put_event(struct json *j, const struct ledger_event *e);

#endif
