#ifndef LS_CORE_BASE64URL_H
#define LS_CORE_BASE64URL_H

/*
 * Base64 inside addresses (RFC 4648 4 and 5): either alphabet, with and
 * without padding.
 */

#include "core/span.h"

/* What a character of the alphabet stands for; -1 for any other. */
int base64url_value(unsigned char c);

/* The bytes up to the first character that is not of the alphabet, or up to
 * a NUL that was encoded; the caller frees. */
char *base64url_decode(struct span s);

#endif
