#ifndef LS_MAILER_BROWSER_H
#define LS_MAILER_BROWSER_H

/* Shows a file in the person's browser, by xdg-open(1). */

#include "core/err.h"

/* PATH is absolute, so it can be no option. Returns when the browser was
 * asked; it outlives us. ERR_UNAVAILABLE: there is no xdg-open. */
int browser_open(const char *path, struct err *err) ERR_CHECKED;

#endif
