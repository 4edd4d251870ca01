#ifndef LS_MAILER_INVITATION_H
#define LS_MAILER_INVITATION_H

/*
 * One recipient's mail, whole: words from the templates, values from registry,
 * command line and recipient, bytes by core/compose. And the question whether
 * the filter would let it pass as it is.
 */

#include <time.h>

#include "account.h"
#include "core/buf.h"
#include "recipients.h"
#include "templates.h"

struct invitations {
	const struct account *account;
	struct templates *templates;
	const char *locale;	/* for recipients without their own; tag */
	const struct vars *vars;	/* for recipients without their own */
	const char *from;	/* address; NULL in drafts */
	const char *unsubscribe;	/* see envelope.h; NULL: none */
	struct letter_memory *memory;	/* the thread's; or NULL */
};

/* The values for one recipient, or for nobody (NULL): its own columns first,
 * then the command line's, then what the registry knows; name and link of the
 * reseller come from there only. The caller calls vars_deinit either way. */
int invitation_vars(const struct invitations *i, const struct recipient *to,
	struct vars *v, struct err *err) ERR_CHECKED;

/* TO may be NULL (a draft for nobody). Without the logo, which only a message
 * can hold. The caller calls letter_deinit. */
int invitation_letter(const struct invitations *i, const struct recipient *to,
	struct letter *l_r, const char **locale_r, struct err *err)
	ERR_CHECKED;

/* Appends the message. MESSAGE_ID NULL: a draft. */
int invitation_message(const struct invitations *i,
	const struct recipient *to, const char *message_id, time_t date,
	struct buf *out, struct err *err) ERR_CHECKED;

/* ERR_DATA when the filter would refuse or edit this message of ours. */
int invitation_judge(const struct invitations *i, struct span message,
	struct err *err) ERR_CHECKED;

#endif
