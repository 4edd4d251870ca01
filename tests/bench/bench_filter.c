/*
 * What to compare with: a filter that takes the callbacks that ours takes, and
 * as ours answers neither headers nor body pieces, and does nothing; with -b it
 * collects the body and sends it back as it is; with -g it also has GMime parse
 * the message twice: no filter that reads the structure by GMime before and
 * after an edit can be faster. Mail servers tell it of every step, as they do
 * unless a filter declines; with -s it declines what ours declines.
 */

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <gmime/gmime.h>
#include <libmilter/mfapi.h>

#include "bench.h"

#define PROTOCOL (SMFIP_HDR_LEADSPC | SMFIP_NR_HDR | SMFIP_NR_BODY)
#define DECLINED (SMFIP_NOHELO | SMFIP_NORCPT | SMFIP_NODATA | SMFIP_NOEOH | \
	SMFIP_NOUNKNOWN)

/* Set once, before the first connection. */
static bool gives_back, parses, declines;

struct kept {
	unsigned char *p;
	size_t n, size;
	size_t header;		/* bytes of it that stand before the body */
};

static void
keep(struct kept *kept, const void *p, size_t n)
{
	if (kept->n + n > kept->size) {
		kept->size = (kept->n + n) * 2;
		kept->p = realloc(kept->p, kept->size);
		bench_need(kept->p != NULL, "no memory");
	}
	memcpy(kept->p + kept->n, p, n);
	kept->n += n;
}

static sfsistat
on_negotiate(SMFICTX *ctx, unsigned long f0, unsigned long f1,
	unsigned long f2, unsigned long f3, unsigned long *pf0,
	unsigned long *pf1, unsigned long *pf2, unsigned long *pf3)
{
	(void)f2;
	(void)f3;
	smfi_setsymlist(ctx, SMFIM_ENVFROM, (char *)"i {auth_authen}");
	smfi_setsymlist(ctx, SMFIM_EOM, (char *)"i");
	*pf0 = f0 & (SMFIF_ADDHDRS | SMFIF_CHGHDRS | SMFIF_CHGBODY |
		SMFIF_QUARANTINE);
	*pf1 = f1 & (declines ? PROTOCOL | DECLINED : PROTOCOL);
	*pf2 = *pf3 = 0;
	return SMFIS_CONTINUE;
}

static sfsistat
on_connect(SMFICTX *ctx, char *hostname, _SOCK_ADDR *address)
{
	(void)ctx;
	(void)hostname;
	(void)address;
	return SMFIS_CONTINUE;
}

static sfsistat
on_envfrom(SMFICTX *ctx, char **argv)
{
	(void)argv;
	if (gives_back && smfi_getpriv(ctx) == NULL)
		smfi_setpriv(ctx, calloc(1, sizeof(struct kept)));
	return SMFIS_CONTINUE;
}

static sfsistat
on_header(SMFICTX *ctx, char *name, char *value)
{
	struct kept *kept = parses ? smfi_getpriv(ctx) : NULL;

	if (kept == NULL)
		return SMFIS_NOREPLY;
	keep(kept, name, strlen(name));
	keep(kept, ":", 1);
	keep(kept, value, strlen(value));
	keep(kept, "\r\n", 2);
	kept->header = kept->n;
	return SMFIS_NOREPLY;
}

static sfsistat
on_body(SMFICTX *ctx, unsigned char *p, size_t n)
{
	struct kept *kept = smfi_getpriv(ctx);

	if (kept == NULL)
		return SMFIS_NOREPLY;
	if (kept->n == kept->header && parses) {
		keep(kept, "\r\n", 2);
		kept->header = kept->n;
	}
	keep(kept, p, n);
	return SMFIS_NOREPLY;
}

/* Where it lies, without a copy. */
static void
parse(const struct kept *kept)
{
	GByteArray *array = g_byte_array_new_take(kept->p, kept->n);
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(array);
	GMimeParser *parser;
	GMimeObject *root;

	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	parser = g_mime_parser_new_with_stream(stream);
	root = g_mime_parser_construct_part(parser, NULL);
	bench_need(root != NULL, "GMime reads nothing");
	g_object_unref(root);
	g_object_unref(parser);
	g_object_unref(stream);
	g_byte_array_free(array, FALSE);
}

static void
forget(SMFICTX *ctx)
{
	struct kept *kept = smfi_getpriv(ctx);

	if (kept == NULL)
		return;
	free(kept->p);
	*kept = (struct kept){ .p = NULL };
}

static sfsistat
on_eom(SMFICTX *ctx)
{
	struct kept *kept = smfi_getpriv(ctx);
	sfsistat status = SMFIS_CONTINUE;

	for (int i = 0; kept && parses && i < 2; i++)
		parse(kept);
	if (kept && smfi_replacebody(ctx, kept->p + kept->header,
	    (int)(kept->n - kept->header)) != MI_SUCCESS)
		status = SMFIS_TEMPFAIL;
	forget(ctx);
	return status;
}

static sfsistat
on_abort(SMFICTX *ctx)
{
	forget(ctx);
	return SMFIS_CONTINUE;
}

static sfsistat
on_close(SMFICTX *ctx)
{
	forget(ctx);
	free(smfi_getpriv(ctx));
	smfi_setpriv(ctx, NULL);
	return SMFIS_CONTINUE;
}

static void
read_options(int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "bgs")) != -1) {
		bench_need(c != '?', "usage: bench_filter [-bgs] SOCKET");
		parses = parses || c == 'g';
		gives_back = parses || gives_back || c == 'b';
		declines = declines || c == 's';
	}
	bench_need(optind == argc - 1, "usage: bench_filter [-bgs] SOCKET");
}

int
main(int argc, char **argv)
{
	struct smfiDesc description = {
		.xxfi_name = (char *)"bench_filter",
		.xxfi_version = SMFI_VERSION,
		.xxfi_flags = SMFIF_ADDHDRS | SMFIF_CHGHDRS | SMFIF_CHGBODY |
			SMFIF_QUARANTINE,
		.xxfi_connect = on_connect,
		.xxfi_envfrom = on_envfrom,
		.xxfi_header = on_header,
		.xxfi_body = on_body,
		.xxfi_eom = on_eom,
		.xxfi_abort = on_abort,
		.xxfi_close = on_close,
		.xxfi_negotiate = on_negotiate,
	};

	read_options(argc, argv);
	g_mime_init();
	bench_need(smfi_setconn(argv[optind]) == MI_SUCCESS &&
		smfi_register(description) == MI_SUCCESS &&
		smfi_opensocket(true) == MI_SUCCESS, "can't listen");
	return smfi_main() == MI_SUCCESS ? EXIT_SUCCESS : EXIT_FAILURE;
}
