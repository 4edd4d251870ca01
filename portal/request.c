#include "request.h"

#include "core/limits.h"

void
response_init(struct response *a)
{
	*a = (struct response){ .status = 200,
		.type = "text/html; charset=utf-8" };
	buf_init(&a->body, PORTAL_PAGE);
	buf_init(&a->location, LIMIT_URL);
	buf_init(&a->cookies[0], 400);
	buf_init(&a->cookies[1], 400);
}

void
response_deinit(struct response *a)
{
	buf_deinit(&a->body);
	buf_deinit(&a->location);
	buf_deinit(&a->cookies[0]);
	buf_deinit(&a->cookies[1]);
}
