#ifndef LS_CORE_MIME_PLAIN_H
#define LS_CORE_MIME_PLAIN_H

/*
 * A second reader of the structure, for messages that are plainly built as all
 * common programs build them: it walks the lines that begin with "--" once,
 * with the boundaries that are open. Of all other messages it says nothing, so
 * that what it says is what GMime says, by other code: only what a type means
 * to a reader (mime_kind.h) is the same for both. It costs a small part of
 * GMime's time. For mime.c alone.
 *
 * Plainly built: one line end throughout; each part with a header of sound
 * fields and an empty line behind it; values as of mime_value.h; every
 * boundary closed, and no other line like one; no nested messages.
 */

#include "core/mime_boundary.h"
#include "core/mime_item.h"

/* Fills MIME, which holds its message and nothing else. False: not plainly
 * built; MIME holds nothing then. LINES are those of all bytes. */
bool mime_plain(struct mime *mime, const struct mime_lines *lines);

#endif
