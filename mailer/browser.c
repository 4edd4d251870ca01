#include "browser.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Its words are not ours, and it must not read what is typed to us. */
static int
spawn(const char *path, pid_t *pid)
{
	char name[] = "xdg-open";
	char *argv[] = { name, (char *)path, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none;
	int rc;

	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	/* Ctrl-C is for us alone. */
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK |
		POSIX_SPAWN_SETPGROUP);
	rc = posix_spawnp(pid, name, &files, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return rc;
}

/* Some xdg-open run until the browser is closed. One that is still there
 * after a while has found it. */
static bool
has_failed(pid_t pid)
{
	const struct timespec while_ = { 0, 100 * 1000 * 1000 };
	int status = 0, i;
	pid_t done = 0;

	for (i = 0; i < 30 && done == 0; i++) {
		done = waitpid(pid, &status, WNOHANG);
		if (done == 0)
			nanosleep(&while_, NULL);
	}
	return done != 0 && (!WIFEXITED(status) || WEXITSTATUS(status) != 0);
}

int
browser_open(const char *path, struct err *err)
{
	pid_t pid;
	int rc;

	rc = spawn(path, &pid);
	if (rc != 0)
		return err_set(err, ERR_UNAVAILABLE, "xdg-open can't be run "
			"(%s); open %s yourself", strerror(rc), path);
	if (has_failed(pid))
		return err_set(err, ERR_UNAVAILABLE, "xdg-open found no "
			"browser; open %s yourself", path);
	return 0;
}
