#ifndef LS_LINKGEN_LAYERS_H
#define LS_LINKGEN_LAYERS_H

/* The addresses that stand inside an address, one in another, as mail gateways
 * and redirects put them there. Nothing is fetched. */

#include <stdbool.h>
#include <stddef.h>

#include "core/limits.h"

struct layer {
	char *by;		/* the gateway's name or the redirect's host;
				   NULL: it has none */
	bool gateway;
	char *url;		/* what stands inside */
};

struct layers {
	struct layer list[LIMIT_WRAPPER_LAYERS];
	size_t n;
};

/* From the outside inwards; *l goes to layers_deinit. */
void layers_open(const char *url, struct layers *l);
void layers_deinit(struct layers *l);

#endif
