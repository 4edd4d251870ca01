/* A provider's profile, and an address behind the first NUL held against it:
 * what a good profile takes it would take again. */

#include <string.h>

#include "core/shape.h"
#include "fuzz.h"
#include "sys/comments.h"
#include "sys/profile.h"

#define OWN_HOST "partners.fabrikam.example"

static void
check(const struct provider *p, struct span address)
{
	struct provider_reading r;
	struct err err = { 0 };
	struct provider *again = provider_new(p->name);
	struct url u;

	for (size_t i = 0; i < p->n_shapes; i++)
		promise(provider_add_shape(again, "again",
			provider_shape_template(p->shapes[i]), &err) == 0,
			err.text);
	promise(p->n_shapes && p->n_hosts, "a profile has shapes");
	promise(!provider_shape_refused(p->shapes[0]), "the first is issued");
	if (url_parse(address, &u, &err) == 0) {
		provider_read(p, &u, &r);
		promise(r.match < PROVIDER_LIKE || r.shape, "a shape is told");
		provider_reading_deinit(&r);
	}
	provider_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span s = { data, n };
	char *text = buf_dup(s);
	size_t end = strlen(text);
	struct problems problems = { 0 };
	struct err err = { 0 };
	unsigned open = comments_blank(text);
	struct provider *p = profile_read(text, OWN_HOST, &problems);

	promise(p != NULL, "a profile is made in any case");
	promise(strlen(text) == end, "comments become blanks");
	if (problems_err(&problems, "fuzz", &err) != 0)
		promise(err.kind == ERR_CONFIG, err.text);
	else if (!open)
		check(p, span_sub(s, end, n));
	problems_deinit(&problems);
	provider_free(&p);
	free(text);
	return 0;
}
