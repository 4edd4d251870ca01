/* The link of a reseller and its provider, made from the reseller's own. */
#include "core/link.h"

#include "core/shape.h"
#include "core/url.h"

/* The parameter that names the provider; n == 0: the shape has none. */
static struct span
provider_parameter(const struct provider_shape *s)
{
	for (size_t i = 0; i < s->n_parameters; i++)
		if (pattern_has(&s->parameters[i].value, PATTERN_PROVIDER))
			return s->parameters[i].name;
	return (struct span){ NULL, 0 };
}

static void
insert(const struct url *u, struct span name, const char *indirect,
	struct buf *out)
{
	size_t end = u->whole.n - (u->has_fragment ? u->fragment.n + 1 : 0);

	buf_add(out, span_sub(u->whole, 0, end));
	buf_add_byte(out, u->has_query ? '&' : '?');
	buf_add(out, name);
	buf_add_byte(out, '=');
	buf_add_str(out, indirect);
	buf_add(out, span_sub(u->whole, end, u->whole.n));
}

void
link_combine(struct span url, const struct provider *p,
	const char *indirect, struct buf *out)
{
	struct provider_reading rd;
	struct span name = { NULL, 0 };
	struct err unreadable;
	struct url u;

	if (url_parse(url, &u, &unreadable) == -1) {
		buf_add(out, url);
		return;
	}
	provider_read(p, &u, &rd);
	if (rd.match == PROVIDER_EXACT && rd.indirect == NULL)
		name = provider_parameter(rd.shape);
	if (name.n)
		insert(&u, name, indirect, out);
	else
		buf_add(out, url);
	provider_reading_deinit(&rd);
}
