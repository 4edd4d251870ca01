#include "core/glance_text.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/glance_host.h"
#include "core/reach.h"
#include "core/remnant.h"
#include "core/seek.h"
#include "core/target.h"
#include "core/url.h"

/* The longest name that DNS has (RFC 1035 2.3.4). */
#define HOST_MAX 253

/* Longer addresses may carry anything. */
#define ADDRESS_MAX 200
/* Without a dot or slash: a provider's address is longer in any coding. */
#define RUN_MAX 24

static bool
add_hosts(struct glance *g, const struct provider *p)
{
	/* The id of an account may be any word then. */
	if (p->n_hosts && p->account_kind != PROVIDER_ACCOUNT_GUID &&
	    !p->signed_here)
		return false;
	for (size_t k = 0; k < p->n_hosts; k++) {
		struct span host = span_str(p->hosts[k]);
		size_t dot = span_find_byte(host, 0, '.');

		if (g->n_hosts == GLANCE_NEEDLES || dot == SPAN_NONE ||
		    dot + 1 == host.n)
			return false;
		g->dots[g->n_hosts] = dot;
		g->looks[g->n_hosts] = p->looks[k];
		g->hosts[g->n_hosts++] = host;
	}
	return true;
}

/* What tells the link from others; for one that is signed here, its token,
 * which may be copied to another host. */
static bool
add_pieces(struct glance *g, const struct reseller *r)
{
	const char *token;

	if (r->link == NULL)
		return true;
	if (g->n_pieces + 2 > GLANCE_NEEDLES)
		return false;
	g->pieces[g->n_pieces++] = needles_piece(span_str(r->link), r->account);
	token = strrchr(r->link, '/');
	if (r->provider->signed_here && token && token[1])
		g->pieces[g->n_pieces++] = span_str(token + 1);
	return true;
}

static bool
add_name(struct glance *g, struct span name)
{
	for (size_t i = 0; i < g->n_names; i++)
		if (span_ieq(g->names[i], name))
			return true;
	if (g->n_names == GLANCE_NEEDLES)
		return false;
	if (name.n)
		g->names[g->n_names++] = name;
	return true;
}

bool
glance_init(struct glance *g, const struct facts *f)
{
	*g = (struct glance){ 0 };
	for (size_t i = 0; i < f->n_providers; i++)
		if (!add_hosts(g, f->providers[i]) ||
		    !add_name(g, f->providers[i]->names_account))
			return false;
	for (size_t i = 0; i < f->n_resellers; i++)
		if (!add_pieces(g, f->resellers[i]))
			return false;
	g->own.links = seek_links(f, &g->own.n);
	return true;
}

void
glance_deinit(struct glance *g)
{
	free(g->own.links);
}

/* A host whose first dot stands at DOT. Hosts are told apart by what stands
 * around their first dots, so nearly all are passed over at once. */
static bool
host_at(const struct glance *g, struct span bytes, size_t dot)
{
	for (size_t i = 0; i < g->n_hosts; i++) {
		struct span host = g->hosts[i];
		size_t before = g->dots[i];

		if (before <= dot && host.n - before <= bytes.n - dot &&
		    span_lower(bytes.p[dot + 1]) == host.p[before + 1] &&
		    span_istarts(span_sub(bytes, dot - before, bytes.n), host))
			return true;
	}
	return false;
}

bool
glance_names(const struct glance *g, struct span bytes)
{
	size_t at = 0;

	while ((at = span_find_byte(bytes, at, '.')) != SPAN_NONE) {
		if (host_at(g, bytes, at))
			return true;
		at++;
	}
	for (size_t i = 0; i < g->n_pieces; i++)
		if (span_ifind(bytes, 0, g->pieces[i]) != SPAN_NONE)
			return true;
	for (at = 0; (at = span_find_byte(bytes, at, '[')) != SPAN_NONE; at++)
		if (at + 1 < bytes.n && bytes.p[at + 1] == '[')
			return true;
	return false;
}

static bool
is_host_byte(unsigned char c)
{
	return span_is_alnum(c) || c == '-' || c == '.';
}

/* Bytes that neither hide another one nor part an address. */
static bool
is_plain_byte(unsigned char c)
{
	return is_host_byte(c) || (c && strchr("/_~:,;!'()+$*|", c));
}

static bool
is_stop(unsigned char c)
{
	return c && strchr(".,;:!')", c);
}

static bool
only_stops(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_stop(s.p[i]))
			return false;
	return true;
}

/* ADDRESS begins with its host. True: the host may be a provider's, or can't
 * be told. */
static bool
host_matters(struct glance *g, struct span address)
{
	char host[HOST_MAX + 1];
	size_t n = 0;

	while (n < address.n && is_host_byte(address.p[n]))
		n++;
	if (n < address.n && address.p[n] != '/' &&
	    !only_stops(span_sub(address, n, address.n)))
		return true;
	while (n && address.p[n - 1] == '.')
		n--;
	if (n == 0 || n > HOST_MAX)
		return true;
	for (size_t i = 0; i < n; i++)
		host[i] = (char)span_lower(address.p[i]);
	host[n] = '\0';
	if (strcmp(host, g->harmless) == 0)
		return false;
	if (glance_resembles(g, host))
		return true;
	memcpy(g->harmless, host, n + 1);
	return false;
}

/* Something of an invitation may be copied into it: the beginning of a GUID, or
 * what gateways and trackers make of an address, which is long, and begins as
 * "http" does in base64. */
static bool
carries(struct span address)
{
	size_t hex = 0, run = 0;

	for (size_t i = 0; i < address.n; i++) {
		unsigned char c = address.p[i];

		if (hex >= 8 && c == '-')
			return true;
		hex = span_is_hex(c) ? hex + 1 : 0;
		run = c == '/' || c == '.' ? 0 : run + 1;
		if (run == RUN_MAX)
			return true;
	}
	return address.n > ADDRESS_MAX ||
		span_ifind(address, 0, span_str("ahr0")) != SPAN_NONE;
}

/* Another host in the path of ADDRESS, as redirects have it. */
static bool
path_matters(struct glance *g, struct span address)
{
	size_t at = 0;

	while ((at = span_find_byte(address, at, '/')) != SPAN_NONE) {
		struct span rest = span_from(address, ++at);

		if (target_host(rest) && host_matters(g, rest))
			return true;
	}
	return false;
}

/* All of ADDRESS, from its scheme or host on. */
static bool
address_matters(struct glance *g, struct span address)
{
	struct span scheme = span_str("://");
	size_t at = span_find(address, 0, scheme);

	for (size_t i = 0; i < address.n; i++)
		if (!is_plain_byte(address.p[i]))
			return true;
	if (carries(address))
		return true;
	if (at == SPAN_NONE)
		return host_matters(g, address) || path_matters(g, address);
	if (!span_ieq_str(span_sub(address, 0, at), "http") &&
	    !span_ieq_str(span_sub(address, 0, at), "https"))
		return true;
	address = span_sub(address, at + scheme.n, address.n);
	return span_find(address, 0, span_str("//")) != SPAN_NONE ||
		host_matters(g, address) || path_matters(g, address);
}

static size_t
word_end(struct span s, size_t at)
{
	while (at < s.n && s.p[at] > ' ' && s.p[at] != '<' && s.p[at] != '>' &&
	    s.p[at] != '"')
		at++;
	return at;
}

/* A tag inside an address may part it or not. */
static bool
is_jointed(struct span text, size_t begin, size_t end, const size_t *joints,
	size_t n)
{
	for (size_t i = 0; i < n && joints[i] < end; i++)
		if (joints[i] > begin && !only_stops(span_sub(text, joints[i],
		    end)))
			return true;
	return false;
}

/* What goes on behind [BEGIN, END) may belong to it. */
static bool
goes_on(struct glance *g, struct span text, size_t begin, size_t end)
{
	struct buf all;
	size_t last;

	if (reach_end(text, begin, g->own.links, g->own.n) > end)
		return true;
	buf_init(&all, text.n);
	last = remnant_gather(text, begin, end, g->own.links, g->own.n, &all);
	buf_deinit(&all);
	return last > end;
}

static bool
place_matters(struct glance *g, struct span text, size_t begin, size_t end,
	const size_t *joints, size_t n)
{
	return is_jointed(text, begin, end, joints, n) ||
		address_matters(g, span_sub(text, begin, end)) ||
		goes_on(g, text, begin, url_extent(text, begin));
}

/* Letters before "://" at AT. */
static size_t
scheme_begin(struct span text, size_t at)
{
	while (at && span_is_alnum(text.p[at - 1]))
		at--;
	return at;
}

static bool
schemes_matter(struct glance *g, struct span text, const size_t *joints,
	size_t n)
{
	struct span scheme = span_str("://");
	size_t at, end = 0;

	while ((at = span_find_byte(text, end, ':')) != SPAN_NONE) {
		size_t begin;

		end = at + 1;
		if (!span_starts(span_sub(text, at, text.n), scheme))
			continue;
		begin = scheme_begin(text, at);
		end = word_end(text, at);
		if (place_matters(g, text, begin, end, joints, n))
			return true;
	}
	return false;
}

/* A word goes on before AT, as sight.c takes it. */
static bool
in_word(struct span text, size_t at)
{
	unsigned char c = at ? text.p[at - 1] : ' ';

	return c > ' ' && !strchr("<>\"([\'{|", c);
}

/* "www." begins a word, or stands behind a scheme and was looked at. */
static bool
bare_hosts_matter(struct glance *g, struct span text, const size_t *joints,
	size_t n)
{
	struct span www = span_str("www.");
	size_t at = 0;

	while ((at = span_ifind(text, at, www)) != SPAN_NONE) {
		size_t end = word_end(text, at);

		if (at >= 3 && span_eq_str(span_sub(text, at - 3, at), "://"))
			;
		else if (in_word(text, at))
			return true;
		else if (place_matters(g, text, at, end, joints, n))
			return true;
		at += www.n;
	}
	return false;
}

/* An address may stand there without its scheme. */
static bool
names_matter(const struct glance *g, struct span text)
{
	size_t at = 0;

	for (; (at = span_find_byte(text, at, '=')) != SPAN_NONE; at++)
		for (size_t i = 0; i < g->n_names; i++) {
			size_t n = g->names[i].n;

			if (at + 1 >= n && span_ieq(g->names[i],
			    span_sub(text, at + 1 - n, at + 1)))
				return true;
		}
	return false;
}

bool
glance_words(struct glance *g, struct span text, const size_t *joints,
	size_t n_joints)
{
	return glance_names(g, text) || names_matter(g, text) ||
		schemes_matter(g, text, joints, n_joints) ||
		bare_hosts_matter(g, text, joints, n_joints);
}

bool
glance_target(struct glance *g, struct span target)
{
	static const char hiding[] = "%[&\\";

	if (span_istarts(target, span_str("mailto:"))) {
		for (size_t i = 0; i < target.n; i++)
			if (target.p[i] <= ' ' || target.p[i] >= 0x7F ||
			    strchr(hiding, target.p[i]))
				return true;
		return glance_names(g, target);
	}
	return span_find(target, 0, span_str("://")) == SPAN_NONE ||
		address_matters(g, target) || glance_names(g, target);
}
