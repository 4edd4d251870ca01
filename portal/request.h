#ifndef LS_PORTAL_REQUEST_H
#define LS_PORTAL_REQUEST_H

/* One request and its answer, as plain data: http.c makes them, the rest of
 * the portal knows no HTTP library. */

#include <stdbool.h>

#include "core/buf.h"
#include "form.h"

struct request {
	bool post;		/* else GET or HEAD */
	const char *path;
	struct form query;
	struct form form;	/* of a POST */
	const char *cookies;	/* field values; NULL: not there */
	const char *language;	/* Accept-Language */
	const char *site;	/* Sec-Fetch-Site */
	const char *user;	/* who is signed in, as the proxy says; never
				   from anybody else */
	char visitor[64];	/* whose requests are counted together */
	bool broken;		/* a form or query that could not be read */
	bool large;		/* it passed a limit */
};

struct response {
	unsigned status;
	struct buf body;
	const char *type;	/* Content-Type */
	struct buf location;	/* for a redirect; else empty */
	struct buf cookies[2];	/* values of Set-Cookie; empty: none */
	bool lasting;		/* browsers may keep it */
};

/* 200, empty, HTML. To be given to response_deinit. */
void response_init(struct response *a);
void response_deinit(struct response *a);

#endif
