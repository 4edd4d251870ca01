#ifndef LS_PORTAL_AGAIN_H
#define LS_PORTAL_AGAIN_H

/*
 * To invite customers again with linkseal-mailer: a list as its --recipients
 * takes it, and the command. No address is kept of those who were invited, so
 * "<person>" stands where the sender has to say who; the mailer refuses a line
 * where it still does. Pure.
 */

#include "core/buf.h"
#include "registry/ledger_customer.h"

#define AGAIN_PERSON "<person>"

/* The first line, "email,name,company,locale". */
void again_head(struct buf *out);
/* A customer's line. */
void again_line(struct buf *out, const struct ledger_customer *c);

/* The command for a FILE of these, or with FILE NULL for the customer DOMAIN
 * alone; a campaign of its own, named by DAY ("2026-11-21"), since nobody in
 * an old one is sent to twice. To be pasted into a shell. */
void again_command(struct buf *out, const char *reseller, const char *file,
	const char *domain, const char *day);

#endif
