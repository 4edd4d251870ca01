#include "signers.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/cloud_limits.h"
#include "cloud/http.h"
#include "limits.h"
#include "rate.h"

/* A provider has one or two, and while it changes them twice as many. */
#define PLACES 8
/* Seconds after which one is fetched anew; for which one that was proven is
 * used when it can't be; and for which a refusal stands. */
#define KEPT 3600
#define KEPT_AT_MOST 86400
#define REFUSED 60

struct place {
	char *url;		/* NULL: free */
	struct webhook_signer *signer;	/* NULL: not proven */
	struct err why;
	int64_t fetched, until;
	unsigned long turn;	/* the smaller, the older */
};

struct signers {
	struct http_settings settings;
	struct http *http;
	struct rate *fetches;
	atomic_bool stop;
	unsigned long turns;
	struct place places[PLACES];
};

struct signers *
signers_new(const struct config_cloud *c)
{
	struct signers *s = buf_zalloc(sizeof *s);

	s->settings = (struct http_settings){ .ca_file = c->ca_file,
		.proxy = c->proxy, .timeout = c->timeout < PORTAL_FETCH ?
			c->timeout : PORTAL_FETCH };
	s->http = http_new(&s->settings);
	s->fetches = rate_new(PORTAL_FETCHES, PORTAL_FETCHES);
	return s;
}

void
signers_stop(struct signers *s)
{
	atomic_store(&s->stop, true);
}

static void
empty(struct place *p)
{
	free(p->url);
	webhook_signer_free(&p->signer);
	*p = (struct place){ .url = NULL };
}

void
signers_free(struct signers **s)
{
	if (*s == NULL)
		return;
	for (size_t i = 0; i < PLACES; i++)
		empty(&(*s)->places[i]);
	http_free(&(*s)->http);
	rate_free(&(*s)->fetches);
	free(*s);
	*s = NULL;
}

/* What is at a certificate's address. A status is no trouble of the network:
 * the address is wrong, unless the server says that it is its own fault. */
static int
take_answer(const struct http_answer *a, struct err *err)
{
	if (a->status >= 500)
		return err_set(err, ERR_TEMP, "its certificate can't be had "
			"now (status %u)", a->status);
	if (a->status != 200)
		return err_set(err, ERR_NO_PERM, "there is no certificate at "
			"the address it names (status %u)", a->status);
	if (a->body.n > CLOUD_CERTIFICATES_MAX)
		return err_set(err, ERR_NO_PERM, "what is at the address of "
			"its certificate has more than %d bytes",
			CLOUD_CERTIFICATES_MAX);
	return 0;
}

static int
fetch(struct signers *s, const char *url, int64_t now, struct http_answer *a,
	struct err *err)
{
	struct http_request rq;
	int rc;

	if (atomic_load(&s->stop))
		return err_set(err, ERR_TEMP, "the portal is being stopped");
	if (!rate_take(s->fetches, "", now * 1000))
		return err_set(err, ERR_TEMP, "too many certificates were "
			"asked for in a minute");
	http_request_init(&rq, "GET");
	buf_add_str(&rq.url, url);
	rc = http_send(s->http, &rq, a, err);
	http_request_deinit(&rq);
	return rc == 0 ? take_answer(a, err) : -1;
}

/* As webhook_signer_prove, with those above fetched as they are missing. */
static int
prove_chain(struct signers *s, struct webhook_signer *signer,
	const struct provider_api *api, int64_t now, struct err *err)
{
	struct http_answer a;
	char *above;
	int rc;

	for (;;) {
		rc = webhook_signer_prove(signer, s->settings.ca_file,
			api->signer, now, err);
		if (rc <= 0)
			return rc;
		above = webhook_signer_above(signer, api->issuers);
		if (above == NULL)
			return -1;
		http_answer_init(&a);
		rc = fetch(s, above, now, &a, err);
		if (rc == 0)
			rc = webhook_signer_add(signer, buf_span(&a.body),
				err);
		http_answer_deinit(&a);
		free(above);
		if (rc != 0)
			return -1;
	}
}

static int
get(struct signers *s, const char *url, const struct provider_api *api,
	int64_t now, struct webhook_signer **signer_r, struct err *err)
{
	struct webhook_signer *signer = NULL;
	struct http_answer a;
	int rc;

	http_answer_init(&a);
	rc = fetch(s, url, now, &a, err);
	if (rc == 0)
		rc = webhook_signer_new(buf_span(&a.body), &signer, err);
	http_answer_deinit(&a);
	if (rc == 0)
		rc = prove_chain(s, signer, api, now, err);
	if (rc == 0)
		*signer_r = signer;
	else
		webhook_signer_free(&signer);
	return rc;
}

/* Is B to make room before A? What a stranger names must not push out what was
 * proven. */
static bool
is_worse(const struct place *a, const struct place *b)
{
	if ((a->signer == NULL) != (b->signer == NULL))
		return b->signer == NULL;
	return b->turn < a->turn;
}

/* The place of URL, or one that is to be its own. */
static struct place *
find(struct signers *s, const char *url)
{
	struct place *worst = &s->places[0];

	for (size_t i = 0; i < PLACES; i++) {
		struct place *p = &s->places[i];

		if (p->url && strcmp(p->url, url) == 0)
			return p;
		if (is_worse(worst, p))
			worst = p;
	}
	empty(worst);
	worst->url = buf_strdup(url);
	worst->turn = ++s->turns;
	return worst;
}

/* The network's trouble may be over in a moment, and what was proven is not
 * wrong because of it. */
static void
renew(struct signers *s, struct place *p, const struct provider_api *api,
	int64_t now)
{
	struct webhook_signer *fresh = NULL;
	bool network;

	if (get(s, p->url, api, now, &fresh, &p->why) == 0) {
		webhook_signer_free(&p->signer);
		p->signer = fresh;
		p->fetched = now;
		p->until = now + KEPT;
		return;
	}
	network = p->why.kind == ERR_TEMP || p->why.kind == ERR_UNAVAILABLE;
	if (!network || now >= p->fetched + KEPT_AT_MOST)
		webhook_signer_free(&p->signer);
	p->until = network && p->signer == NULL ? now : now + REFUSED;
}

int
signers_get(struct signers *s, const struct webhook_claim *claim,
	const struct provider_api *api, int64_t now,
	const struct webhook_signer **signer_r, struct err *err)
{
	struct place *p = find(s, claim->certificate);

	if (now >= p->until)
		renew(s, p, api, now);
	*signer_r = p->signer;
	if (p->signer == NULL)
		*err = p->why;
	return p->signer ? 0 : -1;
}
