#ifndef LS_SYS_VALUE_H
#define LS_SYS_VALUE_H

/* Values of settings, from text. Each leaves *r alone when it fails, with
 * ERR_CONFIG: what is wrong and how it is written. */

#include <stddef.h>
#include <sys/types.h>

#include "core/err.h"

/* "26214400", "25M": bytes, or 1024, 1024^2, 1024^3 of them; not 0. */
int value_size(const char *value, size_t *r, struct err *err) ERR_CHECKED;

/* 1 or more, within 31 bits, as libmilter's int. */
int value_seconds(const char *value, unsigned *r, struct err *err)
	ERR_CHECKED;

/* Octal, three digits or four with 0 first. */
int value_mode(const char *value, mode_t *r, struct err *err) ERR_CHECKED;

/* Frees *r, puts a copy there; "" gives NULL. Always 0. */
int value_string(const char *value, char **r);

/* The same; "~/" becomes the home directory: $HOME, else the user's entry in
 * passwd(5), else "/". Always 0. */
int value_path(const char *value, char **r);

#endif
