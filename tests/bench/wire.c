#include "wire.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <libmilter/mfapi.h>
#include <libmilter/mfdef.h>

#include "bench.h"

/* A body piece and its header must fit; Postfix's is of that order. */
#define OUT_SIZE (2 * MILTER_CHUNK_SIZE)
/* Postfix takes longer packets than it sends. */
#define IN_SIZE (4 * MILTER_CHUNK_SIZE)

#define HEAD 5			/* length and command */
#define VERSION 6
/* What Postfix 3.7 offers: add, change, delete and insert headers, change
 * body, sender and recipients, quarantine, and lists of macros. */
#define ACTIONS 0x1FF
#define PROTOCOL 0x1FFFFF

static void
write_all(int fd, const unsigned char *p, size_t n)
{
	while (n) {
		ssize_t done = write(fd, p, n);

		bench_need(done > 0 || errno == EINTR,
			"the filter is gone while it is written to");
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
}

void
wire_flush(struct wire *w)
{
	write_all(w->fd, w->out, w->out_n);
	w->out_n = 0;
}

static void
add(struct wire *w, const void *data, size_t n)
{
	if (n == 0)
		return;
	memcpy(w->out + w->out_n, data, n);
	w->out_n += n;
}

/* Makes room for a whole packet and writes its head. */
static void
begin(struct wire *w, char command, size_t n)
{
	uint32_t length = htonl((uint32_t)n + 1);

	bench_need(n + HEAD <= OUT_SIZE, "a packet is too long");
	if (w->out_n + n + HEAD > OUT_SIZE)
		wire_flush(w);
	add(w, &length, sizeof length);
	add(w, &command, 1);
}

void
wire_send(struct wire *w, char command, const void *data, size_t n)
{
	begin(w, command, n);
	add(w, data, n);
}

void
wire_send_pair(struct wire *w, char command, const char *a, const char *b)
{
	size_t n = strlen(a) + 1, m = strlen(b) + 1;

	begin(w, command, n + m);
	add(w, a, n);
	add(w, b, m);
}

/* Is NAME one of the words of LIST? NULL: all are. */
static bool
is_wanted(const char *list, const char *name)
{
	size_t n = strlen(name);
	const char *at = list;

	while (at && (at = strstr(at, name)) != NULL) {
		if ((at == list || at[-1] == ' ') &&
		    (at[n] == '\0' || at[n] == ' '))
			return true;
		at += n;
	}
	return list == NULL;
}

void
wire_macros(struct wire *w, char command, int stage,
	const char *const *macros)
{
	unsigned char data[1024];
	size_t n = 0;

	data[n++] = (unsigned char)command;
	for (; macros[0]; macros += 2) {
		if (!is_wanted(w->wanted[stage], macros[0]))
			continue;
		for (int i = 0; i < 2; i++) {
			const char *word = macros[i] ? macros[i] :
				w->queue_id;
			size_t length = strlen(word) + 1;

			bench_need(n + length <= sizeof data,
				"too many macros");
			memcpy(data + n, word, length);
			n += length;
		}
	}
	if (n > 1)
		wire_send(w, SMFIC_MACRO, data, n);
}

bool
wire_has(const struct wire *w, uint32_t flag)
{
	return (w->protocol & flag) != 0;
}

/* At least N bytes that are not yet taken. */
static void
need(struct wire *w, size_t n)
{
	bench_need(n <= IN_SIZE, "a packet of the filter is too long");
	if (w->in_begin + n > IN_SIZE) {
		memmove(w->in, w->in + w->in_begin,
			w->in_end - w->in_begin);
		w->in_end -= w->in_begin;
		w->in_begin = 0;
	}
	while (w->in_end - w->in_begin < n) {
		ssize_t done = read(w->fd, w->in + w->in_end,
			IN_SIZE - w->in_end);

		bench_need(done > 0 || (done < 0 && errno == EINTR),
			"the filter closed the connection");
		if (done > 0)
			w->in_end += (size_t)done;
	}
}

void
wire_read(struct wire *w, struct wire_packet *p)
{
	uint32_t length;

	wire_flush(w);
	if (w->in_begin == w->in_end)
		w->in_begin = w->in_end = 0;
	need(w, HEAD);
	memcpy(&length, w->in + w->in_begin, sizeof length);
	length = ntohl(length);
	bench_need(length > 0, "the filter sent an empty packet");
	need(w, sizeof length + length);
	p->command = (char)w->in[w->in_begin + 4];
	p->data = w->in + w->in_begin + HEAD;
	p->n = length - 1;
	w->in_begin += sizeof length + length;
}

static uint32_t
number(const unsigned char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return ntohl(v);
}

static void
take_lists(struct wire *w, const unsigned char *p, size_t n)
{
	while (n > 4) {
		uint32_t stage = number(p);
		const char *list = (const char *)p + 4;
		size_t length = strnlen(list, n - 4);

		bench_need(stage < WIRE_STAGES, "macros of no known stage");
		free(w->wanted[stage]);
		w->wanted[stage] = strndup(list, length);
		if (4 + length + 1 > n)
			return;
		p += 4 + length + 1;
		n -= 4 + length + 1;
	}
}

static void
negotiate(struct wire *w)
{
	uint32_t offer[3] = { htonl(VERSION), htonl(ACTIONS),
		htonl(PROTOCOL) };
	struct wire_packet p;

	wire_send(w, SMFIC_OPTNEG, offer, sizeof offer);
	wire_read(w, &p);
	bench_need(p.command == SMFIC_OPTNEG && p.n >= sizeof offer,
		"the filter does not negotiate");
	w->actions = number(p.data + 4);
	w->protocol = number(p.data + 8);
	take_lists(w, p.data + sizeof offer, p.n - sizeof offer);
}

void
wire_open(struct wire *w, const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	*w = (struct wire){ .fd = socket(AF_UNIX, SOCK_STREAM, 0) };
	bench_need(w->fd >= 0, "no more sockets");
	bench_need(strlen(path) < sizeof address.sun_path,
		"the path of the socket is too long");
	memcpy(address.sun_path, path, strlen(path));
	w->out = malloc(OUT_SIZE);
	w->in = malloc(IN_SIZE);
	bench_need(w->out && w->in, "no memory");
	bench_need(connect(w->fd, (struct sockaddr *)&address,
		sizeof address) == 0, "can't connect to the filter");
	negotiate(w);
}

void
wire_close(struct wire *w)
{
	wire_send(w, SMFIC_QUIT, NULL, 0);
	wire_flush(w);
	close(w->fd);
	for (int i = 0; i < WIRE_STAGES; i++)
		free(w->wanted[i]);
	free(w->out);
	free(w->in);
}
