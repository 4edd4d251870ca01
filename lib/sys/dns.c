#include "sys/dns.h"

#include <ares.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>

#include "core/buf.h"

/* Of one server: three tries of two seconds and longer. */
#define TRY_MILLISECONDS 2000
#define TRIES 3
/* RFC 1035 2.3.4 has names of 255 bytes at most, and a message over TCP at
 * most 64 KiB. */
#define RECORD_MAX 65536

/* One question on its way. */
struct question {
	const char *name;
	void (*fn)(void *ctx, struct span record);
	void *ctx;
	bool done;
	int rc;
	struct err *err;
};

static int
say(const struct question *q, int status)
{
	switch (status) {
	case ARES_ENOTFOUND:
	case ARES_ENODATA:
		return err_set(q->err, ERR_NOT_FOUND, "the DNS has no TXT "
			"record %.260s", q->name);
	case ARES_EBADNAME:
		return err_set(q->err, ERR_DATA, "%.260s can be no name of "
			"the DNS", q->name);
	case ARES_EBADRESP:
		return err_set(q->err, ERR_PROTOCOL, "the DNS's answer for "
			"%.260s is broken", q->name);
	default:
		return err_set(q->err, ERR_TEMP, "the DNS does not answer for "
			"%.260s: %s; try again later", q->name,
			ares_strerror(status));
	}
}

static void
hand_over(const struct question *q, const struct ares_txt_ext *list)
{
	const struct ares_txt_ext *t = list;
	struct buf record;

	buf_init(&record, RECORD_MAX);
	while (t) {
		buf_reset(&record);
		do {
			buf_add(&record, (struct span){ t->txt, t->length });
			t = t->next;
		} while (t && !t->record_start);
		q->fn(q->ctx, buf_span(&record));
	}
	buf_deinit(&record);
}

static void
on_answer(void *ctx, int status, int timeouts, unsigned char *answer, int n)
{
	struct ares_txt_ext *list = NULL;
	struct question *q = ctx;

	(void)timeouts;
	q->done = true;
	if (status == ARES_SUCCESS)
		status = ares_parse_txt_reply_ext(answer, n, &list);
	if (status == ARES_SUCCESS)
		hand_over(q, list);
	q->rc = status == ARES_SUCCESS ? 0 : say(q, status);
	ares_free_data(list);
}

/* Waits for what the channel waits for, at most a second. */
static void
turn(ares_channel channel)
{
	ares_socket_t sockets[ARES_GETSOCK_MAXNUM];
	struct pollfd fds[ARES_GETSOCK_MAXNUM];
	int bits = ares_getsock(channel, sockets, ARES_GETSOCK_MAXNUM);
	nfds_t i, n = 0;

	for (i = 0; i < ARES_GETSOCK_MAXNUM; i++) {
		if (!ARES_GETSOCK_READABLE(bits, i) &&
		    !ARES_GETSOCK_WRITABLE(bits, i))
			break;
		fds[n++] = (struct pollfd){ .fd = sockets[i], .events =
			(ARES_GETSOCK_READABLE(bits, i) ? POLLIN : 0) |
			(ARES_GETSOCK_WRITABLE(bits, i) ? POLLOUT : 0) };
	}
	if (poll(fds, n, 100) < 0 && errno != EINTR)
		n = 0;
	/* Without a socket it looks at its own clock. */
	ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
	for (i = 0; i < n; i++)
		ares_process_fd(channel,
			fds[i].revents & ~POLLOUT ? fds[i].fd : ARES_SOCKET_BAD,
			fds[i].revents & POLLOUT ? fds[i].fd : ARES_SOCKET_BAD);
}

static void
ask(ares_channel channel, struct question *q)
{
	struct timespec now;
	time_t end;

	clock_gettime(CLOCK_MONOTONIC, &now);
	end = now.tv_sec + DNS_SECONDS;
	ares_query(channel, q->name, 1 /* IN */, 16 /* TXT */, on_answer, q);
	while (!q->done && now.tv_sec < end) {
		turn(channel);
		clock_gettime(CLOCK_MONOTONIC, &now);
	}
	/* Answers what is still open with ARES_ECANCELLED. */
	ares_cancel(channel);
}

static int
ask_with(struct question *q, const char *resolver)
{
	struct ares_options options = { .timeout = TRY_MILLISECONDS,
		.tries = TRIES, .lookups = (char *)"b" };
	ares_channel channel;
	int status = ares_init_options(&channel, &options,
		ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS);

	if (status != ARES_SUCCESS)
		return say(q, status);
	if (resolver && (*resolver == '\0' ||
	    ares_set_servers_ports_csv(channel, resolver) != ARES_SUCCESS)) {
		ares_destroy(channel);
		return err_set(q->err, ERR_USAGE, "resolver \"%.100s\": write "
			"an address such as 127.0.0.1, 127.0.0.1:5353 or "
			"[::1]:53", resolver);
	}
	ask(channel, q);
	ares_destroy(channel);
	return q->rc;
}

int
dns_txt(const char *name, const char *resolver,
	void (*fn)(void *ctx, struct span record), void *ctx, struct err *err)
{
	struct question q = { .name = name, .fn = fn, .ctx = ctx, .rc = -1,
		.err = err };
	int status = ares_library_init(ARES_LIB_INIT_ALL);
	int rc;

	if (status != ARES_SUCCESS)
		return say(&q, status);
	rc = ask_with(&q, resolver);
	ares_library_cleanup();
	return rc;
}
