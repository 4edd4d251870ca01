/* Does the link of a reseller work? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cloud/refusal.h"
#include "command.h"
#include "core/damage.h"
#include "describe.h"
#include "lender.h"
#include "probe.h"

enum { CONNECT, JSON };

/* Renewals fail unseen; after this one has to look. */
#define EXPIRY_DAYS 14

struct checked {
	const char *name;	/* whose link it is */
	const char *url;
	struct probe probe;
	long days;		/* that the certificate is good; -1: unknown */
	struct lapse lapse;
};

/* Days until "Nov 23 07:00:00 2026 GMT"; -1: it can't be read. */
static long
days_until(const char *expires)
{
	struct tm tm = { .tm_year = 0 };
	const char *end = strptime(expires, "%b %d %H:%M:%S %Y GMT", &tm);
	double seconds;

	if (end == NULL || *end)
		return -1;
	seconds = difftime(timegm(&tm), time(NULL));
	return seconds < 0 ? 0 : (long)(seconds / 86400);
}

static void
print_certificate(const struct probe_hop *hop, long days)
{
	const struct http_certificate *c = &hop->certificate;
	char subject[REFUSAL_SAID], issuer[REFUSAL_SAID], until[REFUSAL_SAID];

	if (*c->subject == '\0')
		return;
	refusal_quote(c->subject, subject, sizeof subject);
	refusal_quote(c->issuer, issuer, sizeof issuer);
	refusal_quote(c->expires, until, sizeof until);
	printf("certificate %s\n    from    %s\n    until   %s", subject,
		issuer, until);
	if (days >= 0 && days < EXPIRY_DAYS)
		printf(", in %ld day%s: renew it", days, days == 1 ? "" : "s");
	putchar('\n');
}

static void
print_hop(const struct probe_hop *hop)
{
	char url[1024], to[1024];

	printf("%-8s    %s\n", hop->method, damage_quote(span_str(hop->url),
		url, sizeof url));
	if (hop->status)
		printf("    HTTP    %u%s%s\n", hop->status, hop->to ?
			", on to " : "", hop->to ? damage_quote(
			span_str(hop->to), to, sizeof to) : "");
}

static void
print_lapse(const struct lapse *l)
{
	long days = (long)lapse_days(l);

	if (lapse_over(l))
		printf("lapsed      %s; nobody can accept by it any more: "
			"issue a new one\n", l->day);
	else if (l->at)
		printf("lapses      %s, in %ld day%s%s\n", l->day, days,
			days == 1 ? "" : "s", days < EXPIRY_DAYS ?
			": send a new one to who has not accepted" : "");
}

static void
print(const struct checked *c)
{
	const struct probe *p = &c->probe;
	size_t i;

	printf("%s: %s\n", probe_verdict_text(p->verdict), p->how);
	printf("reseller    %s\n", c->name);
	for (i = 0; i < p->n; i++)
		print_hop(&p->hops[i]);
	print_certificate(&p->hops[0], c->days);
	print_lapse(&c->lapse);
}

static bool
is_good(const struct checked *c)
{
	return probe_good(c->probe.verdict) && !lapse_over(&c->lapse);
}

static void
put_hop(struct json *j, const struct probe_hop *hop)
{
	const struct http_certificate *c = &hop->certificate;

	json_open_object(j, NULL);
	json_put_text(j, "method", hop->method);
	json_put_text(j, "url", hop->url);
	if (hop->status)
		json_put_number(j, "status", hop->status);
	else
		json_put_null(j, "status");
	json_put_text(j, "redirect", hop->to);
	json_open_object(j, "certificate");
	json_put_text(j, "subject", *c->subject ? c->subject : NULL);
	json_put_text(j, "issuer", *c->issuer ? c->issuer : NULL);
	json_put_text(j, "expires", *c->expires ? c->expires : NULL);
	json_close(j);
	json_close(j);
}

static int
print_json(const struct checked *c, struct err *err)
{
	const struct probe *p = &c->probe;
	struct json *j = json_new();
	size_t i;
	int rc;

	json_open_object(j, NULL);
	json_put_text(j, "reseller", c->name);
	json_put_text(j, "url", c->url);
	json_put_bool(j, "good", is_good(c));
	json_put_text(j, "verdict", probe_verdict_text(p->verdict));
	json_put_text(j, "how", p->how);
	if (c->days >= 0)
		json_put_number(j, "certificate_days", c->days);
	else
		json_put_null(j, "certificate_days");
	json_put_text(j, "lapses", c->lapse.at ? c->lapse.time : NULL);
	json_put_bool(j, "lapsed", lapse_over(&c->lapse));
	json_open_array(j, "hops");
	for (i = 0; i < p->n; i++)
		put_hop(j, &p->hops[i]);
	json_close(j);
	json_close(j);
	rc = json_print(j, JSON_PRETTY, stdout, err);
	json_free(&j);
	return rc;
}

static int
check(struct call *call, const struct registry_reseller *s, const char *url,
	const struct lapse *lapse, struct err *err)
{
	const struct config_cloud *cloud = &call->config->cloud;
	const struct provider *p = providers_find(&call->config->providers,
		s->provider);
	struct http_settings settings = { .ca_file = cloud->ca_file,
		.proxy = cloud->proxy, .timeout = cloud->timeout,
		.connect = call->values[CONNECT] };
	struct checked c = { .name = s->name, .url = url, .lapse = *lapse };
	int rc = 0;

	if (p == NULL)
		return err_set(err, ERR_CONFIG, "provider \"%s\" has no "
			"profile", s->provider);
	probe_run(&settings, p, url, &c.probe);
	c.days = days_until(c.probe.hops[0].certificate.expires);
	if (call->values[JSON])
		rc = print_json(&c, err);
	else
		print(&c);
	if (rc == 0)
		rc = !is_good(&c);
	probe_deinit(&c.probe);
	return rc;
}

static int
run_check(struct call *call, struct err *err)
{
	struct registry_reseller s;
	struct lapse lapse;
	char *url;
	int rc;

	if (lender_link(call->registry, &call->config->providers,
	    call->operands[0], &s, &url, &lapse, err) != 0)
		return -1;
	rc = check(call, &s, url, &lapse, err);
	free(url);
	registry_reseller_deinit(&s);
	return rc;
}

/* libcurl leaves out what it does not understand. */
static int
check_connect(const struct call *call, struct err *err)
{
	const char *value = call->values[CONNECT];
	const char *colon = value ? strrchr(value, ':') : NULL;
	size_t n = colon ? strspn(colon + 1, "0123456789") : 0;

	if (value == NULL || (colon > value && n >= 1 && n <= 5 &&
	    colon[1 + n] == '\0' && strlen(value) < 300))
		return 0;
	return err_set(err, ERR_USAGE, "--connect \"%.60s\": write HOST:PORT",
		value);
}

static const struct command_option options[] = {
	[CONNECT] = { "connect", "HOST:PORT", "ask there, whatever the link's "
		"host" },
	[JSON] = DESCRIBE_JSON,
	{ NULL, NULL, NULL },
};

const struct command link_check = {
	.noun = "check", .min = 1, .max = 1,
	.operands = "NAME [--connect HOST:PORT] [--json]",
	.summary = "Asks the network whether the reseller's link works.",
	.details =
		"answers, sign-in  as it should be (exit status 0; else 1)\n"
		"refuses           an error for an answer\n"
		"away              redirected to a host that is not the "
		"provider's\n"
		"downgrade         redirected to http://\n"
		"loop              redirected without end\n"
		"unreachable       no answer, or a wrong certificate\n\n"
		"It only looks: HEAD and GET, without cookies, and never a "
		"host that is not the\nprovider's. Proxy, ca_file and timeout "
		"are those of section cloud.\n",
	.options = options,
	.registry = REGISTRY_OPEN,
	.check = check_connect,
	.run = run_check,
};
