#ifndef LS_TESTS_UNIT_FAKE_MTA_H
#define LS_TESTS_UNIT_FAKE_MTA_H

/*
 * A mail server for tests: stands behind struct mta, writes down what it is
 * told, and fails the call that it is asked to fail. libmilter's context is
 * its own structure here.
 */

#include "core/buf.h"
#include "core/edits.h"
#include "milter/mta.h"

struct smfi_str {
	void *priv;
	const char *login;	/* {auth_authen}; NULL: not sent */
	const char *queue_id;	/* i */
	const char *version;	/* v; NULL: not sent */
	int calls;		/* so far, of all kinds */
	int fail;		/* the number of the call to fail, from 1 */
	const char *failed;	/* name of the call that was failed */

	struct buf body;	/* what replaced the body */
	int body_calls;
	struct buf told;	/* one line for each change, reply, … */
};

extern const struct mta fake_mta;

void fake_mta_init(SMFICTX *ctx);
void fake_mta_deinit(SMFICTX *ctx);

/* Forgets what it was told; keeps the private data. */
void fake_mta_forget(SMFICTX *ctx);

#endif
