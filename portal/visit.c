#include "visit.h"

#include <string.h>

#include "sys/log.h"

const char *
visit_as(const struct visit *v, const char *role)
{
	if (v->address == NULL || (v->role && strcmp(v->role, role) != 0))
		return NULL;
	return v->address;
}

int
visit_sign_in(struct visit *v, const char *address, const char *role,
	struct err *err)
{
	struct err ignored;

	if (v->session.sent &&
	    signin_end(v->r, v->session.token, &ignored) < 0)
		log_warnx("%s", ignored.text);
	/* A token that somebody else may have put there is of no use. */
	session_renew(&v->session);
	return signin_begin(v->r, v->session.token, address, role, v->now,
		v->now + v->config->portal.session, err);
}

void
visit_go(struct visit *v, const char *path)
{
	v->a->status = 303;
	buf_reset(&v->a->location);
	buf_add_str(&v->a->location, path);
}

void
visit_note(const struct visit *v, const char *what, const char *reseller,
	const char *domain)
{
	log_info("action=%s reseller=%s customer=%s visitor=%s", what,
		reseller ? reseller : "-", domain ? domain : "-",
		v->q->visitor);
}
