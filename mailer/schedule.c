#include "schedule.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/span.h"
#include "heap.h"
#include "keys.h"

#define NONE ((size_t)-1)
/* The first gap of a domain that complains; accepted mails in a row after
 * which it is halved. */
#define FIRST_GAP 1000
#define CALM 10
/* A program that was held up catches up with its rate for so long. */
#define CATCH_UP 1000
#define NOT_BEGUN INT64_MIN

struct task {
	size_t domain;
	size_t next;		/* in its domain's queue */
	unsigned tries;
};

/* Those that wait for nothing but their domain's turn. */
struct domain {
	size_t first, last;
	int64_t gap;		/* for complaints; 0: none */
	int64_t ready;		/* not before */
	unsigned calm;		/* accepted in a row */
	bool listed;		/* in ready or waiting */
};

struct schedule {
	struct schedule_settings settings;
	struct task *tasks;
	size_t n;
	struct domain *domains;
	size_t n_domains;
	struct keys names;
	struct heap ready;	/* domains by the number of their first task */
	struct heap waiting;	/* domains by time */
	struct heap deferred;	/* tasks by time */
	int64_t next;		/* for the rate of all */
};

struct schedule *
schedule_new(const struct schedule_settings *settings)
{
	struct schedule *s = buf_zalloc(sizeof(*s));

	s->settings = *settings;
	s->next = NOT_BEGUN;
	return s;
}

void
schedule_free(struct schedule **s)
{
	if (*s == NULL)
		return;
	keys_deinit(&(*s)->names);
	heap_deinit(&(*s)->ready);
	heap_deinit(&(*s)->waiting);
	heap_deinit(&(*s)->deferred);
	free((*s)->tasks);
	free((*s)->domains);
	free(*s);
	*s = NULL;
}

static size_t
find_domain(struct schedule *s, const char *name)
{
	size_t d = keys_find(&s->names, name);

	if (d != KEYS_NONE)
		return d;
	if ((s->n_domains & (s->n_domains - 1)) == 0)
		s->domains = buf_grow(s->domains, s->n_domains == 0 ? 1 :
			2 * s->n_domains, sizeof(*s->domains));
	keys_add(&s->names, name, s->n_domains);
	s->domains[s->n_domains] = (struct domain){ .first = NONE,
		.ready = INT64_MIN / 2 };
	return s->n_domains++;
}

/* Where its turn is looked for. Ready is found out when it is asked for. */
static void
list_domain(struct schedule *s, size_t d)
{
	struct domain *domain = &s->domains[d];

	if (domain->listed || domain->first == NONE)
		return;
	domain->listed = true;
	heap_add(&s->waiting, domain->ready, d);
}

static void
queue_last(struct schedule *s, size_t task)
{
	struct domain *d = &s->domains[s->tasks[task].domain];

	s->tasks[task].next = NONE;
	if (d->first == NONE)
		d->first = task;
	else
		s->tasks[d->last].next = task;
	d->last = task;
	list_domain(s, s->tasks[task].domain);
}

static void
queue_first(struct schedule *s, size_t task)
{
	struct domain *d = &s->domains[s->tasks[task].domain];

	s->tasks[task].next = d->first;
	if (d->first == NONE)
		d->last = task;
	d->first = task;
	list_domain(s, s->tasks[task].domain);
}

size_t
schedule_add(struct schedule *s, const char *domain)
{
	if ((s->n & (s->n - 1)) == 0)
		s->tasks = buf_grow(s->tasks, s->n == 0 ? 1 : 2 * s->n,
			sizeof(*s->tasks));
	s->tasks[s->n] = (struct task){ .domain = find_domain(s, domain) };
	queue_last(s, s->n);
	return s->n++;
}

/* Moves to where they belong what time has made ready. */
static void
advance(struct schedule *s, int64_t now)
{
	const struct heap_item *first;

	while ((first = heap_first(&s->deferred)) != NULL &&
		first->order <= now)
		queue_last(s, heap_take(&s->deferred));
	while ((first = heap_first(&s->waiting)) != NULL &&
		first->order <= now) {
		size_t d = heap_take(&s->waiting);

		heap_add(&s->ready, (int64_t)s->domains[d].first, d);
	}
}

/* The domain whose turn it is; NONE: none now. */
static size_t
take_domain(struct schedule *s, int64_t now)
{
	size_t d;

	while (heap_first(&s->ready) != NULL) {
		d = heap_take(&s->ready);
		s->domains[d].listed = false;
		if (s->domains[d].ready <= now)
			return d;
		list_domain(s, d);	/* it complained meanwhile */
	}
	return NONE;
}

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

bool
schedule_next(struct schedule *s, int64_t now, size_t *task_r)
{
	struct domain *domain;
	size_t d;

	advance(s, now);
	if (s->next == NOT_BEGUN)
		s->next = now;
	if (s->next > now || (d = take_domain(s, now)) == NONE)
		return false;
	domain = &s->domains[d];
	*task_r = domain->first;
	domain->first = s->tasks[*task_r].next;
	s->tasks[*task_r].tries++;
	if (s->settings.gap > 0)
		s->next = larger(s->next, now - CATCH_UP) + s->settings.gap;
	if (s->settings.domain_gap > 0 || domain->gap > 0)
		domain->ready = now + larger(s->settings.domain_gap,
			domain->gap);
	list_domain(s, d);
	return true;
}

int64_t
schedule_wait(struct schedule *s, int64_t now)
{
	const struct heap_item *waiting, *deferred;
	int64_t when = INT64_MAX;

	advance(s, now);
	waiting = heap_first(&s->waiting);
	deferred = heap_first(&s->deferred);
	if (heap_first(&s->ready) != NULL)
		when = now;
	if (waiting != NULL && waiting->order < when)
		when = waiting->order;
	if (deferred != NULL && deferred->order < when)
		when = deferred->order;
	if (when == INT64_MAX)
		return -1;
	return larger(0, larger(when, s->next) - now);
}

/* RFC 3463: x.7.x is policy, 4.2.1 a mailbox that gets too much; the older
 * words of those who give no such code. */
static bool
complains(const char *text)
{
	struct span s = span_str(text);

	return span_find(s, 0, span_str(" 4.7.")) != SPAN_NONE ||
		span_find(s, 0, span_str(" 4.2.1 ")) != SPAN_NONE ||
		span_ifind(s, 0, span_str("too many")) != SPAN_NONE ||
		span_ifind(s, 0, span_str("rate limit")) != SPAN_NONE;
}

static void
slow_down(struct domain *d, int64_t now)
{
	d->gap = d->gap == 0 ? FIRST_GAP : 2 * d->gap;
	if (d->gap > SCHEDULE_GAP_MAX)
		d->gap = SCHEDULE_GAP_MAX;
	d->calm = 0;
	d->ready = larger(d->ready, now + d->gap);
}

static void
calm_down(struct domain *d)
{
	if (d->gap == 0 || ++d->calm < CALM)
		return;
	d->calm = 0;
	d->gap = d->gap <= FIRST_GAP ? 0 : d->gap / 2;
}

/* Twice as long each time, and up to a tenth more: not all at once. */
static int64_t
backoff(const struct schedule *s, size_t task)
{
	int64_t wait = s->settings.backoff;
	unsigned i;

	for (i = 1; i < s->tasks[task].tries && wait < SCHEDULE_WAIT_MAX; i++)
		wait *= 2;
	if (wait > SCHEDULE_WAIT_MAX)
		wait = SCHEDULE_WAIT_MAX;
	return wait + wait / 10 * (int64_t)(task * 7 % 11) / 10;
}

void
schedule_done(struct schedule *s, size_t task, enum smtp_outcome outcome,
	const char *text, int64_t now)
{
	struct task *t = &s->tasks[task];
	struct domain *d = &s->domains[t->domain];

	switch (outcome) {
	case SMTP_NOT_TRIED:
		t->tries--;
		queue_first(s, task);
		break;
	case SMTP_DEFERRED:
		if (complains(text))
			slow_down(d, now);
		if (t->tries < s->settings.tries)
			heap_add(&s->deferred, larger(d->ready,
				now + backoff(s, task)), task);
		break;
	case SMTP_ACCEPTED:
		calm_down(d);
		break;
	case SMTP_REFUSED:
	case SMTP_UNKNOWN:
		break;
	}
}
