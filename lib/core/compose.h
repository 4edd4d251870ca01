#ifndef LS_CORE_COMPOSE_H
#define LS_CORE_COMPOSE_H

/*
 * An Internet message from a letter: multipart/alternative, text first, HTML
 * second (RFC 2046 5.1.4), the logo beside the HTML in multipart/related (RFC
 * 2387), so that no reader takes it for an attachment. Plain ASCII, CRLF. The
 * same input gives the same bytes: the date and the Message-ID are arguments
 * and the boundary comes from the content.
 */

#include <stdbool.h>
#include <time.h>

#include "core/err.h"
#include "core/letter.h"

struct compose {
	const char *from_name;	/* may be NULL */
	const char *from;	/* address; NULL in drafts */
	const char *to_name;	/* may be NULL */
	const char *to;		/* address; NULL in drafts */
	const char *message_id;	/* with its brackets, ASCII, made by us; unused
				   in drafts */
	const char *unsubscribe;	/* List-Unsubscribe's value, ASCII; or
				   NULL. With https: one click is enough */
	time_t date;		/* unused in drafts */
	const char *locale;
	const char *reseller;
	struct letter_memory *memory;	/* NULL: for one message alone */
	const struct image *logo;	/* what the page calls LETTER_LOGO, or
					   NULL */
	bool draft;		/* X-Unsent: 1, which Outlook opens for editing;
				   the mail program adds Date and Message-ID */
};

/* Appends the field "Date: …" (RFC 5322 3.3), whatever the C library's
 * locale. */
void compose_date(struct buf *out, time_t date);

/* Appends the message to OUT. ERR_DATA: a value that can't stand in a header;
 * ERR_LIMIT: OUT is full. */
int compose_message(const struct compose *c, const struct letter *l,
	struct buf *out, struct err *err) ERR_CHECKED;

#endif
