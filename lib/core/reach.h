#ifndef LS_CORE_REACH_H
#define LS_CORE_REACH_H

/*
 * How far a URL reaches that is damaged and broken over lines, so that it is
 * not one of the known links any more: wherever the next word goes on like a
 * URL. Restoring then leaves no tail of it behind, and a stranger's link is
 * read whole.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/span.h"

/* The offset behind the URL that begins at BEGIN. LINKS: known ones; a word
 * that goes on like one of them belongs to it. */
size_t reach_end(struct span text, size_t begin, const struct span *links,
	size_t n);

/* The word behind the one at BEGIN can only be more of its host: it begins as
 * none of a sentence does, or goes on with a known link. Asked where the first
 * word is an address by itself. */
bool reach_runs_on(struct span text, size_t begin, const struct span *links,
	size_t n);

/* Appends the URL's characters of text: without white space, line ends,
 * invisible characters and what opens a line. SOFT: without each '=' at the
 * end of a line, too, which may be the soft break of quoted-printable. */
void reach_squeeze(struct span text, bool soft, struct buf *out);

#endif
