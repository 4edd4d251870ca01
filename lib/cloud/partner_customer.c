#include "cloud/partner_customer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/cloud_limits.h"
#include "core/buf.h"

#define CUSTOMERS "/v1/customers/"
#define PATH_SIZE (sizeof CUSTOMERS + GUID_SIZE)

void
partner_customer_deinit(struct partner_customer *c)
{
	for (size_t i = 0; i < c->n_domains; i++)
		free(c->domains[i]);
	free(c->domains);
	free(c->name);
	*c = (struct partner_customer){ .name = NULL };
}

static enum partner_relation
relation_of(const char *word)
{
	static const struct {
		const char *word;
		enum partner_relation relation;
	} words[] = {
		{ "none", PARTNER_NONE }, { "reseller", PARTNER_RESELLER },
		{ "advisor", PARTNER_ADVISOR },
	};

	for (size_t i = 0; word && i < sizeof words / sizeof words[0]; i++)
		if (strcasecmp(word, words[i].word) == 0)
			return words[i].relation;
	return PARTNER_OTHER;
}

static void
add_domain(struct partner_customer *c, const char *domain)
{
	if (domain && *domain && c->n_domains < CLOUD_DOMAINS_MAX)
		c->domains[c->n_domains++] = buf_strdup(domain);
}

static void
read_domains(struct partner_customer *c, const char *first,
	const struct document_part *own)
{
	size_t n = document_items(own);

	if (n > CLOUD_DOMAINS_MAX)
		n = CLOUD_DOMAINS_MAX;
	c->domains = buf_zalloc((n + 1) * sizeof *c->domains);
	add_domain(c, first);
	for (size_t i = 0; i < n; i++)
		add_domain(c, document_string(document_item(own, i)));
}

bool
partner_customer_of(const struct document_part *part,
	struct partner_customer *c)
{
	const struct document_part *profile = document_part(part,
		"companyProfile");
	const char *tenant = document_part_text(profile, "tenantId");
	const char *name = document_part_text(profile, "companyName");
	char id[GUID_SIZE];

	if (!guid_fold(document_part_text(part, "id"), id))
		return false;
	*c = (struct partner_customer){ .name = name && *name ?
		buf_strdup(name) : NULL };
	memcpy(c->id, id, sizeof id);
	if (!guid_fold(tenant, c->tenant))
		memcpy(c->tenant, id, sizeof id);
	c->relation = relation_of(document_part_text(part,
		"relationshipToPartner"));
	c->dap_told = document_part_flag(part, "allowDelegatedAccess",
		&c->dap);
	read_domains(c, document_part_text(profile, "domain"),
		document_part(part, "customDomains"));
	return true;
}

static void
start(const struct partner_center_call *call, const char *method,
	const char *id, struct http_request *rq)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof path, CUSTOMERS "%s", id);
	partner_center_start(call, method, path, rq);
}

void
partner_customer_get(const struct partner_center_call *call, const char *id,
	struct http_request *rq)
{
	start(call, "GET", id, rq);
}

int
partner_customer_read(const struct http_answer *a, const char *id,
	struct partner_customer *c, struct err *err)
{
	struct document *d;
	int rc = 0;

	if (a->status != 200)
		return partner_center_refused(a, err);
	if (document_parse(http_answer_text(a), &d, err) != 0)
		return err_prefix(err, "the API");
	if (!partner_customer_of(document_root(d), c)) {
		rc = err_set(err, ERR_PROTOCOL, "the API's answer about the "
			"customer %s is none: it has no id", id);
	} else if (strcasecmp(c->id, id) != 0) {
		partner_customer_deinit(c);
		rc = err_set(err, ERR_PROTOCOL, "the API was asked for the "
			"customer %s and tells of another", id);
	}
	document_free(&d);
	return rc;
}

/* The code as text; false: it has none. */
static bool
has_code(const struct http_answer *a, const char *wanted)
{
	struct document *d;
	struct err unread;
	const char *code;
	int64_t number = 0;
	bool found;

	if (document_parse(http_answer_text(a), &d, &unread) != 0)
		return false;
	code = document_text(d, "code");
	found = code ? strcmp(code, wanted) == 0 :
		document_number(d, "code", &number) &&
		number == strtol(wanted, NULL, 10);
	document_free(&d);
	return found;
}

bool
partner_customer_is_gone(const struct http_answer *a)
{
	return a->status == 404 || (a->status == 403 && has_code(a, "20002"));
}

static void
patch(const struct partner_center_call *call, const char *id,
	const char *member, struct http_request *rq)
{
	start(call, "PATCH", id, rq);
	http_request_field(rq, "Content-Type", "application/json");
	buf_printf(&rq->body, "{%s,\"attributes\":{\"objectType\":"
		"\"Customer\"}}", member);
}

void
partner_customer_remove_dap(const struct partner_center_call *call,
	const char *id, struct http_request *rq)
{
	patch(call, id, "\"AllowDelegatedAccess\":false", rq);
}

void
partner_customer_remove(const struct partner_center_call *call,
	const char *id, struct http_request *rq)
{
	patch(call, id, "\"relationshipToPartner\":\"none\"", rq);
}

int
partner_customer_changed(const struct http_answer *a, struct err *err)
{
	if (a->status == 200 || a->status == 204)
		return 0;
	partner_center_refused(a, err);
	if (a->status == 409 || (a->status == 400 && has_code(a, "3000")))
		err->kind = ERR_EXISTS;
	return -1;
}
