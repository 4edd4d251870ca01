#include "sys/shell.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK 4096

/* The command with FROM as its descriptor TO; -1: no process. */
static pid_t
start(const char *command, int from, int to)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	if (dup2(from, to) >= 0 && (to == STDOUT_FILENO ||
	    dup2(STDERR_FILENO, STDOUT_FILENO) >= 0))
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static int
wait_for(const char *key, pid_t pid, struct err *err)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_set(err, ERR_OS, "%s: waiting failed: %s",
				key, strerror(errno));
	if (WIFSIGNALED(status))
		return err_set(err, ERR_CONFIG, "the %s was ended by signal "
			"%d", key, WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return err_set(err, ERR_CONFIG, "the %s failed (status %d)",
			key, WEXITSTATUS(status));
	return 0;
}

/* All that comes, wiped from where it passed; -1 when it can't be read. */
static int
drain(int fd, struct buf *out)
{
	unsigned char chunk[CHUNK];
	ssize_t n;

	while ((n = read(fd, chunk, sizeof chunk)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		buf_add(out, (struct span){ chunk, (size_t)n });
		explicit_bzero(chunk, (size_t)n);
		if (!buf_ok(out))
			break;
	}
	return n < 0 ? -1 : 0;
}

int
shell_read(const char *key, const char *command, struct buf *out,
	struct err *err)
{
	int fds[2], rc;
	struct err why = { .kind = ERR_NONE };
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) < 0)
		return err_set(err, ERR_OS, "%s: no pipe: %s", key,
			strerror(errno));
	pid = start(command, fds[1], STDOUT_FILENO);
	close(fds[1]);
	if (pid < 0)
		rc = err_set(&why, ERR_OS, "%s: no process: %s", key,
			strerror(errno));
	else
		rc = drain(fds[0], out) == 0 ? 0 : err_set(&why, ERR_OS,
			"%s: %s", key, strerror(errno));
	close(fds[0]);
	if (rc == 0 && !buf_ok(out))
		rc = err_set(&why, ERR_LIMIT, "the %s prints more than %zu "
			"bytes", key, out->max);
	if (pid >= 0 && wait_for(key, pid, err) != 0 && rc == 0)
		return -1;
	if (rc != 0)
		*err = why;
	return rc;
}

/* What a command does not read is none of our business: its status tells. */
static void
feed(int fd, struct span input)
{
	ssize_t n;

	while (input.n) {
		n = write(fd, input.p, input.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return;
		input = span_sub(input, (size_t)n, input.n);
	}
}

int
shell_write(const char *key, const char *command, struct span input,
	struct err *err)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;
	int fds[2];
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) < 0)
		return err_set(err, ERR_OS, "%s: no pipe: %s", key,
			strerror(errno));
	pid = start(command, fds[0], STDIN_FILENO);
	close(fds[0]);
	if (pid < 0) {
		close(fds[1]);
		return err_set(err, ERR_OS, "%s: no process: %s", key,
			strerror(errno));
	}
	sigaction(SIGPIPE, &ignore, &old);
	feed(fds[1], input);
	close(fds[1]);
	sigaction(SIGPIPE, &old, NULL);
	return wait_for(key, pid, err);
}
