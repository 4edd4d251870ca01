#include "outbox.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/limits.h"
#include "sys/thread.h"

struct list {
	struct outbox_mail *first, *last;
	size_t n;
};

struct outbox {
	pthread_mutex_t lock;
	pthread_cond_t work;	/* connections wait for it */
	pthread_cond_t news;	/* the planner does */
	struct list ready, done, blank;
	bool urgent;		/* news that can't wait */
	bool closed;
	struct err trouble;	/* kind ERR_NONE: none */
	unsigned lanes;		/* that may take mails */
	int64_t when;		/* not before */
	size_t low;		/* what the planner waits for */
	unsigned policy_refusals;	/* in a row */
};

int64_t
outbox_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
add(struct list *l, struct outbox_mail *mail)
{
	mail->next = NULL;
	if (l->last == NULL)
		l->first = mail;
	else
		l->last->next = mail;
	l->last = mail;
	l->n++;
}

static struct outbox_mail *
take(struct list *l)
{
	struct outbox_mail *mail = l->first;

	l->first = mail->next;
	if (l->first == NULL)
		l->last = NULL;
	l->n--;
	return mail;
}

static struct outbox_mail *
take_all(struct list *l)
{
	struct outbox_mail *first = l->first;

	*l = (struct list){ NULL, NULL, 0 };
	return first;
}

struct outbox *
outbox_new(void)
{
	struct outbox *o = buf_zalloc(sizeof(*o));

	pthread_mutex_init(&o->lock, NULL);
	thread_cond_init(&o->work);
	thread_cond_init(&o->news);
	return o;
}

static void
free_all(struct list *l)
{
	while (l->first != NULL) {
		struct outbox_mail *mail = take(l);

		buf_deinit(&mail->bytes);
		free(mail->from);
		free(mail);
	}
}

void
outbox_free(struct outbox **o)
{
	if (*o == NULL)
		return;
	free_all(&(*o)->ready);
	free_all(&(*o)->done);
	free_all(&(*o)->blank);
	pthread_mutex_destroy(&(*o)->lock);
	pthread_cond_destroy(&(*o)->work);
	pthread_cond_destroy(&(*o)->news);
	free(*o);
	*o = NULL;
}

struct outbox_mail *
outbox_blank(struct outbox *o)
{
	struct outbox_mail *mail = NULL;

	pthread_mutex_lock(&o->lock);
	if (o->blank.n > 0)
		mail = take(&o->blank);
	pthread_mutex_unlock(&o->lock);
	if (mail != NULL)
		return mail;
	mail = buf_zalloc(sizeof(*mail));
	buf_init(&mail->bytes, 8 * LIMIT_LETTER);
	return mail;
}

void
outbox_recycle(struct outbox *o, struct outbox_mail *mail)
{
	free(mail->from);
	mail->from = NULL;
	buf_reset(&mail->bytes);
	pthread_mutex_lock(&o->lock);
	add(&o->blank, mail);
	pthread_mutex_unlock(&o->lock);
}

void
outbox_put(struct outbox *o, struct outbox_mail *mails)
{
	struct outbox_mail *next;

	pthread_mutex_lock(&o->lock);
	for (; mails != NULL; mails = next) {
		next = mails->next;
		add(&o->ready, mails);
	}
	pthread_cond_broadcast(&o->work);
	pthread_mutex_unlock(&o->lock);
}

size_t
outbox_ready(struct outbox *o)
{
	size_t n;

	pthread_mutex_lock(&o->lock);
	n = o->ready.n;
	pthread_mutex_unlock(&o->lock);
	return n;
}

/* False: the time is up. */
static bool
wait_until(struct outbox *o, pthread_cond_t *cond, int64_t when)
{
	struct timespec t = { .tv_sec = (time_t)(when / 1000),
		.tv_nsec = (long)(when % 1000) * 1000000 };

	return pthread_cond_timedwait(cond, &o->lock, &t) == 0;
}

struct outbox_mail *
outbox_collect(struct outbox *o, size_t low, int64_t ms)
{
	int64_t until = outbox_now() + ms;
	struct outbox_mail *done;

	pthread_mutex_lock(&o->lock);
	o->low = low;
	while (!o->urgent && o->trouble.kind == ERR_NONE &&
		(o->done.n == 0 || o->ready.n >= low) &&
		wait_until(o, &o->news, until))
		continue;
	o->urgent = false;
	done = take_all(&o->done);
	pthread_mutex_unlock(&o->lock);
	return done;
}

bool
outbox_trouble(struct outbox *o, struct err *err_r)
{
	pthread_mutex_lock(&o->lock);
	*err_r = o->trouble;
	pthread_mutex_unlock(&o->lock);
	return err_r->kind != ERR_NONE;
}

void
outbox_resume(struct outbox *o, unsigned lanes, int64_t when)
{
	pthread_mutex_lock(&o->lock);
	o->trouble.kind = ERR_NONE;
	o->lanes = lanes;
	o->when = when;
	pthread_cond_broadcast(&o->work);
	pthread_mutex_unlock(&o->lock);
}

struct outbox_mail *
outbox_close(struct outbox *o)
{
	struct outbox_mail *left;

	pthread_mutex_lock(&o->lock);
	o->closed = true;
	left = take_all(&o->ready);
	pthread_cond_broadcast(&o->work);
	pthread_mutex_unlock(&o->lock);
	return left;
}

static bool
is_turn(const struct outbox *o, unsigned lane)
{
	return o->trouble.kind == ERR_NONE && lane < o->lanes;
}

bool
outbox_wait(struct outbox *o, unsigned lane)
{
	bool open;

	pthread_mutex_lock(&o->lock);
	while (!o->closed && (!is_turn(o, lane) || o->ready.n == 0 ||
		o->when > outbox_now())) {
		if (is_turn(o, lane) && o->when > outbox_now())
			wait_until(o, &o->work, o->when);
		else
			pthread_cond_wait(&o->work, &o->lock);
	}
	open = !o->closed;
	pthread_mutex_unlock(&o->lock);
	return open;
}

struct outbox_mail *
outbox_take(struct outbox *o, unsigned lane, int64_t ms)
{
	int64_t until = outbox_now() + ms;
	struct outbox_mail *mail = NULL;

	pthread_mutex_lock(&o->lock);
	while (!o->closed && is_turn(o, lane) && o->ready.n == 0 &&
		wait_until(o, &o->work, until))
		continue;
	if (!o->closed && is_turn(o, lane) && o->ready.n > 0)
		mail = take(&o->ready);
	pthread_mutex_unlock(&o->lock);
	return mail;
}

static void
watch_policy(struct outbox *o, const struct smtp_result *result)
{
	if (result->outcome != SMTP_REFUSED ||
		strstr(result->text, " 5.7.") == NULL) {
		o->policy_refusals = 0;
		return;
	}
	if (++o->policy_refusals >= OUTBOX_POLICY_REFUSALS)
		err_set(&o->trouble, ERR_NO_PERM, "%u mails in a row were "
			"refused for policy, so the rest waits; the last "
			"answer was: %s", o->policy_refusals, result->text);
}

void
outbox_done(struct outbox *o, struct outbox_mail *mail)
{
	pthread_mutex_lock(&o->lock);
	add(&o->done, mail);
	o->urgent |= mail->result.outcome != SMTP_ACCEPTED;
	watch_policy(o, &mail->result);
	if (o->urgent || o->ready.n < o->low)
		pthread_cond_signal(&o->news);
	pthread_mutex_unlock(&o->lock);
}

void
outbox_failed(struct outbox *o, const struct err *err)
{
	pthread_mutex_lock(&o->lock);
	if (o->trouble.kind == ERR_NONE)
		o->trouble = *err;
	pthread_cond_signal(&o->news);
	pthread_mutex_unlock(&o->lock);
}
