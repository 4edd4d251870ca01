#include "webhooks.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cloud/cloud_limits.h"
#include "core/limits.h"
#include "limits.h"
#include "rate.h"
#include "registry/provider_news.h"
#include "signers.h"
#include "sys/log.h"

struct webhooks {
	struct config *config;
	struct registry *registry;
	struct signers *signers;
	struct rate *rate;
	pthread_t thread;
	pthread_mutex_t lock;		/* of what follows, and of the rate */
	pthread_cond_t change;
	struct webhook_call *waiting[PORTAL_HOOKS];
	size_t n;
	bool stop;
};

void
webhook_call_deinit(struct webhook_call *call)
{
	free(call->reseller);
	free(call->authorization);
	free(call->signature);
	free(call->algorithm);
	free(call->certificate);
	buf_deinit(&call->body);
	*call = (struct webhook_call){ .reseller = NULL };
}

const char *
webhooks_path(const char *path)
{
	static const char before[] = "/webhook/";
	const char *name = path + strlen(before);
	size_t n;

	if (strncmp(path, before, strlen(before)) != 0)
		return NULL;
	n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-._");
	return n > 0 && n <= LIMIT_NAME && name[n] == '\0' ? name : NULL;
}

/* The answer to what went wrong; a provider tries again after 503. */
static unsigned
status_of(enum err_kind kind)
{
	switch (kind) {
	case ERR_NO_PERM:
		return 401;
	case ERR_NOT_FOUND:
		return 404;
	case ERR_PROTOCOL:
	case ERR_DATA:
		return 400;
	default:
		return 503;
	}
}

/* Who may send for that reseller: its provider's profile. */
static int
find_api(struct webhooks *w, const char *name,
	const struct provider_api **api_r, struct err *err)
{
	struct registry_reseller s = { .name = NULL };
	const struct provider *p;

	if (registry_reseller_get(w->registry, name, &s, err) != 0)
		return -1;
	p = providers_find(&w->config->providers, s.provider);
	registry_reseller_deinit(&s);
	if (p == NULL || p->api.certificates == NULL)
		return err_set(err, ERR_NOT_FOUND, "the provider of this "
			"reseller sends no events");
	*api_r = &p->api;
	return 0;
}

/* Before a byte of the body is looked at. */
static int
prove_call(struct webhooks *w, const struct webhook_call *call, int64_t now,
	struct webhook_claim *claim, struct err *err)
{
	struct webhook_header header = { call->authorization,
		call->signature, call->algorithm, call->certificate };
	const struct webhook_signer *signer;
	const struct provider_api *api = NULL;

	if (find_api(w, call->reseller, &api, err) != 0 ||
	    webhook_claim(&header, api, claim, err) != 0 ||
	    signers_get(w->signers, claim, api, now, &signer, err) != 0)
		return -1;
	return webhook_signer_check(signer, claim, buf_span(&call->body),
		err);
}

/* A signature of PKCS #1 v1.5 is the same each time; what it signs tells one
 * event from another. */
static void
digest_of(const struct webhook_call *call, unsigned char *digest)
{
	crypto_generichash(digest, PROVIDER_NEWS_DIGEST, call->body.p,
		call->body.n, (const unsigned char *)call->reseller,
		strlen(call->reseller) < crypto_generichash_KEYBYTES_MAX ?
		strlen(call->reseller) : crypto_generichash_KEYBYTES_MAX);
}

static int
note(struct webhooks *w, const struct webhook_call *call,
	const struct webhook_event *event, int64_t now, struct err *err)
{
	struct provider_news news = { .reseller = call->reseller,
		.tenant = event->customer, .event = event->name, .at = now };
	unsigned char digest[PROVIDER_NEWS_DIGEST];
	bool known;

	digest_of(call, digest);
	/* Older ones are refused by their date, so each is remembered for as
	 * long as it would be taken. */
	if (provider_news_add(w->registry, &news, digest, now - WEBHOOK_AGE -
	    WEBHOOK_AHEAD, &known, err) != 0)
		return -1;
	log_info("action=webhook reseller=%s event=%s customer=%s visitor=%s%s",
		call->reseller, event->name, *event->customer ?
		event->customer : "?", call->visitor, known ? " again" : "");
	return 0;
}

static int
take(struct webhooks *w, const struct webhook_call *call, struct err *err)
{
	struct webhook_claim claim;
	struct webhook_event event;
	int64_t now = time(NULL);

	if (prove_call(w, call, now, &claim, err) != 0 ||
	    webhook_event(buf_span(&call->body), &event, err) != 0)
		return -1;
	if (!webhook_is_fresh(&event, now))
		return err_set(err, ERR_DATA, "%s: it is older than a week, "
			"or of the future", event.name);
	if (event.matters)
		return note(w, call, &event, now, err);
	log_info("action=webhook reseller=%s event=%s visitor=%s ignored",
		call->reseller, event.name, call->visitor);
	return 0;
}

static void
answer(struct webhooks *w, struct webhook_call *call)
{
	struct err err;

	call->status = 200;
	if (take(w, call, &err) == 0)
		return;
	call->status = status_of(err.kind);
	log_warnx("webhook for %.64s from %s refused with %u: %s",
		err.kind == ERR_NOT_FOUND ? "nobody" : call->reseller,
		call->visitor, call->status, err.text);
}

static void *
run(void *data)
{
	struct webhooks *w = data;
	struct webhook_call *call;
	bool stop;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (w->n == 0 && !w->stop)
			pthread_cond_wait(&w->change, &w->lock);
		if (w->n == 0)
			break;
		call = w->waiting[0];
		memmove(w->waiting, w->waiting + 1, --w->n *
			sizeof w->waiting[0]);
		stop = w->stop;
		pthread_mutex_unlock(&w->lock);
		call->status = 503;
		if (!stop)
			answer(w, call);
		call->done(call->arg);
		pthread_mutex_lock(&w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

int
webhooks_new(struct config *c, struct webhooks **w_r, struct err *err)
{
	struct webhooks *w = buf_zalloc(sizeof *w);

	w->config = c;
	if (registry_open(c->registry, false, &w->registry, err) != 0) {
		free(w);
		return -1;
	}
	w->signers = signers_new(&c->cloud);
	w->rate = rate_new(PORTAL_HOOK_BURST, PORTAL_HOOK_MINUTE);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->change, NULL);
	if (pthread_create(&w->thread, NULL, run, w) != 0)
		abort();
	*w_r = w;
	return 0;
}

void
webhooks_stop(struct webhooks *w)
{
	bool first;

	if (w == NULL)
		return;
	pthread_mutex_lock(&w->lock);
	first = !w->stop;
	w->stop = true;
	pthread_cond_broadcast(&w->change);
	pthread_mutex_unlock(&w->lock);
	signers_stop(w->signers);
	if (first)
		pthread_join(w->thread, NULL);
}

void
webhooks_free(struct webhooks **webhooks)
{
	struct webhooks *w = *webhooks;

	if (w == NULL)
		return;
	webhooks_stop(w);
	signers_free(&w->signers);
	rate_free(&w->rate);
	registry_close(&w->registry);
	pthread_cond_destroy(&w->change);
	pthread_mutex_destroy(&w->lock);
	free(w);
	*webhooks = NULL;
}

static bool
may(struct webhooks *w, const char *visitor)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return rate_take(w->rate, visitor, (int64_t)now.tv_sec * 1000 +
		now.tv_nsec / 1000000);
}

bool
webhooks_add(struct webhooks *w, struct webhook_call *call)
{
	bool added = false;

	if (call->large || call->body.n > CLOUD_EVENT_MAX) {
		call->status = 413;
		return false;
	}
	pthread_mutex_lock(&w->lock);
	if (!may(w, call->visitor)) {
		call->status = 429;
	} else if (w->stop || w->n == PORTAL_HOOKS) {
		call->status = 503;
	} else {
		w->waiting[w->n++] = call;
		added = true;
	}
	pthread_cond_broadcast(&w->change);
	pthread_mutex_unlock(&w->lock);
	return added;
}
