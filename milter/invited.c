#include "invited.h"

#include <errno.h>
#include <glib.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "registry/ledger_invited.h"
#include "sys/log.h"
#include "sys/thread.h"

/* How long those that came together are waited for, and how long it may take
 * before a registry that is away is tried again. */
#define GATHER_MS 1000
#define PAUSE_MAX_MS 60000

/* Milliseconds that another writer of the registry is waited for. */
#define PATIENCE_MS 1000

/* Told in one transaction, which other writers wait for. */
#define AT_ONCE 500

#define DAY 86400

/* One customer on one day. */
struct waiting {
	char *reseller;
	char *domain;
	int64_t at;
};

struct invited {
	struct world *world;
	struct tally *tally;
	pthread_mutex_t lock;	/* of what follows */
	pthread_cond_t change;
	GHashTable *waiting;	/* by "DAY RESELLER DOMAIN" */
	bool stop;
	bool done;
	bool failing;		/* told already; the thread's own */
};

static void
waiting_free(void *data)
{
	struct waiting *w = data;

	free(w->reseller);
	free(w->domain);
	free(w);
}

static GHashTable *
waiting_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		waiting_free);
}

/* The lock is held. */
static void
count(struct invited *q)
{
	atomic_store(&q->tally->invited_waiting,
		g_hash_table_size(q->waiting));
}

/* The lock is held. */
static void
add(struct invited *q, const char *reseller, const char *domain, int64_t at)
{
	char *key = g_strdup_printf("%lld %s %s", (long long)(at / DAY),
		reseller, domain);
	struct waiting *w = g_hash_table_lookup(q->waiting, key);

	if (w) {
		w->at = at > w->at ? at : w->at;
		g_free(key);
	} else if (g_hash_table_size(q->waiting) >= INVITED_MAX) {
		atomic_fetch_add(&q->tally->invited_dropped, 1);
		g_free(key);
	} else {
		w = buf_alloc(sizeof *w);
		*w = (struct waiting){ buf_strdup(reseller),
			buf_strdup(domain), at };
		g_hash_table_insert(q->waiting, key, w);
	}
}

bool
invited_take(const char *argument, struct buf *domains)
{
	const char *at = strrchr(argument, '@');
	size_t n = at ? strcspn(at + 1, "> \t\r\n") : 0;

	if (n == 0)
		return true;
	if (domains->n + n + 1 > INVITED_DOMAINS_MAX)
		return false;
	buf_add(domains, (struct span){ (const unsigned char *)at + 1, n });
	buf_add_byte(domains, '\n');
	return true;
}

/* Did it leave with its link? */
static bool
is_invitation(const struct judgement *j)
{
	if (j->reseller == NULL || j->inbound ||
	    j->decision.verdict > VERDICT_EDIT ||
	    (j->pretended && j->wanted.verdict != VERDICT_PASS))
		return false;
	switch (j->wanted.reason) {
	case REASON_INTACT: case REASON_RESTORED: case REASON_LONG_LINE:
	case REASON_INJECTED: case REASON_TEXT_RESTORED:
		return true;
	default:
		return false;
	}
}

void
invited_pass(struct invited *q, const struct judgement *j,
	struct span domains, int64_t at)
{
	size_t end;

	if (!is_invitation(j))
		return;
	pthread_mutex_lock(&q->lock);
	for (; (end = span_find_byte(domains, 0, '\n')) != SPAN_NONE;
	    domains = span_sub(domains, end + 1, domains.n)) {
		char *domain = buf_dup(span_sub(domains, 0, end));

		add(q, j->reseller->name, domain, at);
		free(domain);
	}
	count(q);
	pthread_cond_broadcast(&q->change);
	pthread_mutex_unlock(&q->lock);
}

static char *
registry_url(struct world *w)
{
	struct config *c;
	struct snapshot *s;
	char *url;

	world_take(w, &c, &s);
	url = buf_strdup(c->registry);
	snapshot_unref(&s);
	config_unref(&c);
	return url;
}

/* Tells LIST; *TOLD_R: how many of them the registry has. */
static int
tell(struct invited *q, const struct ledger_sent *list, size_t n,
	size_t *told_r, struct err *err)
{
	char *url = registry_url(q->world);
	struct registry *r = NULL;
	size_t now = 0;
	int rc = registry_open_within(url, PATIENCE_MS, &r, err);

	for (*told_r = 0; rc == 0 && *told_r < n; *told_r += now) {
		now = n - *told_r < AT_ONCE ? n - *told_r : AT_ONCE;
		rc = ledger_invited(r, list + *told_r, now, "linkseal-milter",
			NULL, err);
		if (rc != 0)
			break;
		atomic_fetch_add(&q->tally->invited_recorded, now);
	}
	registry_close(&r);
	free(url);
	return rc;
}

static void
note_failure(struct invited *q, bool failed, const struct err *err)
{
	if (failed && !q->failing)
		log_warnx("who was invited waits to be recorded: %s",
			err->text);
	else if (!failed && q->failing)
		log_info("who was invited is recorded again");
	q->failing = failed;
}

/* What the registry did not take waits on. */
static void
put_back(struct invited *q, const struct ledger_sent *list, size_t n)
{
	pthread_mutex_lock(&q->lock);
	for (size_t i = 0; i < n; i++)
		add(q, list[i].reseller, list[i].domain, list[i].at);
	count(q);
	pthread_mutex_unlock(&q->lock);
}

/* True: all of BATCH is told. */
static bool
tell_batch(struct invited *q, GHashTable *batch)
{
	size_t n = g_hash_table_size(batch), i = 0, told;
	struct ledger_sent *list = buf_alloc((n + 1) * sizeof *list);
	struct waiting *w;
	GHashTableIter all;
	struct err err;
	bool failed;

	g_hash_table_iter_init(&all, batch);
	while (g_hash_table_iter_next(&all, NULL, (void **)&w))
		list[i++] = (struct ledger_sent){ w->reseller, w->domain,
			w->at };
	failed = tell(q, list, n, &told, &err) != 0;
	note_failure(q, failed, &err);
	put_back(q, list + told, n - told);
	free(list);
	return !failed;
}

/* Until there is something, and PAUSE milliseconds more; NULL: there is
 * nothing, and we are stopping. *STOP_R: we are. */
static GHashTable *
wait_for_batch(struct invited *q, long pause, bool *stop_r)
{
	struct timespec until;
	GHashTable *batch = NULL;

	pthread_mutex_lock(&q->lock);
	while (!q->stop && g_hash_table_size(q->waiting) == 0)
		pthread_cond_wait(&q->change, &q->lock);
	until = thread_in_ms(pause);
	while (!q->stop && pthread_cond_timedwait(&q->change, &q->lock,
	    &until) != ETIMEDOUT)
		continue;
	*stop_r = q->stop;
	if (g_hash_table_size(q->waiting)) {
		batch = q->waiting;
		q->waiting = waiting_new();
	}
	count(q);
	pthread_mutex_unlock(&q->lock);
	return batch;
}

static void *
run(void *data)
{
	struct invited *q = data;
	long pause = GATHER_MS;
	bool stop = false;

	while (!stop) {
		GHashTable *batch = wait_for_batch(q, pause, &stop);

		if (batch == NULL)
			continue;
		if (tell_batch(q, batch))
			pause = GATHER_MS;
		else if (pause < PAUSE_MAX_MS)
			pause *= 2;
		g_hash_table_destroy(batch);
	}
	pthread_mutex_lock(&q->lock);
	q->done = true;
	pthread_cond_broadcast(&q->change);
	pthread_mutex_unlock(&q->lock);
	return NULL;
}

struct invited *
invited_start(struct world *w, struct tally *t)
{
	struct invited *q = buf_zalloc(sizeof *q);
	pthread_t thread;

	q->world = w;
	q->tally = t;
	q->waiting = waiting_new();
	pthread_mutex_init(&q->lock, NULL);
	thread_cond_init(&q->change);
	if (pthread_create(&thread, NULL, run, q) != 0) {
		g_hash_table_destroy(q->waiting);
		free(q);
		return NULL;
	}
	pthread_detach(thread);
	return q;
}

void
invited_stop(struct invited *q, long ms)
{
	struct timespec until = thread_in_ms(ms);
	unsigned n;

	pthread_mutex_lock(&q->lock);
	q->stop = true;
	pthread_cond_broadcast(&q->change);
	while (!q->done && pthread_cond_timedwait(&q->change, &q->lock,
	    &until) != ETIMEDOUT)
		continue;
	n = g_hash_table_size(q->waiting);
	if (!q->done)
		log_warnx("stopped while it was being recorded who was "
			"invited");
	else if (n)
		log_warnx("who was invited could not be recorded, customers: "
			"%u", n);
	pthread_mutex_unlock(&q->lock);
}
