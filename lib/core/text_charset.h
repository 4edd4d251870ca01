#ifndef LS_CORE_TEXT_CHARSET_H
#define LS_CORE_TEXT_CHARSET_H

/*
 * From a mail's charset to UTF-8 and back, by iconv. Knows under which names
 * charsets travel in mail; not how they were transferred.
 */

#include <iconv.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

#define TEXT_CHARSET_NAME 40

struct text_charset {
	char name[TEXT_CHARSET_NAME];	/* as iconv knows it */
	size_t skip;			/* a byte order mark, no text */
	size_t unit;			/* bytes of the smallest piece */
};

/* The charset of OCTETS by its NAME in mail (NULL: us-ascii); for UTF-16 and
 * UTF-32 without an order the octets tell it. ERR_DATA: nobody knows it. */
int text_charset_find(const char *name, struct span octets,
	struct text_charset *c, struct err *err) ERR_CHECKED;

/* S is its own UTF-8 in the charset, each character by itself: so is every
 * part of it that is cut between characters, and what is put together of such.
 * Never for a charset with states, or with a byte order mark. */
bool text_charset_own(const struct text_charset *c, struct span s);

/* A place in octets and the same place in their UTF-8, moving forward. */
struct text_cursor {
	const struct text_charset *charset;
	struct span octets;
	bool own;		/* they are their own UTF-8; cd is none */
	iconv_t cd;
	size_t at;		/* in octets */
	size_t utf8;		/* bytes of UTF-8 up to here */
};

/* C and OCTETS are borrowed until the cursor is freed. */
int text_cursor_init(struct text_cursor *cursor, const struct text_charset *c,
	struct span octets, struct err *err) ERR_CHECKED;
void text_cursor_deinit(struct text_cursor *cursor);

/* Decodes on until UTF8 bytes were made or the octets end, and appends them to
 * OUT unless it is NULL. What the charset does not know becomes U+FFFD, one a
 * unit. Stops short of UTF8 when a character does not fit. */
void text_cursor_move(struct text_cursor *cursor, size_t utf8,
	struct buf *out);

/* Appends TEXT (UTF-8) in the charset, beginning and ending in its initial
 * state. ERR_DATA: it can't express it. */
int text_charset_encode(const struct text_charset *c, struct span text,
	struct buf *out, struct err *err) ERR_CHECKED;

#endif
