#include "smtp/password.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* The first line that comes out of FD. */
static int
read_line(int fd, struct password *p, const char *where, struct err *err)
{
	size_t n = 0;
	ssize_t got;
	char *eol;

	do {
		got = read(fd, p->text + n, PASSWORD_MAX - n);
		if (got < 0)
			return err_set(err, ERR_NO_INPUT, "%s: %s", where,
				errno == EINTR ? "stopped" : strerror(errno));
		n += (size_t)got;
		p->text[n] = '\0';
		eol = memchr(p->text, '\n', n);
	} while (got != 0 && eol == NULL && n < PASSWORD_MAX);
	if (eol == NULL && n == PASSWORD_MAX)
		return err_set(err, ERR_CONFIG, "%s: the password is longer "
			"than %d bytes", where, PASSWORD_MAX);
	p->text[strcspn(p->text, "\r\n")] = '\0';
	if (p->text[0] == '\0')
		return err_set(err, ERR_CONFIG, "%s: its first line, the "
			"password, is empty", where);
	return 0;
}

static int
from_file(const char *path, struct password *p, struct err *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return err_set(err, ERR_NO_INPUT, "%s: %m (password_file)",
			path);
	if (fstat(fd, &st) < 0 || (st.st_mode & 077) != 0)
		rc = err_set(err, ERR_CONFIG, "%s: others can read the "
			"password; do: chmod 600 %s", path, path);
	else
		rc = read_line(fd, p, path, err);
	close(fd);
	return rc;
}

static void
run_shell(const char *command, int out)
{
	if (dup2(out, STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static int
wait_for(pid_t pid, struct err *err)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(err, ERR_OS, "waiting failed: %m");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return err_set(err, ERR_CONFIG, "the password_command failed "
			"(status %d)", WIFEXITED(status) ?
			WEXITSTATUS(status) : -1);
	return 0;
}

static int
from_command(const char *command, struct password *p, struct err *err)
{
	int fds[2], rc, ended;
	struct err end;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) < 0)
		return err_set(err, ERR_OS, "no pipe: %m");
	pid = fork();
	if (pid == 0)
		run_shell(command, fds[1]);
	close(fds[1]);
	rc = pid < 0 ? err_set(err, ERR_OS, "no process: %m") :
		read_line(fds[0], p, "password_command", err);
	close(fds[0]);
	if (pid < 0)
		return rc;
	ended = wait_for(pid, &end);
	if (ended < 0)	/* says more than that nothing came */
		*err = end;
	return ended < 0 ? -1 : rc;
}

static void
on_signal(int signal)
{
	(void)signal;		/* it ends the wait */
}

/* A line, or a signal that came since MASK no longer held: one that came just
 * before a read would not end it. */
static int
wait_for_line(int fd, const sigset_t *mask, struct err *err)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	if (ppoll(&p, 1, NULL, mask) >= 0)
		return 0;
	return err_set(err, ERR_NO_INPUT, "the password: %s",
		errno == EINTR ? "stopped" : strerror(errno));
}

/* Whoever sees the question may type at once: only then is the terminal quiet
 * already, and nothing thrown away. */
static int
ask_quietly(int fd, const char *login, const sigset_t *mask,
	struct password *p, struct err *err)
{
	struct termios loud, quiet;
	int rc;

	if (tcgetattr(fd, &loud) < 0)
		return err_set(err, ERR_OS, "/dev/tty: %m");
	quiet = loud;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(fd, TCSAFLUSH, &quiet);
	dprintf(fd, "Password of %s: ", login);
	rc = wait_for_line(fd, mask, err);
	if (rc == 0)
		rc = read_line(fd, p, "the password", err);
	tcsetattr(fd, TCSAFLUSH, &loud);
	dprintf(fd, "\n");
	return rc;
}

/* Ctrl-C must not leave a terminal without echo behind. */
static int
ask(int fd, const char *login, struct password *p, struct err *err)
{
	struct sigaction stop = { .sa_handler = on_signal }, old[2];
	sigset_t both, before;
	int rc;

	sigemptyset(&both);
	sigaddset(&both, SIGINT);
	sigaddset(&both, SIGTERM);
	sigprocmask(SIG_BLOCK, &both, &before);
	sigaction(SIGINT, &stop, &old[0]);
	sigaction(SIGTERM, &stop, &old[1]);
	rc = ask_quietly(fd, login, &before, p, err);
	sigaction(SIGINT, &old[0], NULL);
	sigaction(SIGTERM, &old[1], NULL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return rc;
}

static int
from_terminal(const char *login, struct password *p, struct err *err)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY), rc;

	if (fd < 0)
		return err_set(err, ERR_CONFIG, "the login %s has no "
			"password: set password_command or password_file in "
			"the section mailer of the configuration", login);
	rc = ask(fd, login, p, err);
	close(fd);
	return rc;
}

int
password_get(const struct config_mailer *c, struct password *p,
	struct err *err)
{
	int rc;

	sodium_mlock(p, sizeof(*p));
	if (c->password_command != NULL)
		rc = from_command(c->password_command, p, err);
	else if (c->password_file != NULL)
		rc = from_file(c->password_file, p, err);
	else
		rc = from_terminal(c->login, p, err);
	if (rc < 0)
		password_wipe(p);
	return rc;
}

void
password_wipe(struct password *p)
{
	sodium_munlock(p, sizeof(*p));	/* wipes too */
}
