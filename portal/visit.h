#ifndef LS_PORTAL_VISIT_H
#define LS_PORTAL_VISIT_H

/* One request while it is answered: what all pages need. */

#include <stdint.h>

#include "core/markup.h"
#include "registry/registry.h"
#include "request.h"
#include "session.h"
#include "sys/config.h"
#include "language.h"

/* What may be filled in where words have {{name}}. */
enum value {
	VALUE_PARTNER, VALUE_DOMAIN, VALUE_WHO, VALUE_ADDRESS, VALUE_MINUTES,
	VALUE_HOLDER, VALUE_SERVICE, VALUE_CODE, VALUE_DAY,
	VALUE_COUNT
};

struct site;

struct visit {
	struct site *site;
	const struct config *config;
	const struct request *q;
	struct response *a;
	struct registry *r;
	const struct languages *languages;
	const struct language *language;
	struct session session;
	int64_t now;		/* seconds since 1970 */
	char *address;		/* of who is signed in; NULL: nobody */
	char *role;		/* customer, partner; NULL: whichever */
	struct markup *m;
	const char *values[VALUE_COUNT];	/* borrowed */
};

/* The address of who is signed in as ROLE, or NULL. */
const char *visit_as(const struct visit *v, const char *role);

/* From now on the visitor is ADDRESS. */
int visit_sign_in(struct visit *v, const char *address, const char *role,
	struct err *err) ERR_CHECKED;

/* The answer is: go there. PATH is one of our own. */
void visit_go(struct visit *v, const char *path);

/* Writes a line to the log about what the visitor did. */
void visit_note(const struct visit *v, const char *what, const char *reseller,
	const char *domain);

#endif
