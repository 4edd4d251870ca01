/* An address that may be wrapped around others: what is taken out, layer by
 * layer, is an address, and not a longer one. */

#include <string.h>
#include <strings.h>

#include "core/wrapper.h"
#include "fuzz.h"

static void
check_inner(const char *inner, size_t outer)
{
	promise(strncasecmp(inner, "http://", 7) == 0 ||
		strncasecmp(inner, "https://", 8) == 0,
		"what is held begins with its scheme");
	/* "%00" stands for a NUL. */
	promise(strlen(inner) <= 3 * outer + strlen("https://"),
		"what is held is no longer");
}

/* Opens the address; what it holds first comes next. The caller frees it;
 * NULL: it holds nothing. */
static char *
open_layer(struct span address)
{
	struct err err = { 0 };
	struct wrapper w;
	struct url u;
	char *next = NULL;

	if (url_parse(address, &u, &err) != 0)
		return NULL;
	wrapper_open(&u, &w);
	promise(w.n <= WRAPPER_INNER, "not more than are looked at");
	for (size_t i = 0; i < w.n; i++)
		check_inner(w.inner[i], address.n);
	if (w.n)
		next = buf_strdup(w.inner[0]);
	wrapper_deinit(&w);
	return next;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *held = open_layer((struct span){ data, n }), *next;

	for (int i = 0; i < LIMIT_WRAPPER_LAYERS && held; i++) {
		next = open_layer(span_str(held));
		free(held);
		held = next;
	}
	free(held);
	return 0;
}
