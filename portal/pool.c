#include "pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/buf.h"
#include "site.h"

struct pool {
	pthread_mutex_t lock;
	const char *url;
	struct registry *idle[SITE_THREADS];
	size_t n;
};

int
pool_new(const char *url, struct pool **p_r, struct err *err)
{
	struct pool *p = buf_zalloc(sizeof *p);

	if (registry_open(url, false, &p->idle[0], err) < 0) {
		free(p);
		return -1;
	}
	registry_command(p->idle[0], "linkseal-portal");
	p->n = 1;
	p->url = url;
	pthread_mutex_init(&p->lock, NULL);
	*p_r = p;
	return 0;
}

void
pool_free(struct pool **pool)
{
	struct pool *p = *pool;

	if (p == NULL)
		return;
	while (p->n)
		registry_close(&p->idle[--p->n]);
	pthread_mutex_destroy(&p->lock);
	free(p);
	*pool = NULL;
}

int
pool_take(struct pool *p, struct registry **r_r, struct err *err)
{
	uint64_t version;

	*r_r = NULL;
	pthread_mutex_lock(&p->lock);
	if (p->n)
		*r_r = p->idle[--p->n];
	pthread_mutex_unlock(&p->lock);
	if (*r_r == NULL)
		return registry_open(p->url, false, r_r, err);
	/* Goes over to a file that has taken the registry's place. */
	if (registry_version(*r_r, &version, err) == 0)
		return 0;
	registry_close(r_r);
	return -1;
}

void
pool_give(struct pool *p, struct registry **r)
{
	pthread_mutex_lock(&p->lock);
	if (p->n < SITE_THREADS) {
		p->idle[p->n++] = *r;
		*r = NULL;
	}
	pthread_mutex_unlock(&p->lock);
	registry_close(r);
}
