#ifndef LS_TESTS_UNIT_ANSWERS_H
#define LS_TESTS_UNIT_ANSWERS_H

/* Answers of a provider's servers, for tests of what reads them. */

#include "cloud/http_message.h"

static inline struct http_answer
answer(unsigned status, const char *headers, const char *body)
{
	struct http_answer a;

	http_answer_init(&a);
	a.status = status;
	buf_add_str(&a.headers, headers);
	buf_add_str(&a.body, body);
	return a;
}

/* The value of a request's field; NULL for none. */
static inline const char *
field_of(const struct http_request *rq, const char *name)
{
	for (size_t i = 0; i < rq->n_fields; i++)
		if (span_eq_str(span_str(rq->fields[i].name), name))
			return rq->fields[i].value;
	return NULL;
}

#endif
