#ifndef LS_CLOUD_PARTNER_CENTER_H
#define LS_CLOUD_PARTNER_CENTER_H

/*
 * Calls of Partner Center's REST API: pure. What is sent is built as data, and
 * answers are read from data; cloud.h does the talking.
 */

#include "cloud/http_message.h"
#include "core/err.h"

struct partner_center_call {
	const char *base;	/* "https://api.partnercenter.microsoft.com" */
	const char *token;	/* App+User */
	/* GUIDs. The first is the same when a call is made again without an
	 * answer, so that it is done once; the second is new every time. */
	const char *request_id;
	const char *correlation_id;
};

/* A request of the account: METHOD is a constant, PATH "/v1/…". RQ is made,
 * with all fields that every call has, and to be given to
 * http_request_deinit. */
void partner_center_start(const struct partner_center_call *call,
	const char *method, const char *path, struct http_request *rq);

/* GET /v1/customers/relationshiprequests: the account's invitation. RQ is
 * made, and to be given to http_request_deinit. */
void partner_center_invitation(const struct partner_center_call *call,
	struct http_request *rq);

/* The URL of its answer, which the caller frees; as it came: whether it is
 * the account's link is not known here. As partner_center_refused, and
 * ERR_PROTOCOL when it is no such answer. */
int partner_center_url(const struct http_answer *a, char **url_r,
	struct err *err) ERR_CHECKED;

/* For any answer but 200: what it says and what helps, in words.
 * ERR_NO_PERM: 401, 403; ERR_TEMP: 408, 429, 5xx; ERR_UNAVAILABLE: 404;
 * ERR_PROTOCOL: any other. */
int partner_center_refused(const struct http_answer *a, struct err *err);

#endif
