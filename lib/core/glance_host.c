#include "core/glance_host.h"

#include <stdlib.h>
#include <string.h>

#include "core/confusable.h"
#include "core/proxy.h"

static char
undashed(char c)
{
	return c == '-' ? '.' : c;
}

/* Is OF in HOST? "a-b.c" and "a.b.c" are one: dashes stand for dots. */
static bool
spells(const char *host, const char *of)
{
	size_t n = strlen(host), m = strlen(of), i, k;

	for (i = 0; i + m <= n; i++) {
		for (k = 0; k < m &&
		    undashed(host[i + k]) == undashed(of[k]); )
			k++;
		if (k == m)
			return true;
	}
	return false;
}

bool
glance_resembles(const struct glance *g, const char *host)
{
	char *look = confusable_skeleton(host);
	bool like = strstr(host, "xn--") != NULL || proxy_is_host(host);

	for (size_t i = 0; i < g->n_hosts && !like; i++)
		like = strstr(look, g->looks[i]) != NULL ||
			confusable_near(host, (const char *)g->hosts[i].p) ||
			spells(host, (const char *)g->hosts[i].p);
	free(look);
	return like;
}
