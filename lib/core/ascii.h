#ifndef LS_CORE_ASCII_H
#define LS_CORE_ASCII_H

/*
 * Characters that word processors and input methods put for ASCII ones: every
 * kind of dash, slashes, and the full-width forms of Chinese and Japanese
 * keyboards.
 */

#include "core/span.h"

/* The first byte of the full-width forms, in UTF-8. */
#define ASCII_WIDE 0xef

/* The length of such a character at the beginning of S, and in *MEANT_R what
 * was meant; 0 when none stands there. */
size_t ascii_meant(struct span s, unsigned char *meant_r);

#endif
