#ifndef LS_MILTER_REPORT_H
#define LS_MILTER_REPORT_H

/*
 * The one log line of a message:
 *
 *	QID: verdict=edit reason=link-restored reseller=contoso
 *	sender="alice@contoso.example" findings=altered:1,intact:1 edits=1 ms=3
 *
 * Nothing personal beyond the envelope; all that is foreign is escaped, and
 * cut where it is longer than any real one.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/guard.h"
#include "session.h"

/* Holds the longest line: with a sender, a login and an error's text that
 * double, or grow by four, when they are escaped. */
#define REPORT_MAX 8192

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

/* The line of a message that was not decided on; WHAT: its verdict and reason,
 * as they are to stand there. */
void report_unfinished(const char *queue_id, const char *what,
	const struct mail *m, struct buf *out);

#endif
