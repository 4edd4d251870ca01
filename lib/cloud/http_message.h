#ifndef LS_CLOUD_HTTP_MESSAGE_H
#define LS_CLOUD_HTTP_MESSAGE_H

/*
 * An HTTP request as it is to be sent and an answer as it came, plain data.
 * Knows no connection and no API. Both may hold secrets and are wiped.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/span.h"

/* More than any call has. */
#define HTTP_FIELDS 12

struct http_field {
	const char *name;	/* a constant */
	char *value;
};

struct http_request {
	const char *method;	/* a constant: "GET", "POST" */
	struct buf url;
	struct http_field fields[HTTP_FIELDS];
	size_t n_fields;
	struct buf body;
};

struct http_answer {
	unsigned status;	/* 200; 0: none yet */
	struct buf headers;	/* its lines, as they came */
	struct buf body;
};

/* METHOD is a constant; the URL is to be added. */
void http_request_init(struct http_request *rq, const char *method);
void http_request_deinit(struct http_request *rq);

/* NAME is a constant, VALUE is copied. Line ends in it become blanks: they
 * would make a field of their own. */
void http_request_field(struct http_request *rq, const char *name,
	const char *value);

/* Adds NAME=VALUE to a body of the type application/x-www-form-urlencoded,
 * with '&' before it when it is not the first. */
void http_request_form(struct http_request *rq, const char *name,
	const char *value);

void http_answer_init(struct http_answer *a);
/* Forgets the answer and takes another. */
void http_answer_reset(struct http_answer *a);
void http_answer_deinit(struct http_answer *a);

/* The value of the first field of that name, without the blanks around it;
 * borrowed. False when there is none. */
bool http_answer_field(const struct http_answer *a, const char *name,
	struct span *value_r);

/* The body without the byte order mark that some servers begin it with. */
struct span http_answer_text(const struct http_answer *a);

#endif
