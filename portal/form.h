#ifndef LS_PORTAL_FORM_H
#define LS_PORTAL_FORM_H

/* What a form or a query says: application/x-www-form-urlencoded, as the URL
 * standard reads it. Pure. */

#include "core/err.h"
#include "core/span.h"
#include "limits.h"

struct form {
	struct form_field {
		char *name, *value;
	} list[PORTAL_FIELDS];
	size_t n;
};

/* Fills F, a zeroed one, which is to be given to form_deinit either way.
 * ERR_LIMIT: more fields, or longer ones, than limits.h allows; ERR_DATA: a
 * byte that no form of ours sends (NUL, what is not UTF-8). */
int form_parse(struct form *f, struct span text, struct err *err) ERR_CHECKED;
void form_deinit(struct form *f);

/* The value of the first field of that name, borrowed; NULL: none. */
const char *form_get(const struct form *f, const char *name);

#endif
