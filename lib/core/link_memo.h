#ifndef LS_CORE_LINK_MEMO_H
#define LS_CORE_LINK_MEMO_H

/*
 * What was read of each address of one message, so that one that stands in
 * several places, and in the message before and after an edit, is read once.
 * link_read is a function of the bytes and the facts: what it said of the same
 * bytes it would say again.
 */

#include "core/facts.h"
#include "core/link.h"

struct link_memo;

/* For readings by F, which must outlive the memo. */
struct link_memo *link_memo_new(const struct facts *f);
void link_memo_free(struct link_memo **m);

/* As link_read. M may be NULL, and of other facts: it is then passed over.
 * Remembers LIMIT_LINK_MEMO addresses and the last one, and reads the others
 * each time. */
void link_memo_read(struct link_memo *m, struct span url,
	const struct facts *f, struct link_reading *r);

#endif
