#include "put.h"

void
put_customer(struct json *j, const struct ledger_customer *c)
{
	json_open_object(j, NULL);
	json_put_text(j, "domain", c->domain);
	json_put_text(j, "name", c->name);
	json_put_text(j, "tenant", c->tenant);
	json_put_text(j, "region", c->region);
	json_put_text(j, "reseller", c->reseller);
	json_put_text(j, "state", ledger_state_name(c->state));
	json_put_text(j, "since", c->since);
	json_put_text(j, "invited", c->invited);
	json_put_number(j, "times", c->times);
	json_close(j);
}

void
put_relationship(struct json *j, const struct ledger_relationship *l)
{
	json_open_object(j, NULL);
	json_put_text(j, "domain", l->domain);
	json_put_text(j, "reseller", l->reseller);
	json_put_text(j, "display", l->display);
	json_put_text(j, "service", l->service);
	json_put_text(j, "title", l->title);
	json_put_text(j, "kind", l->kind);
	json_put_bool(j, "transacting", l->transacting);
	json_put_bool(j, "dap", l->dap);
	json_put_text(j, "dap_changed", l->dap_changed);
	json_put_text(j, "since", l->since);
	json_close(j);
}

void
put_subscription(struct json *j, const struct ledger_subscription *s)
{
	json_open_object(j, NULL);
	json_put_text(j, "service", s->service);
	json_put_text(j, "name", s->name);
	json_put_text(j, "billed_by", s->billed_by);
	json_put_text(j, "partner_of_record", s->of_record);
	json_put_number(j, "seats", s->seats);
	json_put_text(j, "addons", s->addons);
	json_put_text(j, "state", s->state);
	json_close(j);
}

void
put_event(struct json *j, const struct ledger_event *e)
{
	json_open_object(j, NULL);
	json_put_text(j, "at", e->at);
	json_put_text(j, "customer", e->domain);
	json_put_text(j, "reseller", e->reseller);
	json_put_text(j, "service", e->service);
	json_put_text(j, "action", e->action);
	json_put_text(j, "who", *e->who ? e->who : NULL);
	json_put_text(j, "role", e->role);
	json_close(j);
}
