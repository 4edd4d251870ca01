#ifndef LS_MILTER_REPORT_H
#define LS_MILTER_REPORT_H

/*
 * The one log line of a message:
 *
 *	QID: verdict=edit reason=link-restored reseller=contoso
 *	sender="alice@contoso.example" findings=altered:1,intact:1 edits=1 ms=3
 *
 * Nothing personal beyond the envelope; all that is foreign is escaped.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/guard.h"

struct report {
	const char *queue_id;	/* NULL: the mail server told none */
	const char *sender;
	const char *login;	/* or NULL */
	const struct judgement *judgement;
	const struct err *error;	/* kind ERR_NONE: none */
	bool applied;		/* false: a call to the mail server failed */
	unsigned long ms;
};

/* Appends the line, without a line end. */
void report_line(const struct report *r, struct buf *out);

#endif
