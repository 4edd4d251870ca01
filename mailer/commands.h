#ifndef LS_MAILER_COMMANDS_H
#define LS_MAILER_COMMANDS_H

/* Each returns an exit status of sysexits(3), or 1 when some recipients were
 * refused. What is wrong has been told on standard error by then, except what
 * is in ERR. */

#include "core/err.h"
#include "options.h"

int command_text(const struct options *o, struct err *err);
int command_preview(const struct options *o, struct err *err);
int command_check(const struct options *o, struct err *err);
int command_send(const struct options *o, struct err *err);
int command_resume(const struct options *o, struct err *err);
int command_status(const struct options *o, struct err *err);
int command_record(const struct options *o, struct err *err);

#endif
