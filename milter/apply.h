#ifndef LS_MILTER_APPLY_H
#define LS_MILTER_APPLY_H

/*
 * A judgement as calls to the mail server: the whole body in one run, then
 * headers (Postfix takes no mix), then the answer. Any call that fails makes
 * the answer TEMPFAIL, so that half an edit never leaves.
 */

#include "core/guard.h"
#include "core/message.h"
#include "mta.h"

/* LEADING_SPACE: header values carry theirs. M is what J was judged on; NULL
 * for judgements that edit nothing. The result is what xxfi_eom returns. */
sfsistat apply_judgement(const struct mta *mta, SMFICTX *ctx,
	const struct message *m, const struct judgement *j, bool leading_space);

#endif
