#ifndef LS_CORE_LINT_INBOX_H
#define LS_CORE_LINT_INBOX_H

/* What an inbox shows before the mail is opened: subject and preheader. */

#include "core/lint.h"
#include "core/template.h"

/* T is FILE and of TEMPLATE_OWN. */
void lint_inbox(struct lint *l, const char *file, const struct template *t);

#endif
