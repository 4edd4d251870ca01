#include "smtp/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/span.h"
#include "smtp/resolve.h"

#define CONNECT_MS 30000

static int
wrong(const char *s, struct err *err)
{
	return err_set(err, ERR_CONFIG, "\"%s\" is no server; write "
		"HOST:PORT, as in mail.example.com:587 or [::1]:25, or "
		"smtps://HOST:PORT", s);
}

static bool
is_port(const char *s)
{
	unsigned long n = 0;

	if (*s == '\0' || strlen(s) > 5 || strspn(s, "0123456789") != strlen(s))
		return false;
	n = strtoul(s, NULL, 10);
	return n > 0 && n < 65536;
}

static int
parse_host_port(const char *s, struct server *r, struct err *err)
{
	struct span all = span_str(s), host;
	const char *port = r->implicit_tls ? "465" : "25";
	const char *colon = strrchr(s, ':');
	size_t close = span_find_byte(all, 0, ']');

	if (*s == '[') {
		if (close == SPAN_NONE || (s[close + 1] != '\0' &&
			s[close + 1] != ':'))
			return wrong(s, err);
		host = span_sub(all, 1, close);
		colon = s[close + 1] == ':' ? s + close + 1 : NULL;
	} else {
		host = span_sub(all, 0, colon == NULL ? all.n :
			(size_t)(colon - s));
		if (span_find_byte(host, 0, ':') != SPAN_NONE)
			return wrong(s, err);
	}
	if (colon != NULL)
		port = colon + 1;
	if (host.n == 0 || !is_port(port))
		return wrong(s, err);
	r->host = buf_dup(host);
	r->port = buf_strdup(port);
	return 0;
}

int
server_parse(const char *s, struct server *r, struct err *err)
{
	struct span plain = span_str("smtp://"), tls = span_str("smtps://");

	*r = (struct server){ .implicit_tls = span_istarts(span_str(s), tls) };
	if (r->implicit_tls)
		s += tls.n;
	else if (span_istarts(span_str(s), plain))
		s += plain.n;
	return parse_host_port(s, r, err);
}

void
server_deinit(struct server *s)
{
	free(s->host);
	free(s->port);
	free(s->address);
	free(s->literal);
	*s = (struct server){ .host = NULL };
}

/* 0, or errno. */
static int
connect_within(int fd, const struct addrinfo *a, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	int error = 0;
	socklen_t n = sizeof(error);

	if (connect(fd, a->ai_addr, a->ai_addrlen) == 0)
		return 0;
	if (errno != EINPROGRESS)
		return errno;
	switch (poll(&p, 1, ms)) {
	case 0:
		return ETIMEDOUT;
	case 1:
		getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n);
		return error;
	default:
		return errno;
	}
}

static void
note_literal(struct server *s, int fd)
{
	struct sockaddr_storage own;
	socklen_t n = sizeof(own);
	char host[NI_MAXHOST];
	struct buf b;

	if (getsockname(fd, (struct sockaddr *)&own, &n) < 0 ||
		getnameinfo((struct sockaddr *)&own, n, host, sizeof(host),
			NULL, 0, NI_NUMERICHOST) != 0)
		return;
	host[strcspn(host, "%")] = '\0';	/* the scope, as in %eth0 */
	buf_init(&b, sizeof(host) + 10);
	buf_printf(&b, own.ss_family == AF_INET6 ? "[IPv6:%s]" : "[%s]", host);
	free(s->literal);
	s->literal = buf_take(&b);
}

/* The transport gets the very address that answered, so that it need not ask
 * DNS again and can't hang at another. */
static void
note_address(struct server *s, const struct addrinfo *a)
{
	char host[NI_MAXHOST];

	free(s->address);
	s->address = NULL;
	if (getnameinfo(a->ai_addr, a->ai_addrlen, host, sizeof(host), NULL,
		0, NI_NUMERICHOST) == 0)
		s->address = a->ai_family == AF_INET6 ? resolve_name(host) :
			buf_strdup(host);
	if (s->address == NULL)		/* fe80::1%eth0 has a scope */
		s->address = buf_strdup(s->host);
}

/* 0: reached; else errno. */
static int
try_one(struct server *s, const struct addrinfo *a)
{
	int fd, error;

	fd = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK |
		SOCK_CLOEXEC, a->ai_protocol);
	if (fd < 0)
		return errno;
	error = connect_within(fd, a, CONNECT_MS);
	if (error == 0)
		note_literal(s, fd);
	close(fd);
	return error;
}

int
server_reach(struct server *s, struct err *err)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *all, *a;
	int rc, error = 0;

	rc = getaddrinfo(s->host, s->port, &hints, &all);
	if (rc != 0)
		return err_set(err, ERR_UNAVAILABLE, "%s can't be found: %s",
			s->host, gai_strerror(rc));
	for (a = all; a != NULL; a = a->ai_next) {
		error = try_one(s, a);
		if (error == 0)
			break;
	}
	if (a != NULL)
		note_address(s, a);
	freeaddrinfo(all);
	if (a == NULL)
		return err_set(err, ERR_UNAVAILABLE, "%s:%s can't be reached: "
			"%s", s->host, s->port, strerror(error));
	return 0;
}

bool
server_is_loopback(const struct server *s)
{
	struct in_addr a;

	return strcmp(s->host, "localhost") == 0 ||
		strcmp(s->host, "::1") == 0 ||
		(inet_pton(AF_INET, s->host, &a) == 1 &&
		ntohl(a.s_addr) >> 24 == IN_LOOPBACKNET);
}
