#include "cloud/cloud_world.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <time.h>

#include "cloud/http.h"

static int
send_it(void *ctx, const struct http_request *rq, struct http_answer *a,
	struct err *err)
{
	const struct cloud_world_real *w = ctx;

	return http_send(w->http, rq, a, err);
}

static void
wait_it(void *ctx, unsigned seconds)
{
	struct timespec left = { .tv_sec = seconds };

	(void)ctx;
	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

static int64_t
now(void *ctx)
{
	(void)ctx;
	return time(NULL);
}

/* RFC 9562 5.4: version 4, all chance but six bits. */
static void
guid(void *ctx, char out[CLOUD_GUID])
{
	unsigned char b[16];

	(void)ctx;
	randombytes_buf(b, sizeof b);
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	snprintf(out, CLOUD_GUID, "%02x%02x%02x%02x-%02x%02x-%02x%02x-"
		"%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3],
		b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12],
		b[13], b[14], b[15]);
}

static void
tell_it(void *ctx, const char *text)
{
	const struct cloud_world_real *w = ctx;

	w->tell(text);
}

void
cloud_world_init(struct cloud_world_real *w, const struct config_cloud *c,
	void (*tell)(const char *text))
{
	*w = (struct cloud_world_real){
		.world = { send_it, wait_it, now, guid, tell_it, w },
		.settings = {
			.ca_file = c->ca_file,
			.proxy = c->proxy,
			.timeout = c->timeout,
		},
		.tell = tell,
	};
	w->http = http_new(&w->settings);
}

void
cloud_world_deinit(struct cloud_world_real *w)
{
	http_free(&w->http);
}
