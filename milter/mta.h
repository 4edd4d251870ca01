#ifndef LS_MILTER_MTA_H
#define LS_MILTER_MTA_H

/*
 * Every call we make to the mail server while a message is under way, as one
 * table, so that a test can stand in for the server and fail each call in
 * turn. mta.c is libmilter's; nothing else here calls smfi_ functions, but
 * listen.c and worker.c, which open the socket and run the whole.
 *
 * All take libmilter's context. Results are libmilter's: MI_SUCCESS, or
 * MI_FAILURE when the server did not offer the action, or is gone.
 */

#include <stdbool.h>

#include <libmilter/mfapi.h>

struct mta {
	void *(*getpriv)(SMFICTX *ctx);
	int (*setpriv)(SMFICTX *ctx, void *data);
	/* Borrowed until the next macros come: copy at once. NULL: not sent. */
	const char *(*getsymval)(SMFICTX *ctx, const char *name);
	int (*setsymlist)(SMFICTX *ctx, int stage, const char *names);
	int (*setreply)(SMFICTX *ctx, const char *code, const char *enhanced,
		const char *text);
	int (*replacebody)(SMFICTX *ctx, const unsigned char *p, int n);
	/* OCCURRENCE from 1, per name; VALUE NULL deletes. */
	int (*chgheader)(SMFICTX *ctx, const char *name, int occurrence,
		const char *value);
	int (*addheader)(SMFICTX *ctx, const char *name, const char *value);
	int (*quarantine)(SMFICTX *ctx, const char *why);
};

extern const struct mta mta_libmilter;

#endif
