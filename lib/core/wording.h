#ifndef LS_CORE_WORDING_H
#define LS_CORE_WORDING_H

/*
 * A file of words by key, which people edit who can't program:
 *
 *	# a remark
 *	accept: Accept
 *	accept_text: {{partner}} gets these rights
 *	    until you take them away.
 *
 * A line that begins with white space goes on with the words before it. Keys
 * and the {{values}} that may stand behind each are a closed set, given by the
 * caller. Bytes in; which file they came from is only a name for messages.
 */

#include "core/faults.h"
#include "core/span.h"

struct wording_key {
	const char *name;
	const char *values;	/* "partner domain"; "" */
};

struct wording;

/* Reports to P what is wrong: unknown keys and values, keys that stand twice,
 * words that are empty, invisible or direction characters. Then NULL. A key
 * that is not there is no fault: wording_get says so. KEYS is borrowed. */
struct wording *wording_parse(const char *file, struct span bytes,
	const struct wording_key *keys, size_t n, struct faults *p);
void wording_free(struct wording **w);

/* The words of KEYS[i], one line; NULL when the file has none. Borrowed. */
const char *wording_get(const struct wording *w, size_t i);

#endif
