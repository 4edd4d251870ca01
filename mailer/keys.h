#ifndef LS_MAILER_KEYS_H
#define LS_MAILER_KEYS_H

/*
 * Strings to numbers, for lists of some hundred thousand: where an address or
 * a domain stands in a list. Borrows the strings.
 */

#include <stddef.h>

#define KEYS_NONE ((size_t)-1)

struct keys {
	struct key {
		const char *s;	/* NULL: free */
		size_t number;
	} *slots;
	size_t size;		/* 0, or a power of two */
	size_t n;
};

/* Zeroed keys are empty. */
void keys_deinit(struct keys *k);

/* The number of S; KEYS_NONE when it has none. */
size_t keys_find(const struct keys *k, const char *s);

/* Gives S a number; it must have none yet, and live as long as K. */
void keys_add(struct keys *k, const char *s, size_t number);

#endif
