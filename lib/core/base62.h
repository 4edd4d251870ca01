#ifndef LS_CORE_BASE62_H
#define LS_CORE_BASE62_H

/*
 * The 84 bytes of a token as 113 digits, "0-9A-Za-z", most significant first,
 * padded with '0': one spelling for each value and no other taken. Knows
 * nothing of what the bytes mean.
 */

#include <stdbool.h>

#include "core/span.h"

#define BASE62_BYTES 84
#define BASE62_DIGITS 113

/* Not terminated. */
void base62_encode(const unsigned char bytes[BASE62_BYTES],
	char digits[BASE62_DIGITS]);

/* False when S is not exactly BASE62_DIGITS digits or its value is 2^672 or
 * more. */
bool base62_decode(struct span s, unsigned char bytes[BASE62_BYTES]);

#endif
