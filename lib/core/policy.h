#ifndef LS_CORE_POLICY_H
#define LS_CORE_POLICY_H

/*
 * Findings and settings in, decision out. A pure table: what was found decides
 * the setting, the setting decides the verdict. Also the one table from reason
 * to SMTP reply.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/buf.h"

enum policy_action {
	ACTION_RESTORE,
	ACTION_INJECT,
	ACTION_REJECT,
	ACTION_QUARANTINE,
	ACTION_TEMPFAIL,
	ACTION_ALLOW,
	ACTION_MARK,		/* inbound: a field of the header tells it */
};

struct settings {
	enum policy_action on_altered;
	enum policy_action on_missing;
	enum policy_action on_foreign;
	enum policy_action on_imitation;
	enum policy_action on_locked_text;
	enum policy_action on_uneditable;
	enum policy_action on_oversize;
	enum policy_action on_error;
	bool pretend;		/* decide and log, change nothing */
	bool judge_quoted;	/* quoted history is judged like own words */
	size_t max_message;	/* bytes */
};

/* The defaults of every setting. */
extern const struct settings settings_default;

enum verdict {
	VERDICT_PASS,
	VERDICT_EDIT,
	VERDICT_REJECT,
	VERDICT_QUARANTINE,
	VERDICT_TEMPFAIL,
};

/* Why; printed as a word in logs, .edits files and statistics. */
enum reason {
	REASON_NO_INVITATION,	/* ordinary mail */
	REASON_NOBODY,		/* the sender is no reseller's */
	REASON_INTACT,		/* an invitation, nothing to do */
	REASON_RESTORED,	/* altered link */
	REASON_LONG_LINE,	/* a line so long that a link would be cut */
	REASON_INJECTED,	/* missing link, placeholder */
	REASON_TEXT_RESTORED,	/* locked block */
	REASON_ALTERED,
	REASON_MISSING,
	REASON_FOREIGN,
	REASON_IMITATION,
	REASON_LOCKED_TEXT,
	REASON_UNEDITABLE,
	REASON_WHICH_RESELLER,	/* several, and nothing tells which */
	REASON_NO_LINK_ISSUED,	/* the reseller has no link yet */
	REASON_LINK_LAPSED,	/* its link is dead by now */
	REASON_GENUINE,		/* inbound.h, as the next four */
	REASON_APPROVED,
	REASON_DAMAGED,
	REASON_UNKNOWN,
	REASON_UNREAD,
	REASON_OVERSIZE,
	REASON_ERROR,		/* our own failure */
};

struct decision {
	enum verdict verdict;
	enum reason reason;
};

struct finding;
struct findings;

/* What one finding asks for. Refusals stay what they are when nobody's link
 * could be put in: no reseller told, none of its links issued, or that one
 * lapsed. */
struct decision policy_finding(const struct findings *findings,
	const struct finding *f, const struct settings *s);

/* The most severe that any finding asks for: reject, quarantine, tempfail,
 * edit, pass. The settings of the reseller found apply, else the global. */
struct decision policy_decide(const struct findings *findings,
	const struct settings *s);

/* The decision for an action that is not an edit, for the shells:
 * on_oversize, on_error. */
struct decision policy_refuse(enum policy_action action, enum reason reason);

const char *policy_verdict_text(enum verdict v);	/* "edit" */
const char *policy_reason_text(enum reason r);		/* "link-restored" */
const char *policy_action_text(enum policy_action a);	/* "restore" */

/* What the SMTP client is told. For REJECT and TEMPFAIL only. */
struct policy_reply {
	const char *code;	/* "550" */
	const char *enhanced;	/* "5.7.1" */
	const char *text;	/* one sentence: what is wrong, what to do */
};
struct policy_reply policy_reply(struct decision d);

#endif
