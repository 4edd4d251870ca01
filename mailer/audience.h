#ifndef LS_MAILER_AUDIENCE_H
#define LS_MAILER_AUDIENCE_H

/*
 * What of a list of recipients is allowed and yet likely wrong: addresses of a
 * role instead of a person, where only a Global administrator can accept
 * (domain rule R17), and customers of another market or cloud than the
 * reseller's, which must be the same (R18). Told, not refused: endings of
 * domains are only hints. Pure.
 */

#include "core/buf.h"
#include "recipients.h"

/* FILE names the list in messages, NULL: the command line. PROVIDER: the
 * profile's name; REGION: where the reseller may sell, "BR" or "EU", NULL: told
 * from FROM, the sender's address. Appends a line for each to NOTES. */
void audience_look(const struct recipients *r, const char *file,
	const char *from, const char *provider, const char *region,
	struct buf *notes);

#endif
