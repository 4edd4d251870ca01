#include "smtp/cork.h"

#include <dlfcn.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "smtp/halt.h"

typedef int poll_function(struct pollfd *, nfds_t, int);
typedef int connect_function(int, const struct sockaddr *, socklen_t);

static _Thread_local struct {
	int fd;			/* -1: none */
	bool polled;
	bool corked;
	poll_function *poll;	/* the C library's; NULL: not asked yet */
} thread = { .fd = -1 };

static void
set(int option, int value)
{
	setsockopt(thread.fd, IPPROTO_TCP, option, &value, sizeof(value));
}

int
connect(int fd, const struct sockaddr *address, socklen_t n)
{
	connect_function *next;

	*(void **)&next = dlsym(RTLD_NEXT, "connect");
	thread.fd = fd;
	thread.polled = thread.corked = false;
	return halt_heeded() ? halt_connect(fd, address, n, next) :
		next(fd, address, n);
}

/* The connection is among them; libcurl has a descriptor of its own beside. */
static bool
has_connection(const struct pollfd *list, nfds_t n)
{
	for (nfds_t i = 0; i < n; i++)
		if (list[i].fd == thread.fd)
			return true;
	return false;
}

int
poll(struct pollfd *list, nfds_t n, int ms)
{
	if (thread.poll == NULL)
		*(void **)&thread.poll = dlsym(RTLD_NEXT, "poll");
	if (n > HALT_SOCKETS || !has_connection(list, n))
		return thread.poll(list, n, ms);
	if (thread.corked)
		set(TCP_CORK, 0);
	thread.polled = true;
	thread.corked = false;
	return halt_heeded() ? halt_poll(list, n, ms, thread.fd) :
		thread.poll(list, n, ms);
}

void
cork_out(void)
{
	set(TCP_NODELAY, 1);
}

void
cork_in(void)
{
	if (!thread.polled)
		return;
	set(TCP_CORK, 1);
	thread.corked = true;
}
