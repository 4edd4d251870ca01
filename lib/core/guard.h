#ifndef LS_CORE_GUARD_H
#define LS_CORE_GUARD_H

/*
 * The whole way of a message, for every shell: daemon, offline judge, mailer.
 *
 *	message -> find -> policy -> render -> edits -> prove -> judgement
 */

#include "core/buf.h"
#include "core/edits.h"
#include "core/err.h"
#include "core/facts.h"
#include "core/find.h"
#include "core/message.h"
#include "core/policy.h"

struct judgement {
	struct decision decision;	/* what happens to the message */
	/* What would happen without `pretend`; equal to decision otherwise. */
	struct decision wanted;
	bool pretended;
	bool inbound;		/* judged for who receives it: inbound.h */
	const struct reseller *reseller;	/* or NULL */
	const struct settings *settings;	/* those that were applied */
	struct findings *findings;	/* NULL for oversize, nobody */
	struct edits *edits;		/* never NULL; empty unless EDIT */
	struct buf edited;		/* the new message when VERDICT_EDIT */
};

/* M and F are borrowed until the judgement is freed. -1 only when we failed
 * ourselves (see settings.on_error): the caller refuses by policy_refuse.
 * ERR_CONFIG: a reseller of the sender's is unfit. */
int guard_judge(const struct message *m, const struct facts *f,
	struct judgement **j_r, struct err *err) ERR_CHECKED;
void judgement_free(struct judgement **j);

/* Makes `decision` of `wanted`: nothing happens where it is only pretended.
 * For who makes a judgement. */
void judgement_settle(struct judgement *j);

/* Verdict, reason, reseller, findings and edits as text; the same bytes from
 * the daemon's -t, from the tests and in .edits files. */
void judgement_print(const struct judgement *j, struct buf *out);

/* The reply for the person who gets the bounce, with the parts and links that
 * were found: one line without CR, LF or '%' trouble, at most 400 bytes. */
void judgement_reply(const struct judgement *j, struct buf *out);

#endif
