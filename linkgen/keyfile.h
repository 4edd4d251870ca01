#ifndef LS_LINKGEN_KEYFILE_H
#define LS_LINKGEN_KEYFILE_H

/*
 * Secret keys on the disk: DIRECTORY/<id, 8 hex digits>.key, mode 0600, in a
 * directory of mode 0700. A secret is in memory that is locked and wiped, and
 * never in the registry, an argument or a log.
 *
 *	linkseal secret key 1 0a1b2c3d
 *	<the seed: 64 hex digits>
 */

#include "core/err.h"
#include "core/token.h"

struct keyfile {
	struct token_key key;		/* id and public key */
	unsigned char secret[TOKEN_SECRET];
};

/* A new key pair, in no file yet. The caller gives it to keyfile_free. */
int keyfile_generate(struct keyfile **k_r, struct err *err) ERR_CHECKED;

/* Writes it, making the directory when its parent is there. ERR_EXISTS: such
 * a file is there; ERR_NO_PERM: others may look into the directory. */
int keyfile_write(const char *directory, const struct keyfile *k,
	struct err *err) ERR_CHECKED;
void keyfile_remove(const char *directory, const struct keyfile *k);

/* The secret of KEY. ERR_NO_INPUT: not there; ERR_NO_PERM: others may read
 * it; ERR_DATA: damaged, or of another key. */
int keyfile_read(const char *directory, const struct token_key *key,
	struct keyfile **k_r, struct err *err) ERR_CHECKED;

/* Wipes it. */
void keyfile_free(struct keyfile **k);

#endif
