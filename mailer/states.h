#ifndef LS_MAILER_STATES_H
#define LS_MAILER_STATES_H

/*
 * What the lines of a campaign's journal say about each address: the last line
 * counts. Bytes in, a sorted list out; no file.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/span.h"

enum state {
	STATE_PREPARED,
	STATE_HANDED,
	STATE_ACCEPTED,
	STATE_REFUSED,
	STATE_DEFERRED,
	STATE_UNKNOWN,
	STATE_COUNT
};

#define STATES_TIME 20		/* "2026-11-21T10:00:00Z" */

struct state_entry {
	char *key;		/* the address, case folded */
	enum state state;
	bool claimed;		/* by a run that meant to send it soon */
	char time[STATES_TIME + 1];
	char *text;		/* the server's answer */
};

struct states {
	char *reseller;		/* NULL when there is no whole line */
	char *boot;		/* of the machine in the last run; or NULL */
	struct state_entry *list;	/* sorted by key */
	size_t n;
};

/* The first line of a journal, without the reseller and the line end. */
#define STATES_HEAD "linkseal-campaign 1\t"
/* Lines that are no state, see journal.h. */
#define STATES_RUN "run"
#define STATES_CLAIMED "claimed"

/* Reads a journal, up to the first NUL byte; *end_r: the offset behind its
 * last whole line. ERR_DATA: FILE:LINE. The caller calls states_deinit either
 * way. */
int states_parse(struct states *s, const char *file, struct span bytes,
	size_t *end_r, struct err *err) ERR_CHECKED;
void states_deinit(struct states *s);

/* NULL when the address is not in it. */
const struct state_entry *states_find(const struct states *s,
	const char *key);

/* Gives an entry another state and text, and it is no longer claimed. */
void states_change(struct state_entry *e, enum state state, const char *text);

/* Is somebody in this state still to be sent to? E: NULL is, too. UNKNOWN:
 * who may have it already as well. */
bool states_want(const struct state_entry *e, bool unknown);

const char *state_name(enum state state);	/* "accepted" */

#endif
