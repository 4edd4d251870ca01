#ifndef LS_REGISTRY_PERSON_H
#define LS_REGISTRY_PERSON_H

/* Where words of a history speak of a person. Pure. */

#include <stdbool.h>
#include <stddef.h>

enum person_kind {
	PERSON_ADDRESS,		/* "ann@townhall.example" */
	PERSON_DOMAIN,		/* "townhall.example": any address of it */
	PERSON_LOGIN,		/* "alice" */
};

struct person {
	enum person_kind kind;
	const char *what;
};

/* The next mention of P in TEXT, which is free text, from byte FROM on: bytes
 * *begin_r to *end_r. An address counts in any case of letters, and not as a
 * part of a longer one. A login counts behind "login ", as the history tells of
 * senders. */
bool person_find(const struct person *p, const char *text, size_t from,
	size_t *begin_r, size_t *end_r);

/* The same in who did something: "alice", "root (sudo by alice)". */
bool person_find_actor(const struct person *p, const char *who, size_t from,
	size_t *begin_r, size_t *end_r);

#endif
