#ifndef LS_CORE_HTML_PLAIN_TEXT_H
#define LS_CORE_HTML_PLAIN_TEXT_H

/*
 * The characters of plain HTML: which bytes are plain, and what a text or an
 * attribute's value stands for. Only references that are in every mail, with
 * their semicolon; for html_plain alone.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/span.h"

/* Sound UTF-8 of which every character stands for itself: no controls, no
 * byte order mark, line ends of LF or CR LF. */
bool html_plain_bytes(struct span source);

/* Appends what RAW stands for, line ends as LF. False: it holds a reference
 * that is not plain. */
bool html_plain_text(struct span raw, struct buf *out);

#endif
