#ifndef LS_CORE_EDITS_H
#define LS_CORE_EDITS_H

/*
 * The edit list: the only way a message changes. Body edits name a range of
 * the original's bytes and what stands there afterwards; header edits name a
 * field by name and occurrence, as libmilter does. The same list drives the
 * daemon, the offline judge and the tests, and prints as text.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/message.h"
#include "core/span.h"

enum edit_kind {
	EDIT_BODY,		/* bytes [begin, end) become TEXT */
	EDIT_HEADER_CHANGE,	/* field NAME, OCCURRENCE gets value TEXT */
	EDIT_HEADER_DELETE,
	EDIT_HEADER_ADD,	/* at the end of the header */
};

struct edit {
	enum edit_kind kind;
	size_t begin, end;	/* EDIT_BODY: offsets in message_bytes() */
	char *name;		/* header edits */
	size_t occurrence;	/* from 1, per name */
	unsigned char *text;	/* may hold any byte; NULL only when n is 0 */
	size_t n;
	char *why;		/* for people: "link restored in part 1" */
};

struct edits;

/* An empty list; the caller frees it. */
struct edits *edits_new(void);
void edits_free(struct edits **e);

/* Body edits may come in any order but must not overlap; edits_apply checks.
 * All copy what they are given. */
void edits_body(struct edits *e, size_t begin, size_t end, struct span text,
	const char *why);
void edits_header_change(struct edits *e, const char *name, size_t occurrence,
	struct span value, const char *why);
void edits_header_delete(struct edits *e, const char *name, size_t occurrence,
	const char *why);
void edits_header_add(struct edits *e, const char *name, struct span value,
	const char *why);

/* In the order they were added; I < count. Borrowed from the list. */
size_t edits_count(const struct edits *e);
const struct edit *edits_get(const struct edits *e, size_t i);
bool edits_touch_body(const struct edits *e);

/* The message after the edits, appended to OUT. Values of fields: LF and white
 * space fold, as libmilter wants it; they are written in the message's own
 * line ends, after one space unless they begin with white space. A message
 * without an empty line gets one when its body is edited.
 * ERR_BUG: edits overlap, leave the body, name a field that is not there, or
 * a value holds NUL, CR, an LF that folds nothing, or nothing at all.
 * ERR_LIMIT: OUT can't hold it. */
int edits_apply(const struct edits *e, const struct message *m,
	struct buf *out, struct err *err) ERR_CHECKED;

/* One line an edit, bytes outside printable ASCII as \xHH, so that a list can
 * be kept in a file and compared:
 *	edit body 512..530 "…" (link restored)
 *	edit header change Subject 1 "…" (…) */
void edits_print(const struct edits *e, struct buf *out);

/* Appends s in double quotes, with \r \n \t \" \\ and \xHH. UTF-8 that is
 * printable stays. Used for everything foreign that we print or log. */
void edits_quote(struct buf *out, struct span s);

#endif
