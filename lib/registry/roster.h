#ifndef LS_REGISTRY_ROSTER_H
#define LS_REGISTRY_ROSTER_H

/*
 * Resellers, senders, links and public keys, all at once, in memory: out of
 * the registry or out of a text that diffs well. The text has one thing a
 * line, sorted, and nothing secret:
 *
 *	reseller contoso
 *		display Contoso Ltd
 *		...
 *		sender alice@contoso.example
 *		link https://...
 *			source pasted
 *
 * What stands here borrows from the roster and dies with it. Customers and
 * their relationships, campaigns and the history are not part of it.
 */

#include <stddef.h>

#include "core/faults.h"
#include "registry/registry.h"
#include "registry/registry_field.h"

/* Where it stands in the text; 0: out of the registry. */
struct roster_place {
	unsigned line, column;
};

struct roster_reseller {
	struct registry_reseller row;
	struct roster_place at;
	struct roster_place places[REGISTRY_FIELDS];
};

struct roster_sender {
	struct registry_sender row;
	struct roster_place at;
};

struct roster_link {
	struct registry_link row;	/* serial 0, source, issued, expires
					   NULL: the text does not say */
	bool stated, taken_back;	/* it has a state; it is revoked */
	struct roster_place at;
};

struct roster_key {
	struct registry_key row;
	bool stated;
	struct roster_place at;
};

/* The first serial of an account that no revoked link ever bore. */
struct roster_spent {
	char *provider, *account;
	uint32_t next;
	struct roster_place at;
};

/* A list of any of these. */
struct roster_list {
	void *items;
	size_t n, cap;
};

/* Of a text, in bytes: a million resellers are some 500 MB. */
#define ROSTER_TEXT_MAX (1024 * 1024 * 1024)

/* Of its line: the longest value has 900 bytes. */
#define ROSTER_LINE_MAX 4096

struct roster;

/* Empty; the caller frees it. */
struct roster *roster_new(void);
void roster_free(struct roster **r);

/* Each list is sorted: resellers by name, senders by reseller and who, links
 * by reseller and serial, keys by id, spent ones by provider and account. */
const struct roster_reseller *roster_resellers(const struct roster *r,
	size_t *n_r);
const struct roster_sender *roster_senders(const struct roster *r,
	size_t *n_r);
const struct roster_link *roster_links(const struct roster *r, size_t *n_r);
const struct roster_key *roster_keys(const struct roster *r, size_t *n_r);
const struct roster_spent *roster_spent(const struct roster *r, size_t *n_r);

/* Appends the text. Read again it gives the same roster, written again the
 * same text. */
void roster_write(const struct roster *r, struct buf *out);

/* The roster that TEXT describes, called NAME in FAULTS. What is wrong is in
 * FAULTS, all of it, and the roster is then good for nothing but
 * roster_free. */
struct roster *roster_read(struct span text, const char *name,
	struct faults *faults);

/* All that the registry holds, as it is at this moment when R is in a
 * batch. */
int roster_load(struct registry *registry, struct roster **r_r,
	struct err *err) ERR_CHECKED;

#endif
