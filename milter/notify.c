#include "notify.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "sys/log.h"

static void
tell_systemd(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un un = { .sun_family = AF_UNIX };
	socklen_t n;
	int fd;

	if (path == NULL || strlen(path) >= sizeof un.sun_path)
		return;
	memcpy(un.sun_path, path, strlen(path));
	/* '@' stands for the NUL of Linux's abstract sockets. */
	if (path[0] == '@')
		un.sun_path[0] = '\0';
	n = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
		strlen(path));
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || sendto(fd, state, strlen(state), MSG_NOSIGNAL,
	    (const struct sockaddr *)&un, n) < 0)
		log_warn("systemd can't be told that the filter is ready");
	if (fd >= 0)
		close(fd);
}

void
notify_ready(struct notify *n)
{
	if (n->pipe >= 0 && write(n->pipe, "r", 1) < 0)
		log_warn("the command that started us is gone");
	notify_close(n);
	tell_systemd("READY=1");
}

void
notify_close(struct notify *n)
{
	if (n->pipe >= 0)
		close(n->pipe);
	n->pipe = -1;
}

void
notify_leave_terminal(void)
{
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int i = 0; fd >= 0 && i <= STDERR_FILENO; i++)
		dup2(fd, i);
	if (fd > STDERR_FILENO)
		close(fd);
}
