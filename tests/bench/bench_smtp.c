/* One mail, from standard input, again and again by the transport alone:
 *
 *	bench_smtp PORT CONNECTIONS MAILS <MAIL
 *
 * What the mailer's transport can at most, without writing mails and without
 * a journal. */
#include <pthread.h>
#include <stdatomic.h>

#include "bench.h"
#include "smtp/smtp_transport.h"

#define THREADS_MAX 64

static unsigned char body[64 * 1024];
static struct smtp_mail mail = { .from = "alice@contoso.example",
	.to = "n1@d1.example", .bytes = { .p = body } };
static struct smtp_settings settings = { .host = "127.0.0.1",
	.address = "127.0.0.1", .hostname = "desk.contoso.example",
	.tls = SMTP_TLS_NONE };
static atomic_long left;

static bool
next_mail(void *ctx, struct smtp_mail *mail_r)
{
	(void)ctx;
	*mail_r = mail;
	return atomic_fetch_sub(&left, 1) > 0;
}

static int
mail_handed(void *ctx)
{
	(void)ctx;
	return 0;
}

static void
mail_done(void *ctx, const struct smtp_result *result)
{
	(void)ctx;
	bench_need(result->outcome == SMTP_ACCEPTED, result->text);
}

static void *
run(void *arg)
{
	struct smtp_source source = { NULL, next_mail, mail_handed,
		mail_done };
	struct err err;

	(void)arg;
	bench_need(smtp_esmtp.run(&settings, &source, &err) == 0,
		"the server can't be reached");
	return NULL;
}

int
main(int argc, char **argv)
{
	pthread_t threads[THREADS_MAX];
	long n, i;

	bench_need(argc == 4, "usage: bench_smtp PORT CONNECTIONS MAILS");
	settings.port = argv[1];
	n = strtol(argv[2], NULL, 10);
	left = strtol(argv[3], NULL, 10);
	bench_need(n > 0 && n <= THREADS_MAX, "1 to 64 connections");
	mail.bytes.n = fread(body, 1, sizeof(body), stdin);
	smtp_start();
	for (i = 0; i < n; i++)
		bench_need(pthread_create(&threads[i], NULL, run, NULL) == 0,
			"no thread");
	for (i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	smtp_stop();
	return 0;
}
