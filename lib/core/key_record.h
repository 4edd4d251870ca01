#ifndef LS_CORE_KEY_RECORD_H
#define LS_CORE_KEY_RECORD_H

/*
 * A public key as it is published, so that anybody can verify the links of a
 * programme: a tag list as DKIM's (RFC 6376 3.2, 3.6.1), in a TXT record of
 * the DNS or on a line of a file.
 *
 *	v=LINKSEAL1; k=ed25519; kid=0a1b2c3d; s=active; h=HOST; p=BASE64
 *
 * v comes first; s is active, verify or revoked and may be absent (verify);
 * h is the host whose links the key signs, and may be absent in the DNS, where
 * the record's own name tells it: <kid>._linkseal.<host>. A revoked key keeps
 * its p=, unlike DKIM's, so that its links can be told from forgeries. Tags
 * that are not known are passed over, so that later versions can add some.
 *
 * Knows no file and no resolver.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"
#include "core/token.h"

/* RFC 1035 2.3.4, without the final dot. */
#define KEY_RECORD_HOST 253

struct key_record {
	struct token_key key;
	char host[KEY_RECORD_HOST + 1];	/* lower case; "": none is named */
};

/* Appends the record. HOST may be NULL. */
void key_record_add(const struct token_key *key, const char *host,
	struct buf *out);

/* Appends the name in the DNS, without a final dot. */
void key_record_name(uint32_t id, const char *host, struct buf *out);

/* ERR_DATA: what is wrong with it, at which column, also when it is longer
 * than LIMIT_KEY_RECORD. */
int key_record_read(struct span text, struct key_record *k_r,
	struct err *err) ERR_CHECKED;

struct key_records {
	struct key_record *list;
	size_t n;
};

/* A file of them, a line each; empty lines and those that begin with '#' are
 * passed over. ERR_DATA: NAME:LINE:COLUMN and what is wrong; ERR_LIMIT: more
 * than LIMIT_KEY_RECORDS. *k_r goes to key_records_deinit, whatever came. */
int key_records_read(struct span file, const char *name,
	struct key_records *k_r, struct err *err) ERR_CHECKED;
void key_records_deinit(struct key_records *k);

/* The state's name in a record: "active", "verify", "revoked". */
const char *key_record_state(enum token_key_state state);

#endif
