#ifndef LS_MAILER_WATCH_H
#define LS_MAILER_WATCH_H

/* Waits until somebody saves a file of a template, or ends us. Linux's
 * inotify(7): folders are watched, since editors put a new file in the place
 * of the old one. */

#include "core/err.h"

struct watch;

/* Ctrl-C and SIGTERM are taken from now on until watch_free. ERR_OS. */
int watch_new(struct watch **w_r, struct err *err) ERR_CHECKED;
void watch_free(struct watch **w);

/* Files of templates in DIR count from now on, and FILE there if it is not
 * NULL. A folder that does not exist is left out. ERR_OS. */
int watch_add(struct watch *w, const char *dir, const char *file,
	struct err *err) ERR_CHECKED;

/* 1: something was saved, and a moment has passed without more; 0: we are
 * asked to end; -1: ERR_OS. */
int watch_wait(struct watch *w, struct err *err) ERR_CHECKED;

#endif
