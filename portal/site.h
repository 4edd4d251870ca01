#ifndef LS_PORTAL_SITE_H
#define LS_PORTAL_SITE_H

/*
 * What all requests share: words, style, the registry's connections, how much
 * a visitor may ask for, mails that go out. Knows no page. From any thread.
 */

#include "language.h"
#include "registry/registry.h"
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

/* Borrowed, as what follows. */
const struct config *site_config(const struct site *s);
const struct languages *site_languages(const struct site *s);
struct span site_style(const struct site *s);
/* Where the style is; it changes with its content. */
const char *site_style_path(const struct site *s);

/* A connection for one request, which gives it back. */
int site_registry(struct site *s, struct registry **r_r, struct err *err)
	ERR_CHECKED;
void site_registry_done(struct site *s, struct registry **r);

/* False: KIND of requests were too many for NAME. */
enum site_kind { SITE_GET, SITE_POST, SITE_CODE, SITE_KINDS };
bool site_may(struct site *s, enum site_kind kind, const char *name);

/* Hands a mail to the mail server, soon; takes over both. False: too many are
 * waiting. */
bool site_mail(struct site *s, char *to, char *message);

#endif
