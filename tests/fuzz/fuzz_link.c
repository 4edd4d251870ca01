/* An address taken apart, and what it is to a sender: "intact" is exact
 * bytes. The first byte names the sender. */

#include "core/link.h"
#include "core/url.h"
#include "fuzz.h"
#include "house.h"

static void
check_pieces(struct span s)
{
	struct err err = { 0 };
	struct url u;

	for (size_t i = 0; i < s.n; i++)
		promise(is_range(i, url_extent(s, i), s.n),
			"an address ends behind its beginning");
	if (url_parse(s, &u, &err) != 0)
		return;
	promise(span_eq(u.whole, s) && u.host.n && (u.scheme.n == 0 ||
		u.scheme.p + u.scheme.n < u.host.p) &&
		u.host.p + u.host.n <= u.path.p &&
		u.path.p + u.path.n <= s.p + s.n, "its pieces are in order");
	free(url_host(&u));
	free(url_unescape(s));
}

static const struct reseller *
whose(struct span s, const struct facts *f)
{
	for (size_t i = 0; i < f->n_resellers; i++)
		if (span_eq_str(s, f->resellers[i]->link))
			return f->resellers[i];
	return NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span s = { data, n };
	const struct facts *f = house_facts(next_byte(&s));
	struct link_reading r;
	struct err err = { 0 };

	check_pieces(s);
	link_read(s, f, &r);
	promise((r.state == LINK_INTACT) == (whose(s, f) != NULL),
		"intact is exact bytes");
	promise(r.whose == (r.state == LINK_INTACT ? whose(s, f) : r.whose) &&
		(r.whose != NULL) == (r.state == LINK_INTACT ||
		r.state == LINK_ALTERED), "what is ours is somebody's");
	promise((*r.how != '\0') == (r.state > LINK_INTACT || r.opaque),
		"damage is told");
	for (size_t i = 0; i < f->n_resellers; i++)
		if (link_accept(s, f->resellers[i]->provider,
		    f->resellers[i]->account, NULL, &err) != 0)
			promise(err.kind == ERR_DATA, err.text);
	return 0;
}
