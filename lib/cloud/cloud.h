#ifndef LS_CLOUD_CLOUD_H
#define LS_CLOUD_CLOUD_H

/*
 * A partner account at its provider's REST API: signs in, makes calls, tries
 * again where that helps, renews the token when it is refused, and keeps a
 * renewed refresh token at once. Network, clock and chance come from outside,
 * as struct cloud_world; cloud_world.h has the real ones.
 */

#include "cloud/http_message.h"
#include "cloud/partner_center.h"
#include "core/provider_api.h"
#include "sys/config.h"

/* Room for a GUID and its NUL. */
#define CLOUD_GUID 37

struct cloud_world {
	/* As http_send. */
	int (*send)(void *ctx, const struct http_request *rq,
		struct http_answer *a, struct err *err);
	void (*wait)(void *ctx, unsigned seconds);
	int64_t (*now)(void *ctx);	/* seconds since 1970 */
	void (*guid)(void *ctx, char guid[CLOUD_GUID]);
	/* A line for whoever waits, or for the log. */
	void (*tell)(void *ctx, const char *text);
	void *ctx;
};

struct cloud_settings {
	const struct provider_api *api;
	const char *tenant;
	const struct config_account *account;
	unsigned patience;
};

struct cloud;

/* Reads the credential, and asks nobody yet. S (what it points to) and W are
 * borrowed. ERR_CONFIG: no client_id, and those of credential_open. */
int cloud_open(const struct cloud_settings *s, const struct cloud_world *w,
	struct cloud **c_r, struct err *err) ERR_CHECKED;
void cloud_close(struct cloud **c);

/* Builds one request; called anew for each try. */
typedef void cloud_build(void *arg, const struct partner_center_call *call,
	struct http_request *rq);

/* Makes the call that BUILD builds. A is an answer that was made; any status
 * is a success, and one that another try may have bettered stands for the
 * last try. Of the errors of http_send, those after the last try; of signing
 * in: as oauth_read and credential_renew. Texts hold no secret. */
int cloud_call(struct cloud *c, cloud_build *build, void *arg,
	struct http_answer *a, struct err *err) ERR_CHECKED;

/* Puts stars over every secret of C in ERR's text: for those who read an answer
 * of cloud_call. Returns -1. */
int cloud_hide(const struct cloud *c, struct err *err);

/* Where the API is: "https://host". Borrowed. */
const char *cloud_base(const struct cloud *c);

/* The account's invitation, as partner_center_url; the caller frees. */
int cloud_invitation(struct cloud *c, char **url_r, struct err *err)
	ERR_CHECKED;

#endif
