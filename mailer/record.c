#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/limits.h"
#include "keys.h"
#include "registry/ledger_invited.h"
#include "smtp/address.h"
#include "states.h"
#include "sys/log.h"
#include "sys/thread.h"

/* Seconds between two looks at the journal: soon enough for a page that
 * somebody reads, and a campaign has thousands of mails by then. */
#define PAUSE 60
/* Milliseconds that another writer of the registry is waited for: while the
 * campaign goes on, and when it has ended. */
#define PATIENCE 500
#define LAST_PATIENCE 2000
/* Customers told of in one transaction, which other writers wait for. */
#define AT_ONCE 500
#define CHUNK (64 * 1024)

/* One customer on one day. */
struct due {
	char *key;		/* "2026-11-21 DOMAIN" */
	int64_t at;		/* the last mail */
	int64_t told;		/* as the registry knows; 0: not at all */
};
#define DOMAIN_AT 11

struct record {
	char *path;
	char *registry;
	int fd;
	off_t at;		/* of the first line that was not read */
	char *reseller;		/* NULL: its line was not read */
	struct due *list;
	size_t n;
	struct keys keys;
	size_t news;

	pthread_t thread;
	pthread_mutex_t lock;	/* of stop */
	pthread_cond_t change;
	bool stop;
};

static void
note(struct record *r, const char *when, const char *domain, int64_t at)
{
	struct buf key;
	size_t i;

	buf_init(&key, DOMAIN_AT + LIMIT_ADDRESS + 1);
	buf_printf(&key, "%.10s %s", when, domain);
	i = keys_find(&r->keys, buf_str(&key));
	if (i == KEYS_NONE) {
		if ((r->n & (r->n - 1)) == 0)
			r->list = buf_grow(r->list, r->n ? 2 * r->n : 1,
				sizeof *r->list);
		i = r->n++;
		r->list[i] = (struct due){ .key = buf_take(&key) };
		keys_add(&r->keys, r->list[i].key, i);
	}
	if (at > r->list[i].at)
		r->list[i].at = at;
	buf_deinit(&key);
}

/* "accepted <tab> TIME <tab> ADDRESS <tab> …"; other lines are passed over. */
static void
read_line(struct record *r, char *line)
{
	const char *word = strsep(&line, "\t"), *when = strsep(&line, "\t");
	const char *address = strsep(&line, "\t"), *end;
	struct tm tm = { .tm_isdst = 0 };

	if (address == NULL || strcmp(word, state_name(STATE_ACCEPTED)) != 0)
		return;
	end = strptime(when, "%Y-%m-%dT%H:%M:%SZ", &tm);
	if (end && *end == '\0' && strlen(when) == STATES_TIME &&
	    strchr(address, '@'))
		note(r, when, address_domain(address), timegm(&tm));
}

static int
read_head(struct record *r, const char *line, struct err *err)
{
	size_t n = strlen(STATES_HEAD);

	if (strncmp(line, STATES_HEAD, n) != 0)
		return err_set(err, ERR_DATA, "%s:1: this is no journal of a "
			"campaign", r->path);
	r->reseller = buf_strdup(line + n);
	return 0;
}

/* The lines of CHUNK bytes; how many bytes they were, or -1. A line that is
 * being written, or what stands behind the last, ends it. */
static ssize_t
read_lines(struct record *r, char *bytes, size_t n, struct err *err)
{
	size_t at = 0;
	char *end;

	for (; (end = memchr(bytes + at, '\n', n - at)) != NULL;
	    at = (size_t)(end - bytes) + 1) {
		*end = '\0';
		if (r->reseller)
			read_line(r, bytes + at);
		else if (read_head(r, bytes + at, err) < 0)
			return -1;
	}
	return (ssize_t)at;
}

/* What was written since it was read last. */
static int
read_more(struct record *r, struct err *err)
{
	char *bytes = buf_alloc(CHUNK);
	ssize_t n, used = 0;

	do {
		n = pread(r->fd, bytes, CHUNK, r->at);
		if (n < 0)
			used = err_set(err, ERR_IO, "%s: %s", r->path,
				strerror(errno));
		else
			used = read_lines(r, bytes, strnlen(bytes, (size_t)n),
				err);
		r->at += used > 0 ? used : 0;
	} while (used > 0);
	free(bytes);
	return used < 0 ? -1 : 0;
}

/* Tells of those among the next that are to be told, AT_ONCE at most; *I: of
 * the first, and behind the last. */
static int
tell_some(struct record *r, struct registry *registry, size_t *i,
	struct err *err)
{
	struct ledger_sent list[AT_ONCE];
	size_t from = *i, n = 0, news;

	for (; *i < r->n && n < AT_ONCE; ++*i)
		if (r->list[*i].at > r->list[*i].told)
			list[n++] = (struct ledger_sent){ r->reseller,
				r->list[*i].key + DOMAIN_AT,
				r->list[*i].at };
	if (n == 0)
		return 0;
	if (ledger_invited(registry, list, n, "linkseal-mailer", &news,
	    err) < 0)
		return -1;
	for (; from < *i; from++)
		r->list[from].told = r->list[from].at;
	r->news += news;
	return 0;
}

static bool
is_told(const struct record *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->list[i].at > r->list[i].told)
			return false;
	return true;
}

static int
tell(struct record *r, unsigned patience, struct err *err)
{
	struct registry *registry;
	size_t i = 0;
	int rc = 0;

	if (read_more(r, err) < 0)
		return -1;
	if (is_told(r))
		return 0;
	if (registry_open_within(r->registry, patience, &registry, err) < 0)
		return -1;
	while (rc == 0 && i < r->n)
		rc = tell_some(r, registry, &i, err);
	registry_close(&registry);
	return rc;
}

static int
record_open(const char *path, const char *registry, struct record **r_r,
	struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct record *r;

	if (fd < 0)
		return err_set(err, ERR_NO_INPUT, "%s: %s", path,
			strerror(errno));
	r = buf_zalloc(sizeof *r);
	r->path = buf_strdup(path);
	r->registry = buf_strdup(registry);
	r->fd = fd;
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->change, NULL);
	*r_r = r;
	return 0;
}

static void
record_free(struct record *r)
{
	for (size_t i = 0; i < r->n; i++)
		free(r->list[i].key);
	keys_deinit(&r->keys);
	free(r->list);
	free(r->reseller);
	free(r->registry);
	free(r->path);
	close(r->fd);
	pthread_cond_destroy(&r->change);
	pthread_mutex_destroy(&r->lock);
	free(r);
}

/* Until it is over, or PAUSE seconds are. */
static bool
wait_for_end(struct record *r)
{
	struct timespec until;
	bool stop;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PAUSE;
	pthread_mutex_lock(&r->lock);
	while (!r->stop && pthread_cond_timedwait(&r->change, &r->lock,
	    &until) != ETIMEDOUT)
		continue;
	stop = r->stop;
	pthread_mutex_unlock(&r->lock);
	return stop;
}

/* What fails here is tried again, and told at the end. */
static void *
run(void *data)
{
	struct record *r = data;
	struct err err;

	while (!wait_for_end(r))
		if (tell(r, PATIENCE, &err) < 0)
			log_debug("not recorded yet: %s", err.text);
	return NULL;
}

struct record *
record_begin(const char *path, const char *registry)
{
	struct record *r;
	struct err err;

	if (record_open(path, registry, &r, &err) < 0)
		return NULL;
	/* Ctrl-C is for who asks for a password, or sends. */
	if (thread_start(&r->thread, run, r) == 0)
		return r;
	record_free(r);
	return NULL;
}

void
record_end(struct record **record, const char *campaign)
{
	struct record *r = *record;
	struct err err;

	*record = NULL;
	if (r == NULL)
		return;
	pthread_mutex_lock(&r->lock);
	r->stop = true;
	pthread_cond_signal(&r->change);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	if (tell(r, LAST_PATIENCE, &err) < 0)
		log_warnx("who was invited is not in the registry yet: %s\n"
			"The mails are not concerned. To record it later: "
			"linkseal-mailer record %s", err.text, campaign);
	record_free(r);
}

int
record_all(const char *path, const char *registry, size_t *told_r,
	size_t *new_r, struct err *err)
{
	struct record *r;
	int rc;

	if (record_open(path, registry, &r, err) < 0)
		return -1;
	rc = tell(r, LAST_PATIENCE, err);
	*told_r = r->n;
	*new_r = r->news;
	record_free(r);
	return rc;
}
