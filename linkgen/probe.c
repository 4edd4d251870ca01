#include "probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/damage.h"
#include "core/url.h"

const char *
probe_verdict_text(enum probe_verdict verdict)
{
	static const char *const texts[] = {
		[PROBE_ANSWERS] = "answers",
		[PROBE_SIGN_IN] = "sign-in",
		[PROBE_REFUSES] = "refuses",
		[PROBE_AWAY] = "away",
		[PROBE_DOWNGRADE] = "downgrade",
		[PROBE_LOOP] = "loop",
		[PROBE_UNREACHABLE] = "unreachable",
	};

	return texts[verdict];
}

bool
probe_good(enum probe_verdict verdict)
{
	return verdict == PROBE_ANSWERS || verdict == PROBE_SIGN_IN;
}

static bool
is_own_host(const struct provider *p, const char *host)
{
	size_t i;

	for (i = 0; i < p->n_hosts; i++)
		if (strcmp(p->hosts[i], host) == 0)
			return true;
	return false;
}

/* The host that gives out tokens is also where people sign in. */
static bool
is_sign_in(const struct provider *p, const char *host)
{
	struct err unreadable = { .kind = ERR_NONE };
	struct url u;
	char *own;
	bool same;

	if (p->api.token == NULL ||
	    url_parse(span_str(p->api.token), &u, &unreadable) != 0)
		return false;
	own = url_host(&u);
	same = own && strcmp(own, host) == 0;
	free(own);
	return same;
}

/* One request; the answer's body is of no interest, however long. */
static int
ask(struct http *h, const char *method, struct probe_hop *hop,
	struct err *err)
{
	struct err own = { .kind = ERR_NONE };
	struct http_request rq;
	struct http_answer a;
	const char *to;
	int rc;

	http_request_init(&rq, method);
	http_answer_init(&a);
	buf_add_str(&rq.url, hop->url);
	rc = http_send(h, &rq, &a, &own);
	hop->method = method;
	hop->status = a.status;
	http_certificate(h, &hop->certificate);
	to = http_redirect(h);
	hop->to = to ? buf_strdup(to) : NULL;
	if (rc != 0 && own.kind == ERR_LIMIT && a.status)
		rc = 0;
	else if (rc != 0)
		*err = own;
	http_request_deinit(&rq);
	http_answer_deinit(&a);
	return rc;
}

/* Some servers know no HEAD, and say it in many ways. */
static int
ask_either(struct http *h, struct probe_hop *hop, struct err *err)
{
	if (ask(h, "HEAD", hop, err) != 0)
		return -1;
	if (hop->status < 400)
		return 0;
	free(hop->to);
	return ask(h, "GET", hop, err);
}

static bool
was_asked(const struct probe *p, const char *url)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		if (strcmp(p->hops[i].url, url) == 0)
			return true;
	return false;
}

/* Where the last answer sends one on to: true when it is to be asked too. */
static bool
judge_redirect(struct probe *p, const struct provider *provider,
	const char *to)
{
	struct err unreadable = { .kind = ERR_NONE };
	char quoted[300];
	struct url u;
	char *host = NULL;

	damage_quote(span_str(to), quoted, sizeof quoted);
	if (url_parse(span_str(to), &u, &unreadable) == 0)
		host = url_host(&u);
	p->verdict = PROBE_AWAY;
	if (host == NULL || u.has_userinfo || !url_default_port(&u))
		snprintf(p->how, sizeof p->how, "it redirects to %s, which is "
			"no usual address", quoted);
	else if (!span_ieq_str(u.scheme, "https")) {
		p->verdict = PROBE_DOWNGRADE;
		snprintf(p->how, sizeof p->how, "it redirects to %s, which "
			"anybody on the way can read and change", quoted);
	} else if (is_sign_in(provider, host)) {
		p->verdict = PROBE_SIGN_IN;
		snprintf(p->how, sizeof p->how, "%.100s asks to sign in at "
			"%.200s", provider->title, host);
	} else if (!is_own_host(provider, host)) {
		snprintf(p->how, sizeof p->how, "it redirects to %s, and "
			"%.200s is no host of %.100s", quoted, host,
			provider->title);
	} else {
		p->verdict = PROBE_LOOP;
		snprintf(p->how, sizeof p->how, "it redirects again and again");
		free(host);
		return p->n < PROBE_HOPS && !was_asked(p, to);
	}
	free(host);
	return false;
}

/* True when there is one more to be asked. */
static bool
judge(struct probe *p, const struct provider *provider,
	const struct probe_hop *hop)
{
	if (hop->status / 100 == 3 && hop->to)
		return judge_redirect(p, provider, hop->to);
	p->verdict = hop->status / 100 == 2 ? PROBE_ANSWERS : PROBE_REFUSES;
	snprintf(p->how, sizeof p->how, "HTTP status %u", hop->status);
	return false;
}

void
probe_run(const struct http_settings *s, const struct provider *provider,
	const char *url, struct probe *p)
{
	struct err err = { .kind = ERR_NONE };
	struct http *h = http_new(s);
	struct probe_hop *hop;

	*p = (struct probe){ .n = 0 };
	do {
		hop = &p->hops[p->n++];
		hop->url = buf_strdup(url);
		if (ask_either(h, hop, &err) != 0) {
			p->verdict = PROBE_UNREACHABLE;
			snprintf(p->how, sizeof p->how, "%s", err.text);
			break;
		}
		url = hop->to;
	} while (judge(p, provider, hop));
	http_free(&h);
}

void
probe_deinit(struct probe *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		free(p->hops[i].url);
		free(p->hops[i].to);
	}
	*p = (struct probe){ .n = 0 };
}
