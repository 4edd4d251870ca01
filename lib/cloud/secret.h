#ifndef LS_CLOUD_SECRET_H
#define LS_CLOUD_SECRET_H

/*
 * Tokens and passwords as C strings in memory that is locked, and wiped when
 * it is given back. Whoever holds one has called privs_no_core().
 */

#include "core/buf.h"
#include "core/span.h"

/* A copy; the caller gives it to secret_free. */
char *secret_new(struct span s);
void secret_free(char **secret);

/* Wipes what B holds before it is freed, and B is then empty. What B left
 * behind while it grew is not reached. */
void secret_buf_deinit(struct buf *b);

/* Puts '*' over each place of TEXT that has SECRET (NULL: none), as in an error
 * text with what a server said: some repeat what they were sent. Not over
 * secrets of less than eight bytes, which stand everywhere. */
void secret_hide(char *text, const char *secret);

#endif
