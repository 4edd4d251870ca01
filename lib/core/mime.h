#ifndef LS_CORE_MIME_H
#define LS_CORE_MIME_H

/*
 * The MIME structure of a message: its parts in the order of the bytes, each
 * leaf with the range of its content. GMime (mime_tree.c) says what the parts
 * are; where they are is found twice, by GMime and by the delimiters alone,
 * and where the two disagree the message is odd. What is plainly built can be
 * read by a reader of our own as well (mime_plain.c), with the same result.
 *
 * Knows RFC 2045 to 2049, 1847, 3676's parameters; not links, not policy.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/message.h"

enum mime_kind {
	MIME_MULTIPART,
	MIME_LEAF,
	MIME_MESSAGE,		/* message/rfc822 and kin: never looked into */
};

enum mime_encoding {
	MIME_IDENTITY,		/* 7bit, 8bit, binary, or none given */
	MIME_QUOTED_PRINTABLE,
	MIME_BASE64,
	MIME_UNKNOWN_ENCODING,	/* uuencode and anything not understood */
};

/* Why a body can't be edited; the words are in mime_seal_text(). */
enum mime_seal {
	MIME_OPEN,
	MIME_SIGNED,		/* inside multipart/signed, or opaque S/MIME */
	MIME_ENCRYPTED,		/* S/MIME, PGP/MIME */
	MIME_TNEF,		/* application/ms-tnef: winmail.dat */
};

struct mime_part {
	enum mime_kind kind;
	size_t parent;		/* index; SPAN_NONE for the root */
	unsigned depth;		/* 0 for the root */
	char number[32];	/* as IMAP counts: "1", "1.2"; "…" if deep; ""
				   for a multipart that is the root */
	const char *type;	/* "text", lower case */
	const char *subtype;	/* "plain", lower case */
	const char *charset;	/* lower case; NULL when not given */
	enum mime_encoding encoding;
	const char *encoding_name;	/* as written, lower case; or NULL */
	enum mime_seal seal;	/* its own or inherited */
	bool attachment;	/* disposition attachment, or has a name */
	bool flowed;		/* RFC 3676 format=flowed */
	bool delsp;		/* RFC 3676 delsp=yes */
	/* Ranges in message_bytes(): the part's own header (for the root: the
	 * message's), and its content. Content of a leaf: without the line end
	 * that belongs to the next boundary. */
	size_t header_begin, header_end;
	size_t begin, end;
	/* An empty leaf whose next boundary shares its line end with the
	 * header's empty line: what is put there must end its own line. */
	bool tight;
};

struct mime;

/* M is borrowed and must outlive the mime.
 * ERR_LIMIT when a limit on depth, parts or boundaries is passed. Nothing that
 * a message holds is any other error: what is odd is told by mime_odd(). */
int mime_parse(const struct message *m, struct mime **mime_r, struct err *err)
	ERR_CHECKED;
/* The same, but a message that is plainly built is not read by GMime. */
int mime_parse_plain(const struct message *m, struct mime **mime_r,
	struct err *err) ERR_CHECKED;
void mime_free(struct mime **mime);

/* Parts in the order of their bytes, the root first; I < count. Borrowed. */
size_t mime_count(const struct mime *mime);
const struct mime_part *mime_part(const struct mime *mime, size_t i);

/* True for leaves of text that a mail reader shows as the letter itself: not
 * attachments, not inside nested messages, the root of a multipart/related.
 * Sealed ones are readable too. What is neither words nor a page, a calendar
 * entry for one, only where it stands for the letter: as an alternative to it
 * or before all else. */
bool mime_readable(const struct mime *mime, size_t i);

enum mime_look {
	MIME_WORDS,		/* text/plain */
	MIME_PAGE,		/* HTML, the kinds for AMP and watches too */
	MIME_STRANGE		/* some readers show it, and each otherwise */
};

/* What a readable leaf is shown as, by its subtype. */
enum mime_look mime_look(const struct mime_part *part);

/* Why parsers may disagree on this message (conflicting Content-Type fields or
 * parameters, a multipart without boundary, …): a phrase, or NULL. */
const char *mime_odd(const struct mime *mime);

/* "signed", "encrypted", …: for findings and replies. */
const char *mime_seal_text(enum mime_seal seal);

#endif
