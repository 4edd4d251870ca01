#include "smtp/password.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "sys/shell.h"

#define COMMAND "password_command"
/* What a vault prints with a password: some lines about it. */
#define COMMAND_MAX 65536

static int
too_long(const char *where, struct err *err)
{
	return err_set(err, ERR_CONFIG, "%s: the password is longer than %d "
		"bytes", where, PASSWORD_MAX);
}

static int
is_empty(const char *where, struct err *err)
{
	return err_set(err, ERR_CONFIG, "%s: its first line, the password, is "
		"empty", where);
}

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
		return too_long(where, err);
	p->text[strcspn(p->text, "\r\n")] = '\0';
	if (p->text[0] == '\0')
		return is_empty(where, err);
	return 0;
}

/* A name alone is a credential of systemd's (LoadCredential=, systemd.exec(5))
 * where it gave some. The caller frees. */
static char *
find_file(const char *name)
{
	const char *dir = getenv("CREDENTIALS_DIRECTORY");
	struct buf path;

	if (dir == NULL || strchr(name, '/') != NULL)
		return buf_strdup(name);
	buf_init(&path, strlen(dir) + strlen(name) + 2);
	buf_printf(&path, "%s/%s", dir, name);
	return buf_take(&path);
}

static int
read_file(const char *path, struct password *p, struct err *err)
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

static int
from_file(const char *name, struct password *p, struct err *err)
{
	char *path = find_file(name);
	int rc = read_file(path, p, err);

	free(path);
	return rc;
}

/* The first line of what it prints. */
static int
from_command(const char *command, struct password *p, struct err *err)
{
	struct buf out;
	size_t n;
	int rc;

	buf_init(&out, COMMAND_MAX);
	rc = shell_read(COMMAND, command, &out, err);
	n = strcspn(buf_str(&out), "\r\n");
	if (rc == 0)
		rc = n > PASSWORD_MAX ? too_long(COMMAND, err) :
			n == 0 ? is_empty(COMMAND, err) : 0;
	if (rc == 0) {
		memcpy(p->text, buf_str(&out), n);
		p->text[n] = '\0';
	}
	sodium_memzero(out.p, out.cap);
	buf_deinit(&out);
	return rc;
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
