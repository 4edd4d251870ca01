#ifndef LS_CORE_PATTERN_H
#define LS_CORE_PATTERN_H

/*
 * A stretch of a shape's template: literal text with typed slots. Knows what a
 * slot takes, nothing of URLs. provider.h has the slots.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/provider.h"
#include "core/span.h"

enum pattern_slot {
	PATTERN_LITERAL,
	PATTERN_ACCOUNT,
	PATTERN_PROVIDER,
	PATTERN_GUID,
	PATTERN_GUIDS,
	PATTERN_NUMBER,
	PATTERN_TOKEN,
	PATTERN_WORDS,		/* {A|B} */
	PATTERN_KIND,		/* {kind:A|B} */
};

struct pattern_piece {
	enum pattern_slot slot;
	struct span text;	/* the literal, or the words "A|B" */
};

struct pattern {
	struct pattern_piece *pieces;
	size_t n;
};

/* What slots took; empty when there was no such slot. Account, provider and
 * token borrow what was matched, kind the template. */
struct pattern_values {
	struct span account, provider, token, kind;
};

/* How strictly literals, words and GUIDs are compared. */
enum pattern_case {
	PATTERN_EXACT,		/* every letter as it stands */
	PATTERN_LITERAL_CASELESS,	/* host and path: slots stay exact */
	PATTERN_CASELESS,	/* to recognise what was damaged */
};

/* S borrows from the template and must outlive P; COLUMN (from 1) is where it
 * stands there. ERR_CONFIG: "column N: what and cure". */
int pattern_parse(struct span s, size_t column, struct pattern *p,
	struct err *err) ERR_CHECKED;
void pattern_deinit(struct pattern *p);

/* Does P take S as a whole? A slot takes as much as it can. VALUES are set on
 * success only, and only those that P has a slot for. */
bool pattern_match(const struct pattern *p, enum provider_account_kind kind,
	struct span s, enum pattern_case how, struct pattern_values *values);

/* Is there a slot of that kind? */
bool pattern_has(const struct pattern *p, enum pattern_slot slot);

/* The text before the first slot. */
struct span pattern_start(const struct pattern *p);

/* Bytes at the start of S that are an account id of that kind, 0 for none.
 * GUIDs are taken in small letters only, unless CASELESS. */
size_t pattern_account(enum provider_account_kind kind, struct span s,
	bool caseless);

/* The next word of "A|B" at or after *AT, which moves on; empty at the end. */
struct span pattern_word(struct span words, size_t *at);

#endif
