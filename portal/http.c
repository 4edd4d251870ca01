#include "http.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "organisation.h"
#include "sys/log.h"
#include "visitor.h"

#define READ_ONLY "GET, HEAD, POST"

struct http {
	struct MHD_Daemon *daemon;
	struct site *site;
	struct webhooks *hooks;	/* or NULL */
	const struct config_portal *config;
	atomic_uint under_way;
};

/* One request while it comes in. */
struct call {
	struct http *http;
	struct request q;
	struct buf body;
	size_t came;		/* of the body, kept or not */
	char *user;
	/* Of a provider's event, which a thread of its own answers. */
	struct MHD_Connection *connection;
	struct webhook_call hook;
	atomic_bool hook_done;
};

/* Pages hold no script, no foreign thing, and stand in no frame. */
static const struct {
	const char *name, *value;
} headers[] = {
	{ "Content-Security-Policy", "default-src 'none'; style-src 'self';"
		" form-action 'self'; base-uri 'none';"
		" frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "X-Frame-Options", "DENY" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
	{ "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
	{ "Strict-Transport-Security", "max-age=31536000" },
	{ "Vary", "Cookie, Accept-Language" },
};

static const char *
field(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static void
add_cookies(struct MHD_Response *r, struct response *a)
{
	for (size_t i = 0; i < 2; i++)
		if (a->cookies[i].n)
			MHD_add_response_header(r, "Set-Cookie",
				buf_str(&a->cookies[i]));
}

static enum MHD_Result
send_response(struct MHD_Connection *c, struct response *a)
{
	enum MHD_Result rc;
	struct MHD_Response *r = MHD_create_response_from_buffer(a->body.n,
		(void *)(uintptr_t)buf_str(&a->body), MHD_RESPMEM_MUST_COPY);

	if (r == NULL)
		return MHD_NO;
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		MHD_add_response_header(r, headers[i].name, headers[i].value);
	MHD_add_response_header(r, "Cache-Control", a->lasting ?
		"public, max-age=31536000, immutable" : "no-store");
	MHD_add_response_header(r, "Content-Type", a->type);
	if (a->location.n)
		MHD_add_response_header(r, "Location", buf_str(&a->location));
	if (a->status == 405)
		MHD_add_response_header(r, "Allow", READ_ONLY);
	if (a->status == 429)
		MHD_add_response_header(r, "Retry-After", "60");
	add_cookies(r, a);
	rc = MHD_queue_response(c, a->status, r);
	MHD_destroy_response(r);
	return rc;
}

static enum MHD_Result
refuse(struct MHD_Connection *c, unsigned status)
{
	struct response a;
	enum MHD_Result rc;

	response_init(&a);
	a.status = status;
	a.type = "text/plain";
	rc = send_response(c, &a);
	response_deinit(&a);
	return rc;
}

static enum MHD_Result
take_query(void *ctx, enum MHD_ValueKind kind, const char *name,
	const char *value)
{
	struct call *call = ctx;
	struct form *f = &call->q.query;

	(void)kind;
	if (f->n == PORTAL_FIELDS || strlen(name) > PORTAL_VALUE ||
	    (value && strlen(value) > PORTAL_VALUE)) {
		call->q.large = true;
		return MHD_NO;
	}
	f->list[f->n].name = buf_strdup(name);
	f->list[f->n++].value = buf_strdup(value ? value : "");
	return MHD_YES;
}

static void
note_form(struct call *call)
{
	struct err err;

	if (form_parse(&call->q.form, buf_span(&call->body), &err) == 0)
		return;
	if (err.kind == ERR_LIMIT)
		call->q.large = true;
	else
		call->q.broken = true;
}

/* Who asks, and from where: what a header says counts only from a proxy. */
static void
note_visitor(struct call *call, struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c,
		MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct config_portal *p = call->http->config;
	bool trusted = visitor_find(p->trusted, p->n_proxies,
		info->client_addr, field(c, "X-Forwarded-For"),
		call->q.visitor, sizeof call->q.visitor);
	const char *user = trusted && p->sso_header ?
		field(c, p->sso_header) : NULL;

	if (user && *user)
		call->user = organisation_address(user);
	call->q.user = call->user;
}

static enum MHD_Result
answer(struct call *call, struct MHD_Connection *c)
{
	struct response a;
	enum MHD_Result rc;

	call->q.cookies = field(c, "Cookie");
	call->q.language = field(c, "Accept-Language");
	call->q.site = field(c, "Sec-Fetch-Site");
	MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_query, call);
	if (call->q.post)
		note_form(call);
	note_visitor(call, c);
	response_init(&a);
	answer_make(call->http->site, &call->q, &a);
	log_debug("%s %u", call->q.post ? "POST" : "GET", a.status);
	rc = send_response(c, &a);
	response_deinit(&a);
	return rc;
}

static bool
is_long(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c,
		MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

	return info == NULL || info->header_size > PORTAL_HEADER;
}

/* From the webhooks' thread. */
static void
on_hook_done(void *arg)
{
	struct call *call = arg;

	atomic_store(&call->hook_done, true);
	MHD_resume_connection(call->connection);
}

static void
fill_hook(struct call *call, struct MHD_Connection *c, const char *reseller)
{
	note_visitor(call, c);
	call->connection = c;
	call->hook = (struct webhook_call){
		.reseller = buf_strdup(reseller),
		.authorization = buf_strdup(field(c, "Authorization")),
		.signature = buf_strdup(field(c, "x-ms-signature")),
		.algorithm = buf_strdup(field(c, "x-ms-signature-algorithm")),
		.certificate = buf_strdup(field(c, "x-ms-certificate-url")),
		.large = call->q.large, .done = on_hook_done, .arg = call,
	};
	buf_init(&call->hook.body, PORTAL_BODY);
	buf_add(&call->hook.body, buf_span(&call->body));
	memcpy(call->hook.visitor, call->q.visitor, sizeof call->q.visitor);
}

/* Called twice: with the whole event, and when there is an answer. Meanwhile
 * this thread has other connections. */
static enum MHD_Result
take_hook(struct call *call, struct MHD_Connection *c, const char *reseller)
{
	if (!call->q.post)
		return refuse(c, 405);
	if (atomic_load(&call->hook_done))
		return refuse(c, call->hook.status);
	fill_hook(call, c, reseller);
	MHD_suspend_connection(c);
	if (!webhooks_add(call->http->hooks, &call->hook))
		on_hook_done(call);
	return MHD_YES;
}

static struct call *
call_new(struct http *h, const char *url, bool post)
{
	struct call *call = buf_zalloc(sizeof *call);

	call->http = h;
	call->q.path = url;
	call->q.post = post;
	buf_init(&call->body, PORTAL_BODY);
	atomic_fetch_add(&h->under_way, 1);
	return call;
}

static void
on_end(void *ctx, struct MHD_Connection *c, void **state,
	enum MHD_RequestTerminationCode why)
{
	struct http *h = ctx;
	struct call *call = *state;

	(void)c;
	(void)why;
	if (call == NULL)
		return;
	form_deinit(&call->q.query);
	form_deinit(&call->q.form);
	buf_deinit(&call->body);
	webhook_call_deinit(&call->hook);
	free(call->user);
	free(call);
	*state = NULL;
	atomic_fetch_sub(&h->under_way, 1);
}

/* A piece of the body. MHD_NO cuts the connection. */
static enum MHD_Result
take_body(struct call *call, const char *upload, size_t *n)
{
	buf_add(&call->body, (struct span){ (const unsigned char *)upload,
		*n });
	call->q.large |= !buf_ok(&call->body);
	call->came += *n;
	*n = 0;
	return call->came > PORTAL_FLOOD ? MHD_NO : MHD_YES;
}

/* Called when the header is here, for each piece of the body, and at its end.
 * Until then nothing of the site is asked. */
static enum MHD_Result
on_request(void *ctx, struct MHD_Connection *c, const char *url,
	const char *method, const char *version, const char *upload,
	size_t *n, void **state)
{
	struct http *h = ctx;
	struct call *call = *state;
	bool post = strcmp(method, "POST") == 0;

	(void)version;
	if (call == NULL) {
		*state = call_new(h, url, post);
		return is_long(c) ? refuse(c, 431) : MHD_YES;
	}
	if (*n)
		return take_body(call, upload, n);
	if (!post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return refuse(c, 405);
	call->q.path = url;
	if (h->hooks && webhooks_path(url))
		return take_hook(call, c, webhooks_path(url));
	return answer(call, c);
}

/* %00 stays as it is: behind it a name would go on that nobody looks at. */
static size_t
on_escape(void *ctx, struct MHD_Connection *c, char *s)
{
	(void)ctx;
	(void)c;
	return strstr(s, "%00") ? strlen(s) : MHD_http_unescape(s);
}

static void
on_log(void *ctx, const char *format, va_list args)
{
	char line[400];

	(void)ctx;
	vsnprintf(line, sizeof line, format, args);
	line[strcspn(line, "\n")] = '\0';
	log_debug("http: %s", line);
}

int
http_start(int fd, struct site *site, struct webhooks *hooks,
	const struct config_portal *c, struct http **h_r, struct err *err)
{
	struct http *h = buf_zalloc(sizeof *h);

	h->site = site;
	h->hooks = hooks;
	h->config = c;
	h->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD |
		MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
		on_request, h,
		MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
		MHD_OPTION_UNESCAPE_CALLBACK, on_escape, NULL,
		MHD_OPTION_LISTEN_SOCKET, fd,
		MHD_OPTION_NOTIFY_COMPLETED, on_end, h,
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned)SITE_THREADS,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)PORTAL_CONNECTIONS,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)PORTAL_IDLE,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)PORTAL_MEMORY,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_END);
	if (h->daemon == NULL) {
		free(h);
		return err_set(err, ERR_OS, "the HTTP server can't be started");
	}
	*h_r = h;
	return 0;
}

void
http_stop(struct http **http, unsigned drain)
{
	const struct timespec pause = { 0, 20 * 1000 * 1000 };
	struct http *h = *http;
	int fd;

	if (h == NULL)
		return;
	/* Nobody is let in any more; the threads may look at the socket until
	 * they have ended. */
	fd = MHD_quiesce_daemon(h->daemon);
	if (fd >= 0)
		shutdown(fd, SHUT_RDWR);
	for (unsigned i = 0; i < drain * 50 && atomic_load(&h->under_way); i++)
		nanosleep(&pause, NULL);
	/* Connections that wait for it must go on before the daemon stops. */
	webhooks_stop(h->hooks);
	MHD_stop_daemon(h->daemon);
	if (fd >= 0)
		close(fd);
	free(h);
	*http = NULL;
}
