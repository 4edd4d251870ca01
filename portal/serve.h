#ifndef LS_PORTAL_SERVE_H
#define LS_PORTAL_SERVE_H

/* The portal as a service: the socket, who it runs as, signals, its end. */

#include "sys/config.h"

/* Serves until TERM or INT. C is borrowed. The result is the exit status;
 * errors were told. */
int serve(struct config *c);

/* Whether it could: configuration, words, registry, password. */
int serve_check(struct config *c);

#endif
