#include "lanes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "sys/thread.h"

/* Without work for so long a connection is closed: the server's patience is
 * five minutes (RFC 5321 4.5.3.2.7), a router's between less. */
#define IDLE_MS 20000

struct lane {
	struct lanes *lanes;
	unsigned number;
	pthread_t thread;
	struct outbox_mail *mail;	/* in hand */
	struct err err;			/* of the journal */
};

struct lanes {
	struct outbox *outbox;
	struct journal *journal;
	const struct smtp_transport *transport;
	const struct smtp_settings *settings;
	struct lane list[LANES_MAX];
	unsigned n;
};

static bool
next_mail(void *ctx, struct smtp_mail *mail_r)
{
	struct lane *l = ctx;

	l->mail = outbox_take(l->lanes->outbox, l->number, IDLE_MS);
	if (l->mail == NULL)
		return false;
	*mail_r = (struct smtp_mail){ .from = l->mail->from,
		.to = l->mail->to, .envid = l->mail->envid,
		.bytes = buf_span(&l->mail->bytes) };
	return true;
}

static int
mail_handed(void *ctx)
{
	struct lane *l = ctx;

	if (journal_add(l->lanes->journal, STATE_HANDED, l->mail->key, "",
		&l->err) == 0)
		return 0;
	outbox_failed(l->lanes->outbox, &l->err);
	return -1;
}

static enum state
state_of(enum smtp_outcome outcome)
{
	static const enum state table[] = {
		[SMTP_NOT_TRIED] = STATE_PREPARED,
		[SMTP_ACCEPTED] = STATE_ACCEPTED,
		[SMTP_REFUSED] = STATE_REFUSED,
		[SMTP_DEFERRED] = STATE_DEFERRED,
		[SMTP_UNKNOWN] = STATE_UNKNOWN,
	};

	return table[outcome];
}

static void
mail_done(void *ctx, const struct smtp_result *result)
{
	struct lane *l = ctx;

	l->mail->result = *result;
	if (result->outcome != SMTP_NOT_TRIED && journal_add(
		l->lanes->journal, state_of(result->outcome), l->mail->key,
		result->text, &l->err) < 0)
		/* It stays `handed` on disk, which means unknown. */
		outbox_failed(l->lanes->outbox, &l->err);
	outbox_done(l->lanes->outbox, l->mail);
	l->mail = NULL;
}

static void *
run(void *arg)
{
	struct lane *l = arg;
	struct smtp_source source = { l, next_mail, mail_handed, mail_done };
	const struct lanes *all = l->lanes;
	struct err err;

	while (outbox_wait(all->outbox, l->number))
		if (all->transport->run(all->settings, &source, &err) < 0)
			outbox_failed(all->outbox, &err);
	return NULL;
}

int
lanes_grow(struct lanes *l, unsigned n, struct err *err)
{
	struct lane *lane;
	int rc = 0;

	/* Signals are for the planner. */
	for (; l->n < n && rc == 0; l->n += rc == 0) {
		lane = &l->list[l->n];
		*lane = (struct lane){ .lanes = l, .number = l->n };
		rc = thread_start(&lane->thread, run, lane);
	}
	return rc == 0 ? 0 : err_set(err, ERR_OS, "no thread for another "
		"connection: %s", strerror(rc));
}

int
lanes_start(struct outbox *o, struct journal *j,
	const struct smtp_transport *t, const struct smtp_settings *s,
	struct lanes **l_r, struct err *err)
{
	struct lanes *l = buf_zalloc(sizeof(*l));

	l->outbox = o;
	l->journal = j;
	l->transport = t;
	l->settings = s;
	if (lanes_grow(l, 1, err) < 0) {
		free(l);
		return -1;
	}
	*l_r = l;
	return 0;
}

void
lanes_join(struct lanes **l)
{
	unsigned i;

	if (*l == NULL)
		return;
	for (i = 0; i < (*l)->n; i++)
		pthread_join((*l)->list[i].thread, NULL);
	free(*l);
	*l = NULL;
}
