#include "proof.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "campaign.h"
#include "core/limits.h"
#include "smtp/address.h"

#define THREADS_MAX 16
/* Told of one list; who reads on? */
#define FLAWS_MAX 1000

struct flaw {
	size_t at;
	char *text;
};

struct work {
	const struct proof *p;
	atomic_size_t next;
	pthread_mutex_t lock;	/* of what follows */
	struct flaw *flaws;
	size_t n;
	struct err err;		/* the last */
};

/* The mail to one of them, as it will be but for its date. */
static int
prove_one(const struct proof *p, const struct invitations *invitations,
	const struct recipient *to, struct buf *b, struct err *err)
{
	char *id = campaign_message_id(p->campaign, to->key,
		address_domain(invitations->from));
	int rc;

	buf_reset(b);
	rc = invitation_message(invitations, to, id, 0, b, err);
	if (rc == 0)
		rc = invitation_judge(invitations, buf_span(b), err);
	free(id);
	return rc;
}

static void
note_flaw(struct work *w, size_t at, const struct err *err)
{
	pthread_mutex_lock(&w->lock);
	if (w->n < FLAWS_MAX) {
		w->flaws = buf_grow(w->flaws, w->n + 1, sizeof(*w->flaws));
		w->flaws[w->n] = (struct flaw){ at, buf_strdup(err->text) };
	}
	w->n++;
	w->err = *err;
	pthread_mutex_unlock(&w->lock);
}

static void *
run(void *arg)
{
	struct work *w = arg;
	const struct recipients *r = w->p->recipients;
	struct invitations own = *w->p->invitations;
	struct err err;
	struct buf b;
	size_t i;

	buf_init(&b, 8 * LIMIT_LETTER);
	own.memory = letter_memory_new();
	while ((i = atomic_fetch_add(&w->next, 1)) < r->n)
		if (states_want(states_find(w->p->states, r->list[i].key),
			w->p->retry_unknown) &&
			prove_one(w->p, &own, &r->list[i], &b, &err) < 0)
			note_flaw(w, i, &err);
	letter_memory_free(&own.memory);
	buf_deinit(&b);
	return NULL;
}

/* Templates are read as they are asked for, which threads must not do: each
 * language is asked for once. */
static int
read_templates(const struct proof *p, struct err *err)
{
	const struct recipients *r = p->recipients;
	const char *last = p->invitations->locale;
	struct letter_parts parts;
	size_t i;

	if (templates_get(p->invitations->templates, last, &parts, err) < 0)
		return -1;
	for (i = 0; i < r->n; i++) {
		const char *locale = r->list[i].locale;

		if (locale == NULL || strcmp(locale, last) == 0)
			continue;
		last = locale;
		if (templates_get(p->invitations->templates, locale, &parts,
			err) < 0)
			return -1;
	}
	return 0;
}

static void
run_all(struct work *w)
{
	pthread_t threads[THREADS_MAX];
	long n = sysconf(_SC_NPROCESSORS_ONLN), i, started = 0;

	n = n > THREADS_MAX ? THREADS_MAX : n;
	if (w->p->recipients->n > 1)
		for (i = 1; i < n; i++)
			started += pthread_create(&threads[started], NULL,
				run, w) == 0;
	run(w);
	for (i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
}

static int
compare(const void *a, const void *b)
{
	const struct flaw *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

static void
tell(const struct work *w)
{
	const struct recipients *r = w->p->recipients;
	size_t n = w->n < FLAWS_MAX ? w->n : FLAWS_MAX, i;

	if (n > 0)
		qsort(w->flaws, n, sizeof(*w->flaws), compare);
	for (i = 0; i < n; i++) {
		const struct recipient *to = &r->list[w->flaws[i].at];

		if (w->p->file != NULL)
			fprintf(stderr, "%s:%zu: %s: %s\n", w->p->file,
				to->line, to->address, w->flaws[i].text);
		free(w->flaws[i].text);
	}
	free(w->flaws);
}

int
proof_all(const struct proof *p, struct err *err)
{
	struct work w = { .p = p };

	if (read_templates(p, err) < 0)
		return -1;
	pthread_mutex_init(&w.lock, NULL);
	run_all(&w);
	pthread_mutex_destroy(&w.lock);
	tell(&w);
	if (w.n == 0)
		return 0;
	*err = w.err;
	return p->file == NULL ? -1 : err_set(err, ERR_DATA, "%zu of %zu "
		"mails can't be sent; nothing was sent", w.n,
		p->recipients->n);
}
