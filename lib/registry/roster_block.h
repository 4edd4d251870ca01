#ifndef LS_REGISTRY_ROSTER_BLOCK_H
#define LS_REGISTRY_ROSTER_BLOCK_H

/*
 * What the lines of a roster's text say, one word and its value after the
 * other. Private to roster_read.c, which knows what a line is.
 */

#include "registry/roster_data.h"

/* What the lines that follow belong to. */
enum roster_block { BLOCK_NONE, BLOCK_SKIP, BLOCK_RESELLER, BLOCK_LINK,
	BLOCK_KEY, BLOCK_SPENT };

struct roster_reading {
	struct roster *r;
	struct faults *faults;
	const char *name;		/* of the file */
	enum roster_block block;
	bool format;			/* was told */
	struct roster_place at;		/* of the value in this line */
	struct roster_place word_at;	/* of the word before it */
	const char *word;		/* good for this line */
	char *value;			/* kept by R; never empty */
};

/* Takes in the word and the value that rd holds. */
void roster_word(struct roster_reading *rd);

/* Adds a fault at that place. */
void roster_fault(struct roster_reading *rd, struct roster_place at,
	const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
