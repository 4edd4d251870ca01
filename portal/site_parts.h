#ifndef LS_PORTAL_SITE_PARTS_H
#define LS_PORTAL_SITE_PARTS_H

/* What the site lends to its pages, and the pages that it calls. */

#include "visit.h"

/* Where the style is; it changes with its content. */
const char *site_style_path(const struct site *s);
/* False: KIND of requests were too many for NAME. */
enum site_kind { SITE_GET, SITE_POST, SITE_CODE, SITE_KINDS };
bool site_may(struct site *s, enum site_kind kind, const char *name);
/* Hands a mail to the mail server, soon; takes over both. False: too many are
 * waiting. */
bool site_mail(struct site *s, char *to, char *message);

/* The pages. Each makes the answer; -1: *err, and nothing was written. */
int invitation_page(struct visit *v, struct err *err) ERR_CHECKED;
int signin_page(struct visit *v, struct err *err) ERR_CHECKED;
int partners_page(struct visit *v, struct err *err) ERR_CHECKED;
int customers_page(struct visit *v, struct err *err) ERR_CHECKED;

#endif
