#ifndef LS_PORTAL_ANSWER_H
#define LS_PORTAL_ANSWER_H

/* The portal without its HTTP: a request comes in, the answer goes out. */

#include "request.h"
#include "site.h"

/* Always makes an answer; what goes wrong is told in the log. From any
 * thread. */
void answer_make(struct site *s, const struct request *q, struct response *a);

#endif
