#include "fake_mta.h"

#include <string.h>

#define FAKE_MAX (64 * 1024 * 1024)

static bool
fails(SMFICTX *ctx, const char *name)
{
	if (++ctx->calls != ctx->fail)
		return false;
	ctx->failed = name;
	return true;
}

static void *
fake_getpriv(SMFICTX *ctx)
{
	return ctx->priv;
}

static int
fake_setpriv(SMFICTX *ctx, void *data)
{
	/* What was set stays when it is taken away in vain: close would
	 * leak, and libmilter can't fail there. */
	if (data && fails(ctx, "setpriv"))
		return MI_FAILURE;
	ctx->priv = data;
	return MI_SUCCESS;
}

static const char *
fake_getsymval(SMFICTX *ctx, const char *name)
{
	if (fails(ctx, "getsymval"))
		return NULL;
	if (strcmp(name, "i") == 0)
		return ctx->queue_id;
	return strcmp(name, "v") == 0 ? ctx->version : ctx->login;
}

static int
fake_setsymlist(SMFICTX *ctx, int stage, const char *names)
{
	(void)stage;
	(void)names;
	return fails(ctx, "setsymlist") ? MI_FAILURE : MI_SUCCESS;
}

static int
fake_setreply(SMFICTX *ctx, const char *code, const char *enhanced,
	const char *text)
{
	if (fails(ctx, "setreply"))
		return MI_FAILURE;
	buf_printf(&ctx->told, "reply %s %s %s\n", code, enhanced, text);
	return MI_SUCCESS;
}

static int
fake_replacebody(SMFICTX *ctx, const unsigned char *p, int n)
{
	if (fails(ctx, "replacebody"))
		return MI_FAILURE;
	buf_add(&ctx->body, (struct span){ p, (size_t)n });
	ctx->body_calls++;
	buf_add_str(&ctx->told, "body\n");
	return MI_SUCCESS;
}

static int
fake_chgheader(SMFICTX *ctx, const char *name, int occurrence,
	const char *value)
{
	if (fails(ctx, "chgheader"))
		return MI_FAILURE;
	buf_printf(&ctx->told, "change %s %d ", name, occurrence);
	edits_quote(&ctx->told, span_str(value));
	buf_add_byte(&ctx->told, '\n');
	return MI_SUCCESS;
}

static int
fake_addheader(SMFICTX *ctx, const char *name, const char *value)
{
	if (fails(ctx, "addheader"))
		return MI_FAILURE;
	buf_printf(&ctx->told, "add %s ", name);
	edits_quote(&ctx->told, span_str(value));
	buf_add_byte(&ctx->told, '\n');
	return MI_SUCCESS;
}

static int
fake_quarantine(SMFICTX *ctx, const char *why)
{
	if (fails(ctx, "quarantine"))
		return MI_FAILURE;
	buf_printf(&ctx->told, "quarantine %s\n", why);
	return MI_SUCCESS;
}

const struct mta fake_mta = {
	.getpriv = fake_getpriv,
	.setpriv = fake_setpriv,
	.getsymval = fake_getsymval,
	.setsymlist = fake_setsymlist,
	.setreply = fake_setreply,
	.replacebody = fake_replacebody,
	.chgheader = fake_chgheader,
	.addheader = fake_addheader,
	.quarantine = fake_quarantine,
};

void
fake_mta_init(SMFICTX *ctx)
{
	*ctx = (struct smfi_str){ .queue_id = "4F1234ABCD" };
	buf_init(&ctx->body, FAKE_MAX);
	buf_init(&ctx->told, FAKE_MAX);
}

void
fake_mta_deinit(SMFICTX *ctx)
{
	buf_deinit(&ctx->body);
	buf_deinit(&ctx->told);
}

void
fake_mta_forget(SMFICTX *ctx)
{
	buf_reset(&ctx->body);
	buf_reset(&ctx->told);
	ctx->body_calls = 0;
	ctx->calls = 0;
}
