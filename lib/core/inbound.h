#ifndef LS_CORE_INBOUND_H
#define LS_CORE_INBOUND_H

/*
 * The receiver's side: is there an invitation in this message, and what is its
 * link? The answer is a field of the header, and by setting the message is
 * held or refused. No edit here ever touches a body.
 *
 *	message -> find -> what each link is -> the worst of them -> judgement
 *
 * Found is what find.h finds; quoted history is no invitation here either.
 */

#include "core/err.h"
#include "core/guard.h"
#include "core/inbound_link.h"
#include "core/message.h"
#include "core/policy.h"

struct inbound_settings {
	const char *host;	/* who says so, in the field */
	/* mark, quarantine, reject or allow */
	enum policy_action on_damaged;
	enum policy_action on_unknown;
	enum policy_action on_imitation;
};

/* Borrowed until the judgement is freed, as all that is in it. */
struct inbound {
	struct inbound_settings settings;
	struct inbound_partners partners;
	struct facts facts;	/* of nobody; see inbound_link_read */
};

/* M and IN are borrowed until the judgement is freed. -1 only when we failed
 * ourselves. */
int inbound_judge(const struct message *m, const struct inbound *in,
	struct judgement **j_r, struct err *err) ERR_CHECKED;

/* For a message that is not looked into, for REASON: results from outside go
 * all the same. BYTES: the message, or its header alone with its empty line.
 * The judgement's `edited` holds what is left of them. Never NULL. */
struct judgement *inbound_pass(struct span bytes, const struct inbound *in,
	enum reason reason);

#endif
