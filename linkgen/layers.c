#include "layers.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/url.h"
#include "core/wrapper.h"

/* Adds what stands in URL; false when nothing does. */
static bool
open_one(const char *url, struct layers *l)
{
	struct err unreadable = { .kind = ERR_NONE };
	struct wrapper w;
	struct url u;

	if (url_parse(span_str(url), &u, &unreadable) != 0)
		return false;
	wrapper_open(&u, &w);
	if (w.n == 0) {
		wrapper_deinit(&w);
		return false;
	}
	l->list[l->n++] = (struct layer){
		.by = w.gateway ? buf_strdup(w.gateway) : url_host(&u),
		.gateway = w.gateway != NULL,
		.url = w.inner[0],
	};
	w.inner[0] = NULL;
	wrapper_deinit(&w);
	return true;
}

void
layers_open(const char *url, struct layers *l)
{
	*l = (struct layers){ .n = 0 };
	while (l->n < LIMIT_WRAPPER_LAYERS &&
	    open_one(l->n ? l->list[l->n - 1].url : url, l))
		;
}

void
layers_deinit(struct layers *l)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		free(l->list[i].by);
		free(l->list[i].url);
	}
	*l = (struct layers){ .n = 0 };
}
