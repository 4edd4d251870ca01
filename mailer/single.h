#ifndef LS_MAILER_SINGLE_H
#define LS_MAILER_SINGLE_H

/* Links that are for one customer only: who had this one before? */

#include "account.h"
#include "core/err.h"
#include "recipients.h"

/* Nothing for links that are for everybody. ERR_DATA: TO has several, or the
 * registry knows that the link went to another customer; it is named. Errors
 * of the registry. */
int single_check(const struct account *a, const struct recipients *to,
	struct err *err) ERR_CHECKED;

#endif
