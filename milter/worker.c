#include "worker.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "callbacks.h"
#include "listen.h"
#include "sys/log.h"
#include "world.h"

#define PROGRAM "linkseal-milter"

/* How often the registry is asked whether it has changed. */
#define REFRESH_SECONDS 1

struct run {
	pthread_t watcher;
	atomic_bool over;
	int result;		/* of smfi_main */
};

/* Each connection is a descriptor; the usual soft limit is 1024. */
static void
raise_descriptor_limit(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
		r.rlim_cur = r.rlim_max;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

/* USR1 is for sigtimedwait; TERM and INT are for libmilter's own thread.
 * HUP is ignored, and must not be blocked in this, the first thread: Linux
 * then drops it, and libmilter, which would stop, never sees one that was sent
 * to all processes of our name. */
static void
arrange_signals(sigset_t *reload)
{
	sigset_t blocked;

	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGUSR1);
	pthread_sigmask(SIG_SETMASK, &blocked, NULL);
	sigemptyset(reload);
	sigaddset(reload, SIGUSR1);
}

static void *
filter_thread(void *data)
{
	struct run *run = data;

	run->result = smfi_main();
	atomic_store(&run->over, true);
	pthread_kill(run->watcher, SIGUSR1);
	return NULL;
}

static void
reload(struct world *w)
{
	struct err err;

	if (world_reload(w, &err) < 0)
		log_warnx("not reloaded, all stays as it was:\n%s", err.text);
	else
		log_info("configuration and registry are read anew");
}

static void
watch(struct world *w, struct run *run, const sigset_t *signals)
{
	const struct timespec second = { .tv_sec = REFRESH_SECONDS };

	while (!atomic_load(&run->over)) {
		int number = sigtimedwait(signals, NULL, &second);

		if (atomic_load(&run->over))
			break;
		if (number == SIGUSR1)
			reload(w);
		else if (errno == EAGAIN && world_refresh(w))
			log_info("the registry has changed and is read anew");
	}
}

static void
log_start(const struct config *c)
{
	struct buf line;

	buf_init(&line, 4096);
	listen_postfix_line(c->milter.socket, &line);
	log_info("ready on %s; Postfix's main.cf: %s", c->milter.socket,
		buf_str(&line));
	buf_deinit(&line);
}

static int
filter(struct world *w, const sigset_t *signals)
{
	struct run run = { .watcher = pthread_self(), .result = MI_FAILURE };
	pthread_t thread;

	atomic_init(&run.over, false);
	callbacks_use(&mta_libmilter, w);
	if (pthread_create(&thread, NULL, filter_thread, &run) != 0) {
		log_warnx("can't make a thread");
		return EX_OSERR;
	}
	watch(w, &run, signals);
	pthread_join(thread, NULL);
	/* libmilter's other threads may still use the world: it stays. */
	log_info("stopped");
	return run.result == MI_SUCCESS ? EX_OK : EX_SOFTWARE;
}

int
worker_run(const struct worker_options *options, struct config *c)
{
	struct world *w = NULL;
	struct err err;
	sigset_t signals;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != options->supervisor) {
		config_unref(&c);
		return EX_TEMPFAIL;
	}
	arrange_signals(&signals);
	raise_descriptor_limit();
	if (world_new(config_ref(c), options->file, options->registry, &w,
	    &err) < 0) {
		log_warnx("%s", err.text);
		config_unref(&c);
		return err_exit_status(err.kind);
	}
	if (options->to_syslog)
		log_init(PROGRAM, true, options->verbose);
	log_start(c);
	config_unref(&c);
	notify_ready(options->notify);
	if (options->to_syslog)
		notify_leave_terminal();
	return filter(w, &signals);
}
