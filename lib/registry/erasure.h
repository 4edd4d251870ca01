#ifndef LS_REGISTRY_ERASURE_H
#define LS_REGISTRY_ERASURE_H

/*
 * Persons in the history of the registry's own changes. It is append-only: what
 * was done, when, by which command and for which reseller stays. A person in it
 * can become "person-1a2b3c4d", the same one in all its lines, and nothing else
 * can change; the tables see to it (schema_erasure.h).
 */

#include <stdint.h>

#include "registry/person.h"
#include "registry/registry.h"

struct erasure_line {
	int64_t id;
	const char *at;
	const char *who;
	const char *command;
	const char *action;
	const char *reseller;	/* or NULL */
	const char *detail;
};

/* Each line that speaks of P, the oldest first. Rows as in registry.h. */
int erasure_lines(struct registry *r, const struct person *p,
	int (*fn)(void *ctx, const struct erasure_line *), void *ctx,
	struct err *err) ERR_CHECKED;

/* Puts a pseudonym in place of each person that P means; *LINES_R: in how many
 * lines. Part of a transaction of the caller's. ERR_OS: no random numbers. */
int erasure_apply(struct registry *r, const struct person *p,
	unsigned long *lines_r, struct err *err) ERR_CHECKED;

#endif
