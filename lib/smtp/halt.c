#include "smtp/halt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"

/* Once written it stays readable, since nobody reads it. */
struct halt {
	int fd;
};

static _Thread_local const struct halt *heeded;

int
halt_new(struct halt **h_r, struct err *err)
{
	int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

	if (fd < 0)
		return err_set(err, ERR_OS, "eventfd: %s", strerror(errno));
	*h_r = buf_alloc(sizeof(**h_r));
	(*h_r)->fd = fd;
	return 0;
}

void
halt_free(struct halt **h)
{
	if (*h == NULL)
		return;
	close((*h)->fd);
	free(*h);
	*h = NULL;
}

void
halt_call(struct halt *h)
{
	/* It fails when 2^64 - 1 were called. */
	eventfd_write(h->fd, 1);
}

bool
halt_is_called(const struct halt *h)
{
	struct pollfd p = { .fd = h->fd, .events = POLLIN };
	const struct timespec none = { 0, 0 };

	return ppoll(&p, 1, &none, NULL) == 1;
}

void
halt_heed(const struct halt *h)
{
	heeded = h;
}

bool
halt_heeded(void)
{
	return heeded != NULL;
}

bool
halt_now(void)
{
	return heeded != NULL && halt_is_called(heeded);
}

/* By ppoll(2), since poll(2) is this program's own and comes here. */
int
halt_poll(struct pollfd *list, nfds_t n, int ms, int connection)
{
	const struct timespec wait = { ms / 1000, ms % 1000 * 1000000L };
	const struct timespec none = { 0, 0 };
	struct pollfd all[HALT_SOCKETS + 1];
	int rc;

	if (n > HALT_SOCKETS) {
		errno = EINVAL;
		return -1;
	}
	memcpy(all, list, n * sizeof(*list));
	all[n] = (struct pollfd){ .fd = heeded->fd, .events = POLLIN };
	rc = ppoll(all, n + 1, ms < 0 ? NULL : &wait, NULL);
	if (rc > 0 && all[n].revents != 0) {
		shutdown(connection, SHUT_RDWR);
		rc = ppoll(all, n, &none, NULL);
	}
	for (nfds_t i = 0; i < n; i++)
		list[i].revents = all[i].revents;
	return rc;
}

/* A connection that is being made. 0, or errno. */
static int
await(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	socklen_t n = sizeof(int);
	int error = 0;

	if (halt_poll(&p, 1, -1, fd) < 0)
		return errno;
	getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n);
	return halt_now() ? ECANCELED : error;
}

int
halt_connect(int fd, const struct sockaddr *address, socklen_t n,
	int (*next)(int, const struct sockaddr *, socklen_t))
{
	int flags = fcntl(fd, F_GETFL), error = 0;

	if (flags < 0 || flags & O_NONBLOCK)
		return next(fd, address, n);
	fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	if (next(fd, address, n) < 0)
		error = errno == EINPROGRESS ? await(fd) : errno;
	fcntl(fd, F_SETFL, flags);
	errno = error;
	return error == 0 ? 0 : -1;
}
