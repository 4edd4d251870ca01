#include "core/base62.h"

#include <stdint.h>
#include <string.h>

/* Five digits at a time: 62^5 is the largest power below 2^32, so that a
 * 64-bit division does. 23 times 5 is two digits more than needed. */
#define CHUNK 5
#define CHUNK_VALUE 916132832u
#define CHUNKS 23
#define LEAD (CHUNKS * CHUNK - BASE62_DIGITS)
#define WORDS (BASE62_BYTES / 4)

static const char alphabet[] =
	"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* Divides the number, most significant word first, and returns what is left.
 * Words before *FIRST are zero: there are more with each division. */
static uint32_t
divide(uint32_t words[WORDS], int *first)
{
	uint64_t rest = 0;
	int i;

	while (*first < WORDS && words[*first] == 0)
		++*first;
	for (i = *first; i < WORDS; i++) {
		rest = rest << 32 | words[i];
		words[i] = (uint32_t)(rest / CHUNK_VALUE);
		rest %= CHUNK_VALUE;
	}
	return (uint32_t)rest;
}

void
base62_encode(const unsigned char bytes[BASE62_BYTES],
	char digits[BASE62_DIGITS])
{
	char all[CHUNKS * CHUNK];
	uint32_t words[WORDS], value;
	int i, j, first = 0;

	for (i = 0; i < WORDS; i++)
		words[i] = (uint32_t)bytes[4 * i] << 24 |
			(uint32_t)bytes[4 * i + 1] << 16 |
			(uint32_t)bytes[4 * i + 2] << 8 | bytes[4 * i + 3];
	for (i = CHUNKS - 1; i >= 0; i--) {
		value = divide(words, &first);
		for (j = CHUNK - 1; j >= 0; j--) {
			all[i * CHUNK + j] = alphabet[value % 62];
			value /= 62;
		}
	}
	/* 2^672 is less than 62^113, so the first two are '0'. */
	memcpy(digits, all + LEAD, BASE62_DIGITS);
}

static int
digit_value(unsigned char c)
{
	if (span_is_digit(c))
		return c - '0';
	if (!span_is_alpha(c))
		return -1;
	return c <= 'Z' ? c - 'A' + 10 : c - 'a' + 36;
}

/* What does not fit into the words; 0 when all does. */
static uint32_t
multiply_add(uint32_t words[WORDS], uint32_t add)
{
	uint64_t carry = add;
	int i;

	for (i = WORDS - 1; i >= 0; i--) {
		carry += (uint64_t)words[i] * CHUNK_VALUE;
		words[i] = (uint32_t)carry;
		carry >>= 32;
	}
	return (uint32_t)carry;
}

static bool
read_words(struct span s, uint32_t words[WORDS])
{
	uint32_t value = 0;
	size_t i;
	int digit;

	for (i = 0; i < s.n; i++) {
		digit = digit_value(s.p[i]);
		if (digit < 0)
			return false;
		value = value * 62 + (uint32_t)digit;
		if ((i + LEAD) % CHUNK != CHUNK - 1)
			continue;
		if (multiply_add(words, value) != 0)
			return false;
		value = 0;
	}
	return true;
}

bool
base62_decode(struct span s, unsigned char bytes[BASE62_BYTES])
{
	uint32_t words[WORDS] = { 0 };
	int i;

	if (s.n != BASE62_DIGITS || !read_words(s, words))
		return false;
	for (i = 0; i < WORDS; i++) {
		bytes[4 * i] = (unsigned char)(words[i] >> 24);
		bytes[4 * i + 1] = (unsigned char)(words[i] >> 16);
		bytes[4 * i + 2] = (unsigned char)(words[i] >> 8);
		bytes[4 * i + 3] = (unsigned char)words[i];
	}
	return true;
}
