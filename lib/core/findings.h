#ifndef LS_CORE_FINDINGS_H
#define LS_CORE_FINDINGS_H

/*
 * What was seen in a message: plain data, and the questions that several rooms
 * ask of it.
 */

#include <stdbool.h>

#include "core/body.h"
#include "core/facts.h"
#include "core/link.h"
#include "core/link_memo.h"
#include "core/locked.h"
#include "core/message.h"
#include "core/mime.h"

enum finding_kind {
	FINDING_LINK,		/* state says which */
	FINDING_PLACEHOLDER,	/* [[reseller-link]] */
	FINDING_MISSING,	/* a body of an invitation without its link */
	FINDING_LOCKED,		/* the locked block is not as it must be */
	FINDING_LONG_LINE,	/* so long that a link would be cut */
	FINDING_UNEDITABLE,	/* a body that can't be edited, and why */
};

struct finding {
	enum finding_kind kind;
	size_t part;		/* index in mime; SPAN_NONE: whole message */
	bool quoted;		/* in quoted history */
	bool in_href;
	bool hidden;		/* there, but a reader does not see it */
	bool in_anchor;		/* text that an href stands behind */
	bool blind;		/* UNEDITABLE: can't even be read, so it counts
				   whether or not an edit is wanted */
	struct link_reading link;	/* FINDING_LINK */
	/* What it stands on, in the leaf's UTF-8: the URL's characters, the
	 * href's value with quotes, the placeholder, or the point where a
	 * missing link belongs (begin == end). */
	size_t begin, end;
	/* Links and placeholders: where a reader sees it, in view_text(); for
	 * an href the text that it stands behind. */
	size_t view_begin, view_end;
	/* LOCKED: which paragraphs of which block are to stand there instead;
	 * woven: they can't be told apart from other words. */
	const struct locked_block *locked;
	size_t first, last;
	bool woven;
	char *seen;		/* the URL as a reader sees it; or NULL */
	char why[240];		/* LOCKED, LONG_LINE, UNEDITABLE: words */
};

struct findings {
	const struct message *message;	/* borrowed */
	struct mime *mime;		/* owned, as all below; NULL when a
					   limit was passed */
	struct body *bodies;
	size_t n_bodies;
	struct finding *list;
	size_t n;
	bool invitation;
	/* Whose mail this is; NULL while nothing or too much tells. */
	const struct reseller *reseller;
	bool lapsed;		/* and that one's link is dead by now */
	bool which;		/* several resellers, and nothing tells which */
	bool over;		/* more than LIMIT_FINDINGS */
	/* The reseller's locked blocks, when they are guarded. */
	struct locked_block *locked;
	size_t n_locked;
	/* Of the addresses in it; NULL when none was read. */
	struct link_memo *memo;
	bool memo_lent;		/* by findings that outlive these */
};

/* Empty, borrowing M; free takes all that it holds along. */
struct findings *findings_new(const struct message *m);
void findings_free(struct findings **findings);

/* One line a finding:
 *	part 1 text/plain: link altered: parameter utm_source was added */
void findings_print(const struct findings *findings, struct buf *out);

/* The same for one of them, without the line end. */
void finding_print(const struct findings *findings, const struct finding *f,
	struct buf *out);

/* A new finding, all zero but for kind and part; NULL when LIMIT_FINDINGS is
 * reached. Good until the next one is added. */
struct finding *findings_add(struct findings *findings,
	enum finding_kind kind, size_t part);

/* True when the body shows the own link or a placeholder for it, in the
 * author's own words and where a reader sees it. */
bool findings_hold(const struct findings *findings, size_t part);

/* The same, and the link is already exactly what was issued. */
bool findings_hold_intact(const struct findings *findings, size_t part);

/* Adds that a part can't be edited, or SPAN_NONE: the message. */
void findings_add_uneditable(struct findings *findings, size_t part,
	bool blind, const char *why);

#endif
