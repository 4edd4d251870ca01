#include "cloud/http_message.h"

#include <assert.h>
#include <string.h>

#include "cloud/cloud_limits.h"
#include "cloud/secret.h"
#include "core/limits.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void
http_request_init(struct http_request *rq, const char *method)
{
	*rq = (struct http_request){ .method = method };
	buf_init(&rq->url, LIMIT_URL);
	/* Escaped, a byte becomes three. */
	buf_init(&rq->body, (size_t)8 * CLOUD_SECRET_MAX);
}

void
http_request_deinit(struct http_request *rq)
{
	while (rq->n_fields)
		secret_free(&rq->fields[--rq->n_fields].value);
	secret_buf_deinit(&rq->body);
	buf_deinit(&rq->url);
}

void
http_request_field(struct http_request *rq, const char *name,
	const char *value)
{
	struct http_field *f = &rq->fields[rq->n_fields++];

	assert(rq->n_fields <= HTTP_FIELDS);
	*f = (struct http_field){ name, secret_new(span_str(value)) };
	for (char *p = f->value; *p; p++)
		if (*p == '\r' || *p == '\n')
			*p = ' ';
}

/* RFC 3986 2.3; a form may have '+' for a blank, and need not. */
static void
add_escaped(const char *s, struct buf *out)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (span_is_alnum(c) ||
		    strchr("-._~", c) != NULL)
			buf_add_byte(out, c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

void
http_request_form(struct http_request *rq, const char *name,
	const char *value)
{
	if (rq->body.n)
		buf_add_byte(&rq->body, '&');
	buf_add_str(&rq->body, name);
	buf_add_byte(&rq->body, '=');
	add_escaped(value, &rq->body);
}

void
http_answer_init(struct http_answer *a)
{
	*a = (struct http_answer){ .status = 0 };
	buf_init(&a->headers, CLOUD_HEADERS_MAX);
	buf_init(&a->body, CLOUD_ANSWER_MAX);
}

void
http_answer_deinit(struct http_answer *a)
{
	secret_buf_deinit(&a->headers);
	secret_buf_deinit(&a->body);
	a->status = 0;
}

void
http_answer_reset(struct http_answer *a)
{
	http_answer_deinit(a);
	http_answer_init(a);
}

bool
http_answer_field(const struct http_answer *a, const char *name,
	struct span *value_r)
{
	struct span all = buf_span(&a->headers), line;
	size_t begin = 0, end, colon;

	for (; begin < all.n; begin = end + 1) {
		end = span_find_byte(all, begin, '\n');
		if (end == SPAN_NONE)
			end = all.n;
		line = span_sub(all, begin, end);
		colon = span_find_byte(line, 0, ':');
		if (colon == SPAN_NONE ||
		    !span_ieq_str(span_sub(line, 0, colon), name))
			continue;
		*value_r = span_trim(span_sub(line, colon + 1, line.n));
		return true;
	}
	return false;
}

struct span
http_answer_text(const struct http_answer *a)
{
	struct span s = buf_span(&a->body), mark = span_str(BYTE_ORDER_MARK);

	return span_starts(s, mark) ? span_sub(s, mark.n, s.n) : s;
}
