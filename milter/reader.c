#include "reader.h"

#include "sys/log.h"
#include "sys/notify.h"

static void
reload(struct reader *r)
{
	struct err err;

	if (!notify_reloading())
		log_warn("systemd can't be told");
	if (world_reload(r->world, &err) < 0) {
		log_warnx("not reloaded, all stays as it was:\n%s", err.text);
		atomic_fetch_add(&r->tally->reloads_failed, 1);
	} else {
		log_info("configuration and registry are read anew");
		atomic_fetch_add(&r->tally->reloads, 1);
	}
	if (!notify_send("READY=1"))
		log_warn("systemd can't be told");
	atomic_store(&r->reloaded, true);
}

static void
refresh(struct reader *r)
{
	if (!world_refresh(r->world))
		return;
	log_info("the registry has changed and is read anew");
	atomic_fetch_add(&r->tally->snapshots, 1);
}

/* A reload looks at the registry too. */
static bool
wait_for_word(struct reader *r)
{
	bool all;

	pthread_mutex_lock(&r->lock);
	while (!r->reload && !r->refresh)
		pthread_cond_wait(&r->asked, &r->lock);
	all = r->reload;
	r->reload = r->refresh = false;
	pthread_mutex_unlock(&r->lock);
	return all;
}

static void *
run(void *data)
{
	struct reader *r = data;

	for (;;) {
		if (wait_for_word(r))
			reload(r);
		else
			refresh(r);
	}
	return NULL;
}

int
reader_start(struct reader *r, struct world *w, struct tally *t)
{
	pthread_t thread;

	*r = (struct reader){ .world = w, .tally = t };
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->asked, NULL);
	if (pthread_create(&thread, NULL, run, r) != 0)
		return -1;
	pthread_detach(thread);
	return 0;
}

static void
ask(struct reader *r, bool *what)
{
	pthread_mutex_lock(&r->lock);
	*what = true;
	pthread_cond_signal(&r->asked);
	pthread_mutex_unlock(&r->lock);
}

void
reader_reload(struct reader *r)
{
	ask(r, &r->reload);
}

void
reader_refresh(struct reader *r)
{
	ask(r, &r->refresh);
}

bool
reader_reloaded(struct reader *r)
{
	return atomic_exchange(&r->reloaded, false);
}
