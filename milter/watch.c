#include "watch.h"

#include <errno.h>
#include <time.h>

#include "later.h"
#include "listen.h"
#include "sys/log.h"
#include "sys/notify.h"

/* How often the registry is asked whether it has changed. */
#define REFRESH_MS 1000

/* How often the numbers are written: Prometheus asks for them every fifteen
 * seconds, or every minute. */
#define METRICS_MS 10000

/* How often a filter that stops looks whether the last message has ended. */
#define DRAIN_MS 50

/* How long edits that are leaving when the time is over may go on. A mail
 * server that does not take them within that time has trouble of its own. */
#define LAST_MS 3000

/* How long recording who was invited may take then: behind all messages, so
 * that none of them waits for it. */
#define INVITED_MS 3000

#define METRICS_MAX 65536

static void
tell(bool told)
{
	if (!told)
		log_warn("systemd can't be told");
}

void
watch_init(struct watch *w, pid_t supervisor)
{
	atomic_init(&w->over, false);
	sigemptyset(&w->signals);
	sigaddset(&w->signals, SIGUSR1);
	sigaddset(&w->signals, SIGUSR2);
	w->watchdog = notify_watchdog_ms(supervisor);
}

/* The signal that came within MS milliseconds; 0: none. */
static int
wait_for_signal(struct watch *w, long ms)
{
	const struct timespec t = {
		.tv_sec = ms / 1000,
		.tv_nsec = ms % 1000 * 1000000,
	};
	int number = sigtimedwait(&w->signals, NULL, &t);

	return number > 0 ? number : 0;
}

/* The watchdog sleeps while all goes on: this thread, and the guard. */
static void
ping(struct watch *w)
{
	if (w->watchdog && !flight_stalled(w->flight, w->watchdog))
		tell(notify_send("WATCHDOG=1"));
}

static void
write_metrics(struct watch *w)
{
	struct world_state state;
	struct config *c;
	struct snapshot *s;
	struct buf text;

	w->written = flight_now();
	world_take(w->world, &c, &s);
	if (c->milter.metrics) {
		buf_init(&text, METRICS_MAX);
		world_state(w->world, &state);
		metrics_print(w->tally, w->flight, &state, &text);
		metrics_write(&w->metrics, c->milter.metrics,
			buf_span(&text));
		buf_deinit(&text);
	}
	snapshot_unref(&s);
	config_unref(&c);
}

static void
look_after(struct watch *w)
{
	later_flush();
	if (reader_reloaded(&w->reader) ||
	    flight_now() - w->written >= METRICS_MS)
		write_metrics(w);
	ping(w);
}

/* True: DONE is. False: MS milliseconds are over, or we were told once more. */
static bool
wait_until(struct watch *w, bool (*done)(const struct flight *f),
	long long ms)
{
	long long end = flight_now() + ms;

	while (!done(w->flight)) {
		if (flight_now() >= end || atomic_load(&w->over) ||
		    wait_for_signal(w, DRAIN_MS) == SIGUSR2)
			return false;
		look_after(w);
	}
	return true;
}

static long long
drain_ms(struct watch *w)
{
	struct config *c;
	struct snapshot *s;
	long long ms;

	world_take(w->world, &c, &s);
	ms = c->milter.drain * 1000LL;
	snapshot_unref(&s);
	config_unref(&c);
	return ms;
}

/* Messages that are not decided on are never answered when the time is over:
 * the mail server then does what it is told to do when a filter is gone. Edits
 * of others are let out whole. */
static void
drain(struct watch *w)
{
	tell(notify_send("STOPPING=1"));
	listen_close();
	flight_close(w->flight);
	log_info("stopping; messages under way: %u",
		atomic_load(&w->flight->n));
	if (wait_until(w, flight_landed, drain_ms(w)))
		return;
	flight_halt(w->flight);
	wait_until(w, flight_decided_all, LAST_MS);
	log_warnx("stopped before all messages had ended; left without an "
		"answer: %u", atomic_load(&w->flight->n));
}

void
watch_run(struct watch *w)
{
	while (!atomic_load(&w->over)) {
		int number = wait_for_signal(w, REFRESH_MS);

		if (atomic_load(&w->over))
			break;
		if (number == SIGUSR2) {
			drain(w);
			break;
		}
		if (number == SIGUSR1)
			reader_reload(&w->reader);
		else
			reader_refresh(&w->reader);
		look_after(w);
	}
	invited_stop(w->invited, INVITED_MS);
	later_flush();
	write_metrics(w);
}
