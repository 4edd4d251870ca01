#include "cloud/http.h"

#include <curl/curl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/cloud_limits.h"
#include "cloud/refusal.h"
#include "core/url.h"

struct http {
	const struct http_settings *settings;
	CURL *curl;
	struct curl_slist *connect;	/* what the settings say, for libcurl */
	char why[CURL_ERROR_SIZE];
};

/* Where an answer comes in. */
struct incoming {
	struct http_answer *answer;
	const char *too_long;	/* which part; NULL: none */
};

/* For any host and port, there. */
static struct curl_slist *
connect_list(const char *host_port)
{
	struct curl_slist *list;
	struct buf line;

	buf_init(&line, 512);
	buf_printf(&line, "::%s", host_port);
	list = curl_slist_append(NULL, buf_str(&line));
	if (list == NULL)
		abort();
	buf_deinit(&line);
	return list;
}

struct http *
http_new(const struct http_settings *s)
{
	struct http *h = buf_zalloc(sizeof *h);

	h->settings = s;
	h->curl = curl_easy_init();
	if (h->curl == NULL)
		abort();
	if (s->connect)
		h->connect = connect_list(s->connect);
	return h;
}

void
http_free(struct http **h)
{
	if (*h == NULL)
		return;
	curl_easy_cleanup((*h)->curl);
	curl_slist_free_all((*h)->connect);
	free(*h);
	*h = NULL;
}

static size_t
take_body(char *p, size_t size, size_t n, void *ctx)
{
	struct incoming *in = ctx;

	buf_add(&in->answer->body, (struct span){ (unsigned char *)p,
		size * n });
	if (buf_ok(&in->answer->body))
		return size * n;
	in->too_long = "body";
	return 0;
}

/* A status line begins anew: those of a proxy and of "100 Continue" stand
 * before the answer's own. */
static size_t
take_header(char *p, size_t size, size_t n, void *ctx)
{
	struct incoming *in = ctx;
	struct span line = { (unsigned char *)p, size * n };

	if (span_starts(line, span_str("HTTP/")))
		buf_reset(&in->answer->headers);
	buf_add(&in->answer->headers, line);
	if (buf_ok(&in->answer->headers))
		return size * n;
	in->too_long = "header";
	return 0;
}

/* curl_easy_setopt() of these can fail only when memory is gone or libcurl was
 * built without it. */
#define MUST(h, option, value)						\
	do {								\
		if (curl_easy_setopt((h)->curl, option, value) !=	\
		    CURLE_OK)						\
			abort();					\
	} while (0)

static void
set_safety(struct http *h)
{
	const struct http_settings *s = h->settings;

	MUST(h, CURLOPT_PROTOCOLS_STR, "https");
	MUST(h, CURLOPT_FOLLOWLOCATION, 0L);
	MUST(h, CURLOPT_SSL_VERIFYPEER, 1L);
	MUST(h, CURLOPT_SSL_VERIFYHOST, 2L);
	MUST(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (s->ca_file) {
		MUST(h, CURLOPT_CAINFO, s->ca_file);
		MUST(h, CURLOPT_CAPATH, NULL);
		MUST(h, CURLOPT_PROXY_CAINFO, s->ca_file);
	}
	/* An empty one keeps libcurl from asking the environment. */
	if (s->proxy)
		MUST(h, CURLOPT_PROXY, strcmp(s->proxy, "none") ? s->proxy :
			"");
	MUST(h, CURLOPT_TIMEOUT, (long)s->timeout);
	MUST(h, CURLOPT_CONNECTTIMEOUT, (long)s->timeout);
	MUST(h, CURLOPT_NOSIGNAL, 1L);
	MUST(h, CURLOPT_USERAGENT, "linkseal");
	MUST(h, CURLOPT_CERTINFO, 1L);
	if (h->connect)
		MUST(h, CURLOPT_CONNECT_TO, h->connect);
}

static struct curl_slist *
header_list(const struct http_request *rq)
{
	struct curl_slist *list = NULL;
	struct buf line;

	for (size_t i = 0; i < rq->n_fields; i++) {
		size_t n = strlen(rq->fields[i].name) +
			strlen(rq->fields[i].value) + 2;

		buf_init(&line, n);
		buf_printf(&line, "%s: %s", rq->fields[i].name,
			rq->fields[i].value);
		list = curl_slist_append(list, buf_str(&line));
		if (list == NULL)
			abort();
		sodium_memzero(line.p, line.cap);
		buf_deinit(&line);
	}
	return list;
}

/* One of them is the token. */
static void
wipe_list(struct curl_slist *list)
{
	for (struct curl_slist *l = list; l; l = l->next)
		sodium_memzero(l->data, strlen(l->data));
	curl_slist_free_all(list);
}

static void
set_request(struct http *h, const struct http_request *rq, const char *url,
	const struct curl_slist *fields, struct incoming *in)
{
	curl_easy_reset(h->curl);
	set_safety(h);
	MUST(h, CURLOPT_ERRORBUFFER, h->why);
	MUST(h, CURLOPT_URL, url);
	MUST(h, CURLOPT_HTTPHEADER, fields);
	MUST(h, CURLOPT_WRITEFUNCTION, take_body);
	MUST(h, CURLOPT_WRITEDATA, in);
	MUST(h, CURLOPT_HEADERFUNCTION, take_header);
	MUST(h, CURLOPT_HEADERDATA, in);
	if (strcmp(rq->method, "HEAD") == 0)
		MUST(h, CURLOPT_NOBODY, 1L);
	if (strcmp(rq->method, "GET") == 0 || strcmp(rq->method, "HEAD") == 0)
		return;
	MUST(h, CURLOPT_POST, 1L);
	MUST(h, CURLOPT_POSTFIELDSIZE, (long)rq->body.n);
	/* Borrowed until the call is over. */
	MUST(h, CURLOPT_POSTFIELDS, (const char *)rq->body.p);
	MUST(h, CURLOPT_CUSTOMREQUEST, rq->method);
}

static enum err_kind
kind_of(CURLcode code)
{
	switch (code) {
	case CURLE_OPERATION_TIMEDOUT:
		return ERR_TEMP;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
	case CURLE_GOT_NOTHING:
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return ERR_UNAVAILABLE;
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_PROXY:
		return ERR_CONFIG;
	default:
		return ERR_PROTOCOL;
	}
}

/* Of the proxy's answer to CONNECT; 0: there was none. Whoever may not pass
 * will not by asking again. */
static int
proxy_failed(const struct http *h, const char *host, struct err *err)
{
	long status = 0;

	curl_easy_getinfo(h->curl, CURLINFO_HTTP_CONNECTCODE, &status);
	if (status == 0 || status / 100 == 2)
		return 0;
	return err_set(err, status / 100 == 4 ? ERR_CONFIG : ERR_UNAVAILABLE,
		"%s: the proxy does not let us through (status %ld)%s", host,
		status, status == 407 ? "; it wants a password, for which the "
		"environment variable https_proxy has room" : "");
}

/* What libcurl says names hosts, files and certificates, and no header. */
static int
failed(const struct http *h, CURLcode code, const char *host,
	struct err *err)
{
	char said[REFUSAL_SAID];

	refusal_quote(*h->why ? h->why : curl_easy_strerror(code), said,
		sizeof said);
	switch (code) {
	case CURLE_OPERATION_TIMEDOUT:
		return err_set(err, ERR_TEMP, "%s: no answer within %u "
			"second%s (timeout)", host, h->settings->timeout,
			h->settings->timeout == 1 ? "" : "s");
	case CURLE_PARTIAL_FILE:
	case CURLE_GOT_NOTHING:
		return err_set(err, ERR_UNAVAILABLE, "%s: the connection broke "
			"before the end of the answer (%s)", host, said);
	case CURLE_PEER_FAILED_VERIFICATION:
		return err_set(err, ERR_PROTOCOL, "%s: its certificate is not "
			"trusted, so nothing was sent (%s); a proxy that opens "
			"TLS needs its certificate in ca_file", host, said);
	case CURLE_SSL_CACERT_BADFILE:
		return err_set(err, ERR_CONFIG, "%s: no certificates can be "
			"read from it (ca_file)", h->settings->ca_file ?
			h->settings->ca_file : "the system's certificates");
	default:
		return err_set(err, kind_of(code), "%s: %s", host, said);
	}
}

static int
perform(struct http *h, const struct incoming *in, const char *host,
	struct http_answer *a, struct err *err)
{
	CURLcode code;
	long status = 0;

	*h->why = '\0';
	code = curl_easy_perform(h->curl);
	curl_easy_getinfo(h->curl, CURLINFO_RESPONSE_CODE, &status);
	if (in->too_long || code == CURLE_OK)
		a->status = (unsigned)status;
	if (in->too_long)
		return err_set(err, ERR_LIMIT, "%s: the %s of the answer is "
			"longer than the %d bytes that are taken", host,
			in->too_long, *in->too_long == 'b' ?
			CLOUD_ANSWER_MAX : CLOUD_HEADERS_MAX);
	if (code != CURLE_OK)
		return proxy_failed(h, host, err) != 0 ? -1 :
			failed(h, code, host, err);
	return 0;
}

int
http_send(struct http *h, const struct http_request *rq,
	struct http_answer *a, struct err *err)
{
	struct incoming in = { .answer = a };
	struct curl_slist *fields;
	struct buf url;
	struct url u;
	char *host;
	int rc;

	if (!buf_ok(&rq->url) || !buf_ok(&rq->body))
		return err_set(err, ERR_LIMIT, "what is to be sent is longer "
			"than any server takes");
	if (url_parse(buf_span(&rq->url), &u, err) != 0)
		return -1;
	http_answer_reset(a);
	fields = header_list(rq);
	buf_init(&url, LIMIT_URL);
	buf_add(&url, buf_span(&rq->url));
	host = buf_dup(u.host);
	set_request(h, rq, buf_str(&url), fields, &in);
	rc = perform(h, &in, host, a, err);
	free(host);
	buf_deinit(&url);
	wipe_list(fields);
	return rc;
}

/* "Subject:CN = localhost" to OUT, when it is that. */
static void
take_field(const char *line, const char *name, char *out, size_t size)
{
	size_t n = strlen(name);

	if (strncmp(line, name, n) == 0 && line[n] == ':')
		snprintf(out, size, "%s", line + n + 1);
}

void
http_certificate(const struct http *h, struct http_certificate *c)
{
	struct curl_certinfo *chain = NULL;
	const struct curl_slist *l;

	*c = (struct http_certificate){ .subject = "" };
	if (curl_easy_getinfo(h->curl, CURLINFO_CERTINFO, &chain) !=
	    CURLE_OK || chain == NULL || chain->num_of_certs < 1)
		return;
	/* The first is the server's own. */
	for (l = chain->certinfo[0]; l; l = l->next) {
		take_field(l->data, "Subject", c->subject,
			sizeof c->subject);
		take_field(l->data, "Issuer", c->issuer, sizeof c->issuer);
		take_field(l->data, "Expire date", c->expires,
			sizeof c->expires);
	}
}

const char *
http_redirect(const struct http *h)
{
	char *url = NULL;

	curl_easy_getinfo(h->curl, CURLINFO_REDIRECT_URL, &url);
	return url;
}
