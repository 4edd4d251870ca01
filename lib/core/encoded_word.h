#ifndef LS_CORE_ENCODED_WORD_H
#define LS_CORE_ENCODED_WORD_H

/*
 * Header fields that hold words of people: RFC 2047 encoded words in UTF-8,
 * folded so that no line is longer than 76 (RFC 2047 2). Plain ASCII stays as
 * it is. Line ends are CRLF.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

/* Appends "NAME: VALUE\r\n". ERR_DATA: VALUE holds a control character or is
 * no UTF-8. */
int encoded_word_field(struct buf *out, const char *name, struct span value,
	struct err *err) ERR_CHECKED;

/* Appends "NAME: PHRASE <ADDRESS>\r\n", or the address alone when PHRASE is
 * empty. ERR_DATA: the same; ADDRESS must be without spaces and brackets, and
 * stands as it is: letters beyond ASCII are for RFC 6532. */
int encoded_word_mailbox(struct buf *out, const char *name,
	struct span phrase, const char *address, struct err *err) ERR_CHECKED;

#endif
