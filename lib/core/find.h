#ifndef LS_CORE_FIND_H
#define LS_CORE_FIND_H

/*
 * Reads a message's bodies and lists what is there: links and their state,
 * placeholders, bodies without a link, bodies that can't be edited. It decides
 * nothing.
 */

#include "core/err.h"
#include "core/facts.h"
#include "core/findings.h"
#include "core/message.h"

/* Everything that M holds. ERR_BUG and ERR_LIMIT on our own failures only:
 * what mail holds is never an error but a finding. */
int find_all(const struct message *m, const struct facts *f,
	struct findings **out_r, struct err *err) ERR_CHECKED;

/* The same for a message that was made of another by edits: it is read anew,
 * its structure by another reader than find_all's where it is plainly built,
 * but an address that stood there too is known. BEFORE, by the same facts,
 * must outlive what comes out. */
int find_again(const struct message *m, const struct findings *before,
	const struct facts *f, struct findings **out_r, struct err *err)
	ERR_CHECKED;

/* The same for a message that is known to hold nothing of ours: it is not
 * parsed, and mime is NULL. */
struct findings *find_nothing(const struct message *m, const struct facts *f);

/* The settings that hold: the reseller's that was told, else the global ones,
 * else the defaults. */
const struct settings *find_settings(const struct facts *f,
	const struct reseller *r);

#endif
