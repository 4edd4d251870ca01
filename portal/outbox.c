#include "outbox.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/buf.h"
#include "limits.h"
#include "smtp/post.h"
#include "sys/log.h"

#define TRIES 3
#define PAUSE 5			/* seconds between them */

struct mail {
	char *to;
	char *message;
};

struct outbox {
	struct post *post;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t change;
	struct mail waiting[PORTAL_MAILS];
	size_t n;
	bool stop, busy;
};

static void
mail_deinit(struct mail *m)
{
	free(m->to);
	/* It holds a code. */
	if (m->message)
		explicit_bzero(m->message, strlen(m->message));
	free(m->message);
	*m = (struct mail){ .to = NULL };
}

/* Waits for SECONDS, or until told to stop. The lock is held. */
static void
wait_seconds(struct outbox *o, unsigned seconds)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += seconds;
	while (!o->stop && pthread_cond_timedwait(&o->change, &o->lock,
	    &until) != ETIMEDOUT)
		continue;
}

/* The domain alone: who asked is nobody's business in a log. */
static void
tell(const struct mail *m, const struct err *err)
{
	const char *at = strrchr(m->to, '@');

	if (err)
		log_warnx("mail to %s was not sent: %s", at ? at : "?",
			err->text);
	else
		log_info("mail=sent domain=%s", at ? at + 1 : "?");
}

static void
send_one(struct outbox *o, const struct mail *m)
{
	struct err err;
	bool stop = false;

	for (int i = 0; i < TRIES && !stop; i++) {
		if (post_send(o->post, m->to, span_str(m->message),
		    &err) == 0) {
			tell(m, NULL);
			return;
		}
		if (err.kind != ERR_TEMP && err.kind != ERR_UNAVAILABLE)
			break;
		pthread_mutex_lock(&o->lock);
		if (i + 1 < TRIES)
			wait_seconds(o, PAUSE);
		/* Who stops the program does not wait for more tries. */
		stop = o->stop;
		pthread_mutex_unlock(&o->lock);
	}
	tell(m, &err);
}

static void *
run(void *data)
{
	struct outbox *o = data;
	struct mail m;

	pthread_mutex_lock(&o->lock);
	for (;;) {
		while (o->n == 0 && !o->stop)
			pthread_cond_wait(&o->change, &o->lock);
		if (o->n == 0)
			break;
		m = o->waiting[0];
		memmove(o->waiting, o->waiting + 1, --o->n * sizeof m);
		o->busy = true;
		pthread_mutex_unlock(&o->lock);
		send_one(o, &m);
		mail_deinit(&m);
		pthread_mutex_lock(&o->lock);
		o->busy = false;
		pthread_cond_broadcast(&o->change);
	}
	pthread_mutex_unlock(&o->lock);
	return NULL;
}

int
outbox_new(const struct config_mailer *c, struct outbox **o_r,
	struct err *err)
{
	struct outbox *o = buf_zalloc(sizeof *o);

	if (post_open(c, &o->post, err) < 0) {
		free(o);
		return -1;
	}
	pthread_mutex_init(&o->lock, NULL);
	pthread_cond_init(&o->change, NULL);
	if (pthread_create(&o->thread, NULL, run, o) != 0) {
		post_close(&o->post);
		free(o);
		return err_set(err, ERR_OS, "can't make a thread");
	}
	*o_r = o;
	return 0;
}

void
outbox_free(struct outbox **out, unsigned drain)
{
	struct outbox *o = *out;
	struct timespec until;

	if (o == NULL)
		return;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += drain;
	pthread_mutex_lock(&o->lock);
	o->stop = true;
	pthread_cond_broadcast(&o->change);
	while ((o->n || o->busy) && pthread_cond_timedwait(&o->change,
	    &o->lock, &until) != ETIMEDOUT)
		continue;
	if (o->n)
		log_warnx("%zu mails were not sent", o->n);
	while (o->n)
		mail_deinit(&o->waiting[--o->n]);
	pthread_mutex_unlock(&o->lock);
	pthread_join(o->thread, NULL);
	post_close(&o->post);
	pthread_cond_destroy(&o->change);
	pthread_mutex_destroy(&o->lock);
	free(o);
	*out = NULL;
}

bool
outbox_add(struct outbox *o, char *to, char *message)
{
	struct mail m = { to, message };
	bool room;

	pthread_mutex_lock(&o->lock);
	room = o->n < PORTAL_MAILS && !o->stop;
	if (room)
		o->waiting[o->n++] = m;
	pthread_cond_broadcast(&o->change);
	pthread_mutex_unlock(&o->lock);
	if (!room)
		mail_deinit(&m);
	return room;
}
