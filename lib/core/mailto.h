#ifndef LS_CORE_MAILTO_H
#define LS_CORE_MAILTO_H

/*
 * A mailto: link that opens a letter in the person's mail program (RFC 6068).
 * All that could end the text early is encoded: an '&' in the reseller link
 * cuts it off otherwise. No header of ours can travel this way.
 */

#include "core/buf.h"
#include "core/letter.h"

/* Browsers and desktops pass on at least so much; some cut what is longer. */
#define MAILTO_SAFE 2000

/* Appends the link. TO is an address, or NULL. */
void mailto_write(const char *to, const struct letter *l, struct buf *out);

#endif
