#include "world.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/buf.h"
#include "registry/registry.h"
#include "sys/log.h"

/* Warnings of a snapshot: a line each for some thousand resellers. */
#define WARNINGS_MAX (1024 * 1024)

struct world {
	pthread_mutex_t lock;	/* of what is shared */
	struct config *config;
	struct snapshot *snapshot;
	time_t taken;		/* the snapshot */
	bool away;		/* the registry; told already */

	/* Used by the one thread that reloads. */
	struct registry *registry;
	uint64_t version;	/* of the snapshot */
	char *file;
	char *url;
};

/* Version first: a change while we read shows as another version later. */
static int
load(struct registry *r, struct config *c, struct snapshot **s_r,
	uint64_t *version_r, struct err *err)
{
	struct buf warnings;
	int rc;

	if (registry_version(r, version_r, err) < 0)
		return -1;
	buf_init(&warnings, WARNINGS_MAX);
	rc = snapshot_load(r, c, s_r, &warnings, err);
	if (rc == 0 && !c->milter.inbound &&
	    snapshot_load_locked(*s_r, err) < 0) {
		snapshot_unref(s_r);
		rc = -1;
	}
	if (warnings.n)
		log_warnx("%s", buf_str(&warnings));
	buf_deinit(&warnings);
	return rc;
}

/* Takes over C, S and R. */
static void
swap(struct world *w, struct config *c, struct snapshot *s,
	struct registry *r, uint64_t version)
{
	struct config *old_c;
	struct snapshot *old_s;

	pthread_mutex_lock(&w->lock);
	old_c = w->config;
	old_s = w->snapshot;
	w->config = c;
	w->snapshot = s;
	w->taken = time(NULL);
	w->away = false;
	pthread_mutex_unlock(&w->lock);
	snapshot_unref(&old_s);
	config_unref(&old_c);
	if (w->registry != r)
		registry_close(&w->registry);
	w->registry = r;
	w->version = version;
}

/* Opens the registry of C and makes both the world's; takes over C. */
static int
begin(struct world *w, struct config *c, struct err *err)
{
	struct registry *r = NULL;
	struct snapshot *s = NULL;
	uint64_t version;

	if (registry_open(c->registry, false, &r, err) == 0 &&
	    load(r, c, &s, &version, err) == 0) {
		swap(w, c, s, r, version);
		return 0;
	}
	registry_close(&r);
	config_unref(&c);
	return -1;
}

int
world_new(struct config *c, const char *file, const char *registry,
	struct world **w_r, struct err *err)
{
	struct world *w = buf_zalloc(sizeof *w);

	pthread_mutex_init(&w->lock, NULL);
	w->file = buf_strdup(file);
	w->url = buf_strdup(registry);
	if (begin(w, c, err) < 0) {
		world_free(&w);
		return -1;
	}
	*w_r = w;
	return 0;
}

void
world_free(struct world **w)
{
	if (*w == NULL)
		return;
	snapshot_unref(&(*w)->snapshot);
	config_unref(&(*w)->config);
	registry_close(&(*w)->registry);
	pthread_mutex_destroy(&(*w)->lock);
	free((*w)->file);
	free((*w)->url);
	free(*w);
	*w = NULL;
}

void
world_take(struct world *w, struct config **c_r, struct snapshot **s_r)
{
	pthread_mutex_lock(&w->lock);
	*c_r = config_ref(w->config);
	*s_r = snapshot_ref(w->snapshot);
	pthread_mutex_unlock(&w->lock);
}

int
world_reload(struct world *w, struct err *err)
{
	struct config *c = NULL;

	if (config_load(w->file, w->url, &c, err) < 0)
		return -1;
	return begin(w, c, err);
}

static void
set_away(struct world *w, bool away)
{
	pthread_mutex_lock(&w->lock);
	w->away = away;
	pthread_mutex_unlock(&w->lock);
}

static bool
stay(struct world *w, const struct err *err)
{
	if (!w->away)
		log_warnx("the registry can't be read, going on with what "
			"was read before: %s", err->text);
	set_away(w, true);
	return false;
}

bool
world_refresh(struct world *w)
{
	struct snapshot *s = NULL;
	uint64_t version;
	struct err err;

	if (registry_version(w->registry, &version, &err) < 0)
		return stay(w, &err);
	if (version != w->version) {
		if (load(w->registry, w->config, &s, &version, &err) < 0)
			return stay(w, &err);
		if (w->away)
			log_info("the registry can be read again");
		swap(w, config_ref(w->config), s, w->registry, version);
		return true;
	}
	if (w->away)
		log_info("the registry can be read again");
	set_away(w, false);
	return false;
}

void
world_state(struct world *w, struct world_state *state_r)
{
	pthread_mutex_lock(&w->lock);
	*state_r = (struct world_state){
		.resellers = snapshot_count(w->snapshot),
		.taken = w->taken,
		.away = w->away,
	};
	pthread_mutex_unlock(&w->lock);
}
