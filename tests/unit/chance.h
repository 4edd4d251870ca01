#ifndef LS_TESTS_UNIT_CHANCE_H
#define LS_TESTS_UNIT_CHANCE_H

/* The same numbers in every run: xorshift. */

#include <stddef.h>

/* One below BELOW; 0 when that is 0. */
static inline size_t
chance(size_t below)
{
	static unsigned long seed = 20240229;

	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return below ? seed % below : 0;
}

#endif
