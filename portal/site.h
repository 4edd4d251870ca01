#ifndef LS_PORTAL_SITE_H
#define LS_PORTAL_SITE_H

/*
 * The portal without its HTTP: a request comes in, the answer goes out. From
 * any thread.
 */

#include "core/err.h"
#include "request.h"
#include "sys/config.h"

/* Threads that answer; a request takes a millisecond. */
#define SITE_THREADS 4

struct site;

/* Reads the words, the style and the password for mail, and opens the
 * registry. C is borrowed until site_free. Before threads are started. */
int site_new(struct config *c, struct site **s_r, struct err *err)
	ERR_CHECKED;
/* Lets mails that wait go out, for SECONDS at most. Nobody is to be answered
 * any more. */
void site_stop(struct site *s, unsigned seconds);
void site_free(struct site **s);

/* Always makes an answer; what goes wrong is told in the log. */
void site_answer(struct site *s, const struct request *q, struct response *a);

#endif
