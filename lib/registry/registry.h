#ifndef LS_REGISTRY_REGISTRY_H
#define LS_REGISTRY_REGISTRY_H

/*
 * The store: resellers, their links, who may send for them, public keys.
 * Chosen by URL ("sqlite:/PATH"); what differs between stores is behind
 * struct registry. Changes are transactions: all or nothing, and each leaves
 * a line in an append-only history. Any number of processes may work on one
 * registry; one struct registry is for one thread at a time.
 *
 * It knows no configuration: whether a provider has a profile and a link fits
 * it is for the callers.
 */

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "registry/registry_key.h"
#include "registry/registry_link.h"
#include "registry/registry_reseller.h"
#include "registry/registry_sender.h"

struct registry;

/* CREATE makes the file when it is not there; without it a missing registry
 * is ERR_NO_INPUT. Brings the schema up to date. ERR_CONFIG: a URL that is
 * not understood; ERR_TEMP: locked; ERR_DATA: made by a newer Linkseal, or no
 * registry at all; ERR_NO_PERM: this user may not. */
int registry_open(const char *url, bool create, struct registry **r_r,
	struct err *err) ERR_CHECKED;
/* The same for an existing one, and for who can't wait: another writer is
 * waited for PATIENCE milliseconds at most, at each change too, instead of ten
 * seconds. */
int registry_open_within(const char *url, unsigned patience,
	struct registry **r_r, struct err *err) ERR_CHECKED;
void registry_close(struct registry **r);

/* What the history names as the command behind the changes that follow;
 * copied. Until then it is the program's name. No secret belongs in it. */
void registry_command(struct registry *r, const char *command);

/* What was deleted or forgotten leaves no trace in the registry's files. Takes
 * about a second for each 100 MB, in which nobody writes. ERR_TEMP: another
 * program is reading; say it again. */
int registry_scrub(struct registry *r, struct err *err) ERR_CHECKED;

/* All that FN changes in one transaction, in which nobody else writes: kept
 * when FN returns 0; with any other value, which is then returned (-1 with
 * *ERR), nothing has happened. Not within itself. */
int registry_batch(struct registry *r, int (*fn)(struct registry *r, void *ctx,
	struct err *err), void *ctx, struct err *err) ERR_CHECKED;

/* A number that changes whenever what snapshots hold does (resellers, links,
 * senders, keys), whichever process changed it, and when another file has
 * taken the registry's place (which is then opened). It means something to
 * this struct registry only. Cheap: a stat and a look at shared memory.
 * ERR_NO_INPUT: the file is gone. */
int registry_version(struct registry *r, uint64_t *version_r, struct err *err)
	ERR_CHECKED;

#endif
