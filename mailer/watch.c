#include "watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "core/buf.h"

#define EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
/* Editors write several files at once. */
#define QUIET_MS 100

struct watch {
	int notify, ends;
	sigset_t before;
	char **files;		/* beside those of templates */
	size_t n;
};

int
watch_new(struct watch **w_r, struct err *err)
{
	struct watch *w = buf_zalloc(sizeof(*w));
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, &w->before);
	w->notify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	w->ends = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	*w_r = w;
	if (w->notify >= 0 && w->ends >= 0)
		return 0;
	err_set(err, ERR_OS, "files can't be watched: %s", strerror(errno));
	watch_free(w_r);
	return -1;
}

void
watch_free(struct watch **w)
{
	size_t i;

	if (*w == NULL)
		return;
	if ((*w)->notify >= 0)
		close((*w)->notify);
	if ((*w)->ends >= 0)
		close((*w)->ends);
	for (i = 0; i < (*w)->n; i++)
		free((*w)->files[i]);
	free((*w)->files);
	sigprocmask(SIG_SETMASK, &(*w)->before, NULL);
	free(*w);
	*w = NULL;
}

int
watch_add(struct watch *w, const char *dir, const char *file, struct err *err)
{
	if (file != NULL) {
		w->files = buf_grow(w->files, w->n + 1, sizeof(*w->files));
		w->files[w->n++] = buf_strdup(file);
	}
	if (inotify_add_watch(w->notify, dir, EVENTS) >= 0 ||
		errno == ENOENT || errno == ENOTDIR)
		return 0;
	return err_set(err, ERR_OS, "%s can't be watched: %s", dir,
		strerror(errno));
}

/* What we write ourselves, and what editors put beside, is none. */
static bool
counts(const struct watch *w, const char *name)
{
	struct span s = span_str(name);
	size_t i;

	for (i = 0; i < w->n; i++)
		if (strcmp(name, w->files[i]) == 0)
			return true;
	return *name != '.' && (span_ends(s, span_str(".md")) ||
		strcmp(name, "DIGESTS") == 0 ||
		strcmp(name, "skeleton.html") == 0);
}

/* Reads what has happened; true when it counts. */
static bool
drain(const struct watch *w)
{
	char buf[4096] __attribute__((aligned(8)));
	bool any = false;
	ssize_t n, at;

	while ((n = read(w->notify, buf, sizeof(buf))) > 0) {
		for (at = 0; at < n;) {
			struct inotify_event e;

			memcpy(&e, buf + at, sizeof(e));
			any = any || (e.mask & IN_Q_OVERFLOW) || (e.len > 0 &&
				counts(w, buf + at + sizeof(e)));
			at += (ssize_t)(sizeof(e) + e.len);
		}
	}
	return any;
}

/* One that is still pending would end us when signals are let in again. */
static int
take_signal(const struct watch *w)
{
	struct signalfd_siginfo info;

	while (read(w->ends, &info, sizeof(info)) > 0)
		continue;
	return 0;
}

int
watch_wait(struct watch *w, struct err *err)
{
	struct pollfd fds[] = { { .fd = w->notify, .events = POLLIN },
		{ .fd = w->ends, .events = POLLIN } };
	bool saved = false;
	int n;

	for (;;) {
		n = poll(fds, 2, saved ? QUIET_MS : -1);
		if (n < 0 && errno != EINTR)
			return err_set(err, ERR_OS, "waiting failed: %s",
				strerror(errno));
		if (n == 0)
			return 1;
		if (n > 0 && fds[1].revents)
			return take_signal(w);
		if (n > 0 && drain(w))
			saved = true;
	}
}
