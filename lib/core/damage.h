#ifndef LS_CORE_DAMAGE_H
#define LS_CORE_DAMAGE_H

/*
 * What happened to a link, in words for people: the difference between the
 * link that was issued and what stands in the mail. Knows no provider.
 */

#include "core/span.h"

/* Fills WORDS (SIZE bytes) with the differences, joined by "; ", as many as
 * fit, never empty: "parameter utm_source was added; the fragment #/x is
 * missing". Text of IS is escaped and cut. WAS and IS differ. */
void damage_say(struct span was, struct span is, char *words, size_t size);

/* S for people, in at most SIZE bytes with its NUL: printable ASCII, '?' for
 * all else, "..." at the end when it was cut. Returns OUT. */
const char *damage_quote(struct span s, char *out, size_t size);

#endif
