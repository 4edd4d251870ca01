#include "mta.h"

/* libmilter's prototypes lack const; it writes to none of these. */

static void *
getpriv(SMFICTX *ctx)
{
	return smfi_getpriv(ctx);
}

static int
setpriv(SMFICTX *ctx, void *data)
{
	return smfi_setpriv(ctx, data);
}

static const char *
getsymval(SMFICTX *ctx, const char *name)
{
	return smfi_getsymval(ctx, (char *)name);
}

static int
setsymlist(SMFICTX *ctx, int stage, const char *names)
{
	return smfi_setsymlist(ctx, stage, (char *)names);
}

static int
setreply(SMFICTX *ctx, const char *code, const char *enhanced,
	const char *text)
{
	return smfi_setreply(ctx, (char *)code, (char *)enhanced,
		(char *)text);
}

static int
replacebody(SMFICTX *ctx, const unsigned char *p, int n)
{
	return smfi_replacebody(ctx, (unsigned char *)p, n);
}

static int
chgheader(SMFICTX *ctx, const char *name, int occurrence, const char *value)
{
	return smfi_chgheader(ctx, (char *)name, occurrence, (char *)value);
}

static int
addheader(SMFICTX *ctx, const char *name, const char *value)
{
	return smfi_addheader(ctx, (char *)name, (char *)value);
}

static int
quarantine(SMFICTX *ctx, const char *why)
{
	return smfi_quarantine(ctx, (char *)why);
}

const struct mta mta_libmilter = {
	.getpriv = getpriv,
	.setpriv = setpriv,
	.getsymval = getsymval,
	.setsymlist = setsymlist,
	.setreply = setreply,
	.replacebody = replacebody,
	.chgheader = chgheader,
	.addheader = addheader,
	.quarantine = quarantine,
};
