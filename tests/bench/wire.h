#ifndef LS_TESTS_BENCH_WIRE_H
#define LS_TESTS_BENCH_WIRE_H

/*
 * The mail server's side of libmilter's protocol on one connection: packets
 * (length, command, data), written as Postfix does: into a buffer that is
 * sent when it is full or a reply is awaited. Knows no message.
 *
 * What fails ends the program: a figure of a broken run would mislead.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stages of a message at which macros are sent; libmilter's numbers. */
#define WIRE_STAGES 7

struct wire {
	int fd;
	uint32_t actions;	/* as the filter answered */
	uint32_t protocol;
	char *wanted[WIRE_STAGES];	/* macros it asked for; NULL: any */
	char queue_id[24];	/* the caller's to set */
	unsigned char *out;
	size_t out_n;
	unsigned char *in;
	size_t in_begin, in_end;
};

struct wire_packet {
	char command;
	const unsigned char *data;	/* until the next packet is read */
	size_t n;
};

/* Connects to the unix socket PATH and negotiates. */
void wire_open(struct wire *w, const char *path);
/* Says good-bye. */
void wire_close(struct wire *w);

void wire_send(struct wire *w, char command, const void *data, size_t n);
/* Two strings with their NULs, as headers are sent. */
void wire_send_pair(struct wire *w, char command, const char *a,
	const char *b);

/* Macros of a STAGE for COMMAND, as name and value after each other, ended by
 * NULL: those the filter asked for. A value NULL is the queue id. */
void wire_macros(struct wire *w, char command, int stage,
	const char *const *macros);

/* Is that event wanted, and does it get a reply? FLAG: SMFIP_. */
bool wire_has(const struct wire *w, uint32_t flag);

/* Sends what waits, without awaiting a reply. */
void wire_flush(struct wire *w);
/* Sends what waits, and reads one packet. */
void wire_read(struct wire *w, struct wire_packet *p);

#endif
