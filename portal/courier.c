#include "courier.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "limits.h"
#include "smtp/post.h"
#include "sys/log.h"
#include "sys/thread.h"

#define TRIES 3
#define PAUSE 5			/* seconds between them */

struct mail {
	char *to;
	char *message;
};

struct courier {
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
wait_seconds(struct courier *c, unsigned seconds)
{
	struct timespec until = thread_in_ms(seconds * 1000L);

	while (!c->stop && pthread_cond_timedwait(&c->change, &c->lock,
	    &until) != ETIMEDOUT)
		continue;
}

/* The domain alone: who asked is nobody's business in a log. */
static void
tell(const struct mail *m, const struct err *err)
{
	const char *at = strrchr(m->to, '@');

	if (err)
		log_warnx("mail to %s %s: %s", at ? at : "?", err->kind ==
			ERR_IO ? "may be lost" : "was not sent", err->text);
	else
		log_info("mail=sent domain=%s", at ? at + 1 : "?");
}

static void
send_one(struct courier *c, const struct mail *m)
{
	struct err err;
	bool stop = false;

	for (int i = 0; i < TRIES && !stop; i++) {
		if (post_send(c->post, m->to, span_str(m->message),
		    &err) == 0) {
			tell(m, NULL);
			return;
		}
		if (err.kind != ERR_TEMP && err.kind != ERR_UNAVAILABLE)
			break;
		pthread_mutex_lock(&c->lock);
		if (i + 1 < TRIES)
			wait_seconds(c, PAUSE);
		/* Who stops the program does not wait for more tries. */
		stop = c->stop;
		pthread_mutex_unlock(&c->lock);
	}
	tell(m, &err);
}

static void *
run(void *data)
{
	struct courier *c = data;
	struct mail m;

	pthread_mutex_lock(&c->lock);
	for (;;) {
		while (c->n == 0 && !c->stop)
			pthread_cond_wait(&c->change, &c->lock);
		if (c->n == 0)
			break;
		m = c->waiting[0];
		memmove(c->waiting, c->waiting + 1, --c->n * sizeof m);
		c->busy = true;
		pthread_mutex_unlock(&c->lock);
		send_one(c, &m);
		mail_deinit(&m);
		pthread_mutex_lock(&c->lock);
		c->busy = false;
		pthread_cond_broadcast(&c->change);
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

int
courier_new(const struct config_mailer *config, struct courier **c_r,
	struct err *err)
{
	struct courier *c = buf_zalloc(sizeof *c);

	if (post_open(config, &c->post, err) < 0) {
		free(c);
		return -1;
	}
	pthread_mutex_init(&c->lock, NULL);
	thread_cond_init(&c->change);
	if (pthread_create(&c->thread, NULL, run, c) != 0) {
		post_close(&c->post);
		free(c);
		return err_set(err, ERR_OS, "can't make a thread");
	}
	*c_r = c;
	return 0;
}

/* Until all is sent, for SECONDS at most. The lock is held. */
static void
wait_sent(struct courier *c, unsigned seconds)
{
	struct timespec until = thread_in_ms(seconds * 1000L);

	while ((c->n || c->busy) && pthread_cond_timedwait(&c->change,
	    &c->lock, &until) != ETIMEDOUT)
		continue;
}

void
courier_free(struct courier **courier, unsigned drain)
{
	struct courier *c = *courier;

	if (c == NULL)
		return;
	pthread_mutex_lock(&c->lock);
	c->stop = true;
	pthread_cond_broadcast(&c->change);
	wait_sent(c, drain);
	if (c->n)
		log_warnx("mails that were not sent: %zu", c->n);
	while (c->n)
		mail_deinit(&c->waiting[--c->n]);
	pthread_mutex_unlock(&c->lock);
	post_halt(c->post);
	pthread_join(c->thread, NULL);
	post_close(&c->post);
	pthread_cond_destroy(&c->change);
	pthread_mutex_destroy(&c->lock);
	free(c);
	*courier = NULL;
}

bool
courier_add(struct courier *c, char *to, char *message)
{
	struct mail m = { to, message };
	bool room;

	pthread_mutex_lock(&c->lock);
	room = c->n < PORTAL_MAILS && !c->stop;
	if (room)
		c->waiting[c->n++] = m;
	pthread_cond_broadcast(&c->change);
	pthread_mutex_unlock(&c->lock);
	if (!room)
		mail_deinit(&m);
	return room;
}
