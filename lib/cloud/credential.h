#ifndef LS_CLOUD_CREDENTIAL_H
#define LS_CLOUD_CREDENTIAL_H

/*
 * The secrets by which one signs in, from a file or a command, and where a
 * renewed refresh token goes. A file is locked while it is in use, so that two
 * commands do not renew one token at a time, and written again as a whole.
 */

#include "core/err.h"
#include "sys/config.h"

struct credential;

/* From now on the process leaves no core dump. A is borrowed.
 * ERR_CONFIG: none is set, or its text is wrong; ERR_NO_INPUT: it can't be
 * read; ERR_NO_PERM: others may read it, or it could not be written again. */
int credential_open(const struct config_account *a, struct credential **c_r,
	struct err *err) ERR_CHECKED;
void credential_close(struct credential **c);

/* Borrowed until the next credential_renew. The secret is NULL when there is a
 * certificate instead. */
const char *credential_secret(const struct credential *c);
const char *credential_refresh_token(const struct credential *c);
/* The PEM text of certificate and key; n == 0: none. */
struct span credential_certificate(const struct credential *c);

/* Where it is from, for messages: the file's name or "credential_command". */
const char *credential_name(const struct credential *c);

/* Keeps a new refresh token where the old one is from. 1: there is no place
 * for it (a command without credential_store). ERR_IO, and as shell_write:
 * it is not kept, the old one stays. */
int credential_renew(struct credential *c, const char *refresh_token,
	struct err *err) ERR_CHECKED;

/* Puts stars over every secret in ERR's text. */
void credential_hide(const struct credential *c, struct err *err);

#endif
