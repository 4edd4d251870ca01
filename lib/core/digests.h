#ifndef LS_CORE_DIGESTS_H
#define LS_CORE_DIGESTS_H

/*
 * The list of SHA-256 digests that stands beside the locked blocks, as
 * sha256sum(1) writes it: so that nobody changes one by accident.
 */

#include "core/err.h"
#include "core/span.h"

/* Does CONTENT have the digest that LIST (the file LIST_NAME, for messages)
 * gives for NAME ("en.md")? ERR_DATA: it differs, is not listed, or the list
 * can't be read; the text has the cure. */
int digests_check(struct span list, const char *list_name, const char *name,
	struct span content, struct err *err) ERR_CHECKED;

#endif
