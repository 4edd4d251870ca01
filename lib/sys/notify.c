#include "sys/notify.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* The length of the address; 0: PATH is none that we can send to. */
static socklen_t
address(const char *path, struct sockaddr_un *un)
{
	size_t n = strlen(path);

	if ((*path != '/' && *path != '@') || n >= sizeof un->sun_path)
		return 0;
	*un = (struct sockaddr_un){ .sun_family = AF_UNIX };
	memcpy(un->sun_path, path, n);
	/* '@' stands for the NUL of Linux's abstract sockets. */
	if (*path == '@')
		un->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
}

bool
notify_send(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un un;
	socklen_t length;
	ssize_t n;
	int fd, saved;

	if (path == NULL || *path == '\0')
		return true;
	length = address(path, &un);
	if (length == 0) {
		errno = EAFNOSUPPORT;
		return false;
	}
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return false;
	n = sendto(fd, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT,
		(const struct sockaddr *)&un, length);
	saved = errno;
	close(fd);
	errno = saved;
	return n >= 0;
}

bool
notify_reloading(void)
{
	char state[64];
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%" PRIu64,
		(uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000);
	return notify_send(state);
}

/* 0: not set, or no number. */
static unsigned long long
number_of(const char *name)
{
	const char *text = getenv(name);
	unsigned long long n;
	char *end;

	if (text == NULL || *text < '0' || *text > '9')
		return 0;
	errno = 0;
	n = strtoull(text, &end, 10);
	return *end || errno ? 0 : n;
}

unsigned long
notify_watchdog_ms(pid_t main)
{
	if (getenv("WATCHDOG_PID") &&
	    number_of("WATCHDOG_PID") != (unsigned long long)main)
		return 0;
	return (unsigned long)(number_of("WATCHDOG_USEC") / 1000);
}
