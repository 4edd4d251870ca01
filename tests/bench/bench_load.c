/*
 * A mail server that sends mails of one kind through a filter, over several
 * connections at once, and counts. No two mails are the same. It speaks as
 * Postfix does: macros before each event, no waiting where the filter gives no
 * reply, body pieces of 65535 bytes.
 *
 * Prints one line: messages, seconds, and what the filter answered.
 */

#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include <libmilter/mfapi.h>
#include <libmilter/mfdef.h>

#include "bench.h"
#include "letter.h"
#include "wire.h"

/* A mail client, or a webmail's pool, sends some on one connection. */
#define PER_CONNECTION 10

struct load {
	const char *socket;
	const char *sender;
	const struct letter *letter;
	unsigned connections;
	unsigned messages;	/* of each connection's thread */
	unsigned per_connection;
	bool together;		/* all are there before the first is judged */
	pthread_barrier_t barrier;
	atomic_ulong sent;
	atomic_ulong accepted;	/* at MAIL */
	atomic_ulong passed;
	atomic_ulong edited;
	atomic_ulong refused;
};

static const char *const at_connect[] = { "j", "mx.contoso.example",
	"{daemon_name}", "mx.contoso.example", "{daemon_addr}", "127.0.0.1",
	"v", "Postfix 3.7", NULL };
static const char *const at_mail[] = { "i", NULL, "{mail_addr}",
	"alice@contoso.example", "{mail_host}", "contoso.example",
	"{mail_mailer}", "smtp", NULL };
static const char *const at_rcpt[] = { "i", NULL, "{rcpt_addr}",
	"tom@townhall.example", "{rcpt_host}", "townhall.example",
	"{rcpt_mailer}", "smtp", NULL };
static const char *const at_data[] = { "i", NULL, NULL };

static char
answer(struct wire *w)
{
	struct wire_packet p;

	wire_read(w, &p);
	return p.command;
}

static bool
goes_on(char reply)
{
	return reply == SMFIR_CONTINUE;
}

static void
greet(struct wire *w)
{
	static const char client[] = "localhost\0" "4\x13\x88" "127.0.0.1";

	if (!wire_has(w, SMFIP_NOCONNECT)) {
		wire_macros(w, SMFIC_CONNECT, SMFIM_CONNECT, at_connect);
		wire_send(w, SMFIC_CONNECT, client, sizeof client);
		if (!wire_has(w, SMFIP_NR_CONN))
			bench_need(goes_on(answer(w)), "refused at connect");
	}
	if (!wire_has(w, SMFIP_NOHELO)) {
		wire_send(w, SMFIC_HELO, "localhost", 10);
		if (!wire_has(w, SMFIP_NR_HELO))
			bench_need(goes_on(answer(w)), "refused at HELO");
	}
}

/* False when the filter wants nothing more of this mail. */
static bool
send_envelope(struct wire *w, const char *sender)
{
	char argument[200];
	int n = snprintf(argument, sizeof argument, "<%s>", sender);
	char reply = SMFIR_CONTINUE;

	bench_need(n > 0 && n < (int)sizeof argument, "sender too long");
	wire_macros(w, SMFIC_MAIL, SMFIM_ENVFROM, at_mail);
	wire_send(w, SMFIC_MAIL, argument, (size_t)n + 1);
	if (!wire_has(w, SMFIP_NR_MAIL))
		reply = answer(w);
	if (reply == SMFIR_ACCEPT)
		return false;
	bench_need(goes_on(reply), "refused at MAIL");
	if (!wire_has(w, SMFIP_NORCPT)) {
		wire_macros(w, SMFIC_RCPT, SMFIM_ENVRCPT, at_rcpt);
		wire_send(w, SMFIC_RCPT, "<tom@townhall.example>", 23);
		if (!wire_has(w, SMFIP_NR_RCPT))
			bench_need(goes_on(answer(w)), "refused at RCPT");
	}
	if (!wire_has(w, SMFIP_NODATA)) {
		wire_macros(w, SMFIC_DATA, SMFIM_DATA, at_data);
		wire_send(w, SMFIC_DATA, NULL, 0);
		if (!wire_has(w, SMFIP_NR_DATA))
			bench_need(goes_on(answer(w)), "refused at DATA");
	}
	return true;
}

/* Of the fields the Message-ID tells one mail from another. */
static void
send_header(struct wire *w, const struct letter *l)
{
	char id[60];

	snprintf(id, sizeof id, " <%s@contoso.example>", w->queue_id);
	for (const char *const *f = l->fields; f[0]; f += 2) {
		const char *value = strcmp(f[0], "Message-ID") ? f[1] : id;

		wire_macros(w, SMFIC_HEADER, SMFIM_EOM, at_data);
		wire_send_pair(w, SMFIC_HEADER, f[0],
			value + !wire_has(w, SMFIP_HDR_LEADSPC));
		if (!wire_has(w, SMFIP_NR_HDR))
			bench_need(goes_on(answer(w)), "refused at a header");
	}
	if (wire_has(w, SMFIP_NOEOH))
		return;
	wire_macros(w, SMFIC_EOH, SMFIM_EOH, at_data);
	wire_send(w, SMFIC_EOH, NULL, 0);
	if (!wire_has(w, SMFIP_NR_EOH))
		bench_need(goes_on(answer(w)), "refused behind the header");
}

/* HEAD: this mail's own first piece. */
static void
send_body(struct wire *w, const struct letter *l, const char *head)
{
	size_t at = 0, n;

	for (; at < l->n && !wire_has(w, SMFIP_NOBODY); at += n) {
		n = l->n - at < MILTER_CHUNK_SIZE ? l->n - at :
			MILTER_CHUNK_SIZE;
		wire_macros(w, SMFIC_BODY, SMFIM_EOM, at_data);
		wire_send(w, SMFIC_BODY, at ? l->body + at : head, n);
		if (!wire_has(w, SMFIP_NR_BODY))
			bench_need(goes_on(answer(w)), "refused at the body");
	}
}

static void
end_message(struct wire *w, struct load *load)
{
	bool edited = false;
	char reply;

	wire_macros(w, SMFIC_BODYEOB, SMFIM_EOM, at_data);
	wire_send(w, SMFIC_BODYEOB, NULL, 0);
	do {
		reply = answer(w);
		edited |= reply == SMFIR_REPLBODY || reply == SMFIR_CHGHEADER
			|| reply == SMFIR_ADDHEADER ||
			reply == SMFIR_INSHEADER;
	} while (reply == SMFIR_REPLBODY || reply == SMFIR_CHGHEADER ||
	    reply == SMFIR_ADDHEADER || reply == SMFIR_INSHEADER ||
	    reply == SMFIR_PROGRESS || reply == SMFIR_QUARANTINE);
	if (reply != SMFIR_CONTINUE && reply != SMFIR_ACCEPT)
		load->refused++;
	else if (edited)
		load->edited++;
	else
		load->passed++;
}

/* HEAD: the connection's copy of the body's first piece. */
static void
send_message(struct wire *w, struct load *load, char *head, size_t head_n)
{
	unsigned long number = atomic_fetch_add(&load->sent, 1);

	snprintf(w->queue_id, sizeof w->queue_id, "4ZQ%09lX", number);
	letter_number(load->letter, head, head_n, number);
	if (!send_envelope(w, load->sender)) {
		load->accepted++;
		return;
	}
	send_header(w, load->letter);
	send_body(w, load->letter, head);
	if (load->together) {
		wire_flush(w);
		pthread_barrier_wait(&load->barrier);
	}
	end_message(w, load);
}

static void *
run(void *data)
{
	static const size_t most = MILTER_CHUNK_SIZE;
	struct load *load = data;
	size_t n = load->letter->n < most ? load->letter->n : most;
	char *head = malloc(n);
	struct wire w;

	bench_need(head != NULL, "no memory");
	memcpy(head, load->letter->body, n);
	for (unsigned i = 0; i < load->messages; i++) {
		if (i % load->per_connection == 0) {
			if (i)
				wire_close(&w);
			wire_open(&w, load->socket);
			greet(&w);
		}
		send_message(&w, load, head, n);
	}
	if (load->messages)
		wire_close(&w);
	free(head);
	return NULL;
}

static double
measure(struct load *load)
{
	pthread_t *threads = calloc(load->connections, sizeof *threads);
	double began;

	bench_need(threads != NULL, "no memory");
	pthread_barrier_init(&load->barrier, NULL, load->connections);
	began = bench_now();
	for (unsigned i = 0; i < load->connections; i++)
		bench_need(pthread_create(&threads[i], NULL, run, load) == 0,
			"can't make a thread");
	for (unsigned i = 0; i < load->connections; i++)
		pthread_join(threads[i], NULL);
	free(threads);
	return bench_now() - began;
}

static unsigned
number(const char *s)
{
	unsigned long n = strtoul(s, NULL, 10);

	bench_need(n > 0 && n < 10000000, "a number must be above 0");
	return (unsigned)n;
}

static void
read_options(int argc, char **argv, struct load *load, const char **letter_r)
{
	int c;

	while ((c = getopt(argc, argv, "c:l:m:n:s:t")) != -1) {
		switch (c) {
		case 'c':
			load->connections = number(optarg);
			break;
		case 'l':
			*letter_r = optarg;
			break;
		case 'm':
			load->per_connection = number(optarg);
			break;
		case 'n':
			load->messages = number(optarg);
			break;
		case 's':
			load->sender = optarg;
			break;
		case 't':
			load->together = true;
			break;
		default:
			bench_need(0, "usage: bench_load [-c CONNECTIONS] "
				"[-l LETTER] [-m PER-CONNECTION] "
				"[-n MESSAGES-EACH] [-s SENDER] [-t] SOCKET");
		}
	}
	bench_need(optind + 1 == argc, "name the filter's socket");
	load->socket = argv[optind];
}

int
main(int argc, char **argv)
{
	struct load load = { .connections = 4, .messages = 100,
		.per_connection = PER_CONNECTION,
		.sender = "alice@contoso.example" };
	const char *name = "ordinary";
	struct letter *letter;
	double seconds;

	read_options(argc, argv, &load, &name);
	letter = letter_new(name);
	bench_need(letter != NULL, "no such letter");
	load.letter = letter;
	seconds = measure(&load);
	printf("messages %u seconds %.6f accepted %lu passed %lu edited %lu "
		"refused %lu bytes %zu\n", load.connections * load.messages,
		seconds, load.accepted, load.passed, load.edited, load.refused,
		letter->n);
	letter_free(letter);
	return 0;
}
