#ifndef LS_CORE_FIND_H
#define LS_CORE_FIND_H

/*
 * Reads a message's bodies and lists what is there: links and their state,
 * placeholders, bodies without a link, bodies that can't be edited. It decides
 * nothing.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/facts.h"
#include "core/link.h"
#include "core/message.h"
#include "core/mime.h"
#include "core/text.h"
#include "core/view.h"

enum finding_kind {
	FINDING_LINK,		/* state says which */
	FINDING_PLACEHOLDER,	/* [[reseller-link]] */
	FINDING_MISSING,	/* a body of an invitation without its link */
	FINDING_UNEDITABLE,	/* a body that can't be edited, and why */
};

struct finding {
	enum finding_kind kind;
	size_t part;		/* index in mime */
	bool quoted;		/* in quoted history */
	bool in_href;
	struct link_reading link;	/* FINDING_LINK */
	/* What it stands on, in the leaf's UTF-8: the URL's characters, the
	 * href's value with quotes, the placeholder, or the point where a
	 * missing link belongs (begin == end). */
	size_t begin, end;
	char *seen;		/* the URL as a reader sees it; or NULL */
	char why[240];		/* UNEDITABLE, MISSING: words for people */
};

/* A readable body, decoded once for find, render and the rest. */
struct body {
	size_t part;
	struct text *text;	/* NULL when it could not be decoded */
	struct view *view;	/* NULL when it could not be read */
	bool primary;		/* the first of its type: must hold the link */
};

struct findings {
	const struct message *message;	/* borrowed */
	struct mime *mime;		/* owned, as all below */
	struct body *bodies;
	size_t n_bodies;
	struct finding *list;
	size_t n;
	bool invitation;
	/* Whose mail this is; NULL while nothing or too much tells. */
	const struct reseller *reseller;
	bool which;		/* several resellers, and nothing tells which */
};

/* Everything that M holds. ERR_BUG and ERR_LIMIT on our own failures only:
 * what mail holds is never an error but a finding. */
int find_all(const struct message *m, const struct facts *f,
	struct findings **out_r, struct err *err) ERR_CHECKED;
void findings_free(struct findings **findings);

/* One line a finding:
 *	part 1 text/plain: link altered: parameter utm_source was added */
void findings_print(const struct findings *findings, struct buf *out);

#define FIND_PLACEHOLDER "[[reseller-link]]"

#endif
