#ifndef LS_MILTER_WORLD_H
#define LS_MILTER_WORLD_H

/*
 * What the filter believes at this moment: a configuration and a snapshot of
 * the registry, which belong together and are replaced as one. A message takes
 * both at MAIL and keeps them to its end, whatever happens meanwhile. What
 * can't be loaded leaves the world as it was.
 */

#include <stdbool.h>
#include <time.h>

#include "core/err.h"
#include "registry/snapshot.h"
#include "sys/config.h"

struct world;

/* Takes over a reference of C; FILE and REGISTRY are those of the command
 * line (or NULL), for reloads. Logs what the snapshot warns of.
 * The registry must be readable: ERR_… as registry_open. */
int world_new(struct config *c, const char *file, const char *registry,
	struct world **w_r, struct err *err) ERR_CHECKED;
void world_free(struct world **w);

/* References for one message, to be given back by the caller. From any
 * thread. */
void world_take(struct world *w, struct config **c_r, struct snapshot **s_r);

/* Reads configuration and registry anew. On an error all stays as it was.
 * From one thread, as world_refresh. */
int world_reload(struct world *w, struct err *err) ERR_CHECKED;

/* Takes a new snapshot when the registry has changed. True: taken. A registry
 * that is away keeps the old one, and is told of once in the log, as is its
 * return. */
bool world_refresh(struct world *w);

struct world_state {
	size_t resellers;	/* in the snapshot */
	time_t taken;		/* when it was taken */
	bool away;		/* the registry can't be read now */
};

/* From any thread. */
void world_state(struct world *w, struct world_state *state_r);

#endif
