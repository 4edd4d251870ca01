#ifndef LS_CLOUD_HTTP_H
#define LS_CLOUD_HTTP_H

/*
 * HTTPS, by libcurl: the one file of the REST side that knows it. It sends one
 * request and takes one answer; what is in them is no matter here. TLS is
 * always verified, nothing is followed, no cookie is kept.
 */

#include "cloud/http_message.h"
#include "core/err.h"

struct http_settings {
	const char *ca_file;	/* NULL: the system's */
	const char *proxy;	/* "none"; NULL: as the environment says */
	unsigned timeout;	/* seconds for a request and its answer */
	const char *connect;	/* "HOST:PORT" to connect to, whatever host is
				   asked; NULL: that host */
};

/* The certificate that the server showed; empty: none was seen. Text of a
 * stranger. */
struct http_certificate {
	char subject[200], issuer[200];
	char expires[40];	/* "Nov 23 07:00:00 2026 GMT" */
};

struct http;

/* S is borrowed. One connection after the other; not for two threads at a
 * time, and the first one is made before threads are started: libcurl sets
 * itself up then. */
struct http *http_new(const struct http_settings *s);
void http_free(struct http **h);

/* A is an answer that was made, and is reset. Any status is a success.
 * ERR_UNAVAILABLE  no connection, or it broke before the answer's end
 * ERR_TEMP         no answer in time
 * ERR_PROTOCOL     TLS can't be had or the certificate is wrong; the answer is
 *                  no HTTP
 * ERR_LIMIT        the answer is longer than CLOUD_ANSWER_MAX, its fields than
 *                  CLOUD_HEADERS_MAX; its status is in A
 * ERR_CONFIG       the CA file or the proxy can't be used
 * The first two are worth another try. */
int http_send(struct http *h, const struct http_request *rq,
	struct http_answer *a, struct err *err) ERR_CHECKED;

/* Of the last answer: its certificate, and the absolute address that it sends
 * one on to, which was not followed; NULL: none. Borrowed until the next. */
void http_certificate(const struct http *h, struct http_certificate *c);
const char *http_redirect(const struct http *h);

#endif
