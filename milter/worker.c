#include "worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sysexits.h>
#include <unistd.h>

#include "callbacks.h"
#include "core/buf.h"
#include "listen.h"
#include "sys/log.h"
#include "sys/notify.h"
#include "sys/privs.h"
#include "watch.h"

#define PROGRAM "linkseal-milter"

/* Some letters' worth; nearly all mail is smaller. */
#define KEPT (1024 * 1024)

/* What the threads share. */
struct run {
	struct watch watch;
	struct flight flight;
	struct tally tally;
	pthread_t watcher;
	int result;		/* of smfi_main */
};

/* USR1 and USR2 are for watch.c. HUP, TERM and INT are ignored, and must not
 * be blocked in this, the first thread: Linux then drops them, and libmilter,
 * which would stop in the middle of messages, never sees one that was sent to
 * all processes of our name, or of our group. */
static void
arrange_signals(void)
{
	sigset_t blocked;

	signal(SIGHUP, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	sigaddset(&blocked, SIGUSR2);
	pthread_sigmask(SIG_SETMASK, &blocked, NULL);
}

static void *
filter_thread(void *data)
{
	struct run *run = data;

	run->result = smfi_main();
	atomic_store(&run->watch.over, true);
	pthread_kill(run->watcher, SIGUSR1);
	return NULL;
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

/* libmilter's threads go on using all this until the process ends: it is never
 * given back. */
static int
filter(struct world *w, pid_t supervisor)
{
	struct run *run = buf_zalloc(sizeof *run);
	pthread_t thread;

	flight_init(&run->flight);
	tally_init(&run->tally);
	run->watcher = pthread_self();
	run->watch.world = w;
	run->watch.flight = &run->flight;
	run->watch.tally = &run->tally;
	watch_init(&run->watch, supervisor);
	run->watch.invited = invited_start(w, &run->tally);
	callbacks_use(&mta_libmilter, w, &run->flight, &run->tally,
		run->watch.invited);
	if (run->watch.invited == NULL ||
	    reader_start(&run->watch.reader, w, &run->tally) < 0 ||
	    pthread_create(&thread, NULL, filter_thread, run) != 0) {
		log_warnx("can't make a thread");
		return EX_OSERR;
	}
	watch_run(&run->watch);
	log_info("stopped");
	return atomic_load(&run->watch.over) && run->result != MI_SUCCESS ?
		EX_SOFTWARE : EX_OK;
}

static void
tell_ready(const struct worker_options *options, const struct config *c)
{
	if (options->to_syslog)
		log_init(PROGRAM, true, options->verbose);
	log_start(c);
	launch_ready(options->launch);
	if (!notify_send("READY=1"))
		log_warn("systemd can't be told that the filter is ready");
	if (options->to_syslog)
		launch_leave_terminal();
}

/* glibc hands the memory of each mail back to the system, page by page, until
 * something larger was given back at once; from then on it keeps twice as much
 * for each thread. That first mail need not come from outside. */
static void
keep_memory(void)
{
	free(buf_alloc(KEPT));
}

int
worker_run(const struct worker_options *options, struct config *c)
{
	struct world *w = NULL;
	struct err err;

	prctl(PR_SET_PDEATHSIG, SIGUSR2);
	if (getppid() != options->supervisor) {
		config_unref(&c);
		return EX_TEMPFAIL;
	}
	arrange_signals();
	privs_all_descriptors();
	keep_memory();
	if (world_new(config_ref(c), options->file, options->registry, &w,
	    &err) < 0) {
		log_warnx("%s", err.text);
		config_unref(&c);
		return err_exit_status(err.kind);
	}
	tell_ready(options, c);
	config_unref(&c);
	return filter(w, options->supervisor);
}
