#include "daemon.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "core/buf.h"
#include "launch.h"
#include "listen.h"
#include "sys/file.h"
#include "sys/log.h"
#include "sys/privs.h"
#include "worker.h"

#define PROGRAM "linkseal-milter"

static int
fail(const struct err *err)
{
	log_warnx("%s", err->text);
	return err_exit_status(err->kind);
}

static int
check_user(const struct config_milter *m, struct err *err)
{
	uid_t uid;
	gid_t gid;

	if (m->user == NULL && geteuid() == 0)
		return err_set(err, ERR_CONFIG, "root starts the filter, and "
			"the configuration does not say whom it becomes: set "
			"user in section milter, for instance to \"linkseal\"");
	if (m->user == NULL)
		return 0;
	if (privs_user(m->user, &uid, &gid, err) < 0)
		return err_prefix(err, "user");
	if (uid == 0)
		return err_set(err, ERR_CONFIG, "user %s is root, and the "
			"filter must not be: name another user in section "
			"milter", m->user);
	return 0;
}

static int
write_pid_file(const char *path, struct err *err)
{
	struct buf b;
	int rc;

	if (path == NULL)
		return 0;
	buf_init(&b, 32);
	buf_printf(&b, "%ld\n", (long)getpid());
	rc = file_write(path, buf_span(&b), 0644, err);
	buf_deinit(&b);
	return rc;
}

/* What needs root, then root no more. */
static int
settle(const struct config_milter *m, struct err *err)
{
	if (check_user(m, err) < 0 || listen_open(m, err) < 0)
		return -1;
	if (write_pid_file(m->pid_file, err) < 0 ||
	    (m->user && privs_drop(m->user, m->group, err) < 0)) {
		listen_remove(m);
		return -1;
	}
	/* Behind the drop, which sets it anew. */
	privs_no_core();
	return 0;
}

/* The child goes on; the parent waits until the worker is ready or has failed,
 * and ends with that as its status. */
static int
detach(struct launch *l, struct err *err)
{
	int fds[2], status = 0;
	char c;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) < 0 || (pid = fork()) < 0)
		return err_set(err, ERR_OS, "can't go to the background: %s",
			strerror(errno));
	if (pid == 0) {
		close(fds[0]);
		l->pipe = fds[1];
		setsid();
		return 0;
	}
	close(fds[1]);
	if (read(fds[0], &c, 1) == 1)
		_exit(EX_OK);
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status))
		_exit(WEXITSTATUS(status));
	_exit(EX_SOFTWARE);
}

static const int held_signals[] = {
	SIGHUP, SIGUSR1, SIGTERM, SIGINT, SIGCHLD,
};

static void
hold_signals(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < sizeof held_signals / sizeof *held_signals; i++)
		sigaddset(set, held_signals[i]);
	sigprocmask(SIG_BLOCK, set, NULL);
}

/* The worker's exit status once it has ended; -1 while it runs. */
static int
ended(pid_t worker)
{
	int status;

	if (waitpid(worker, &status, WNOHANG) != worker)
		return -1;
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	log_warnx("the filter was ended by signal %d", WTERMSIG(status));
	return EX_SOFTWARE;
}

/* Hands signals on until the worker has ended. The socket's name goes at once
 * when it is told to stop: mail servers then see that nobody is there. */
static int
supervise(pid_t worker, const struct config_milter *m, const sigset_t *set)
{
	int number, status = EX_OK;
	bool named = true;

	for (;;) {
		if (sigwait(set, &number) != 0)
			continue;
		if (number == SIGHUP || number == SIGUSR1) {
			kill(worker, SIGUSR1);
			continue;
		}
		if (number == SIGCHLD && (status = ended(worker)) < 0)
			continue;
		if (named)
			listen_remove(m);
		named = false;
		if (number == SIGCHLD)
			return status;
		kill(worker, SIGUSR2);
	}
}

static int
start(const struct daemon_options *options, struct config *c,
	struct launch *l)
{
	struct worker_options w = {
		.file = options->file,
		.registry = options->registry,
		.launch = l,
		.to_syslog = !options->foreground,
		.verbose = options->verbose,
		.supervisor = getpid(),
	};
	sigset_t set;
	pid_t pid;
	int status;

	hold_signals(&set);
	pid = fork();
	if (pid == 0)
		exit(worker_run(&w, config_ref(c)));
	launch_close(l);
	listen_leave();
	if (pid < 0) {
		log_warn("can't start the worker");
		return EX_OSERR;
	}
	if (!options->foreground) {
		log_init(PROGRAM, true, options->verbose);
		launch_leave_terminal();
	}
	status = supervise(pid, &c->milter, &set);
	if (c->milter.pid_file)
		unlink(c->milter.pid_file);
	return status;
}

int
daemon_run(const struct daemon_options *options, struct config *c)
{
	struct launch l = { .pipe = -1 };
	struct err err;
	int status;

	if (!options->foreground && detach(&l, &err) < 0)
		status = fail(&err);
	else if (settle(&c->milter, &err) < 0)
		status = fail(&err);
	else
		status = start(options, c, &l);
	config_unref(&c);
	return status;
}
