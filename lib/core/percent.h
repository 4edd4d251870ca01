#ifndef LS_CORE_PERCENT_H
#define LS_CORE_PERCENT_H

/* Percent-encoding (RFC 3986 2.1) of text that goes into a URI. */

#include "core/buf.h"
#include "core/span.h"

/* Appends S with all but unreserved characters (letters, digits and "-._~")
 * and those in KEEP encoded, byte by byte. KEEP may be "". */
void percent_encode(struct buf *out, struct span s, const char *keep);

#endif
