#include "core/link.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/ascii.h"
#include "core/buf.h"
#include "core/damage.h"
#include "core/imitation.h"
#include "core/limits.h"
#include "core/link_alone.h"
#include "core/url.h"
#include "core/wrapper.h"

const char *
link_state_text(enum link_state state)
{
	static const char *const texts[] = {
		[LINK_UNRELATED] = "unrelated",
		[LINK_INTACT] = "intact",
		[LINK_ALTERED] = "altered",
		[LINK_FOREIGN] = "foreign",
		[LINK_IMITATION] = "imitation",
	};

	return texts[state];
}

void
link_alter(struct link_reading *r, const char *how)
{
	r->state = LINK_ALTERED;
	snprintf(r->how, sizeof(r->how), "%s", how);
}

bool
link_lapsed(const struct reseller *r, const struct facts *f)
{
	return r->lapses != 0 && f->now >= r->lapses;
}

/* An address, and what stands around it. */
struct layer {
	struct span bytes;
	char *owned;		/* when they were taken out of another */
	int depth;		/* this many are around it */
	bool whole;		/* nothing, or gateways alone: no redirect,
				   which shows its target how it likes */
	char via[160];		/* those around it, in words */
	const char *gateway;	/* the outermost of them */
};

/* All that one URL leads to, from the outside inwards. */
struct layers {
	struct layer list[LIMIT_WRAPPER_ADDRESSES];
	size_t n;
};

static void
say_around(const struct layer *outer, const struct url *u,
	const char *gateway, char *via, size_t size)
{
	const char *join = *outer->via ? "; " : "";
	char host[60];

	if (gateway)
		snprintf(via, size, "%s%swrapped by %s", outer->via, join,
		    gateway);
	else
		snprintf(via, size, "%s%sit was put behind another address, "
		    "on %s", outer->via, join, damage_quote(u->host, host,
		    sizeof host));
}

/* Takes TEXT. */
static void
add_layer(struct layers *all, const struct layer *outer, const struct url *u,
	const char *gateway, char *text)
{
	struct layer *l = &all->list[all->n];

	if (all->n == LIMIT_WRAPPER_ADDRESSES) {
		free(text);
		return;
	}
	*l = (struct layer){
		.bytes = span_str(text), .owned = text,
		.depth = outer->depth + 1,
		.whole = outer->whole && gateway,
		.gateway = outer->gateway ? outer->gateway : gateway,
	};
	say_around(outer, u, gateway, l->via, sizeof l->via);
	all->n++;
}

/* Adds what the address holds, and tells whether its host is a gateway's. */
static bool
open_layer(struct layers *all, size_t i, const struct url *u,
	struct link_reading *r)
{
	const struct layer *outer = &all->list[i];
	struct wrapper w;
	bool known;

	wrapper_open(u, &w);
	known = w.gateway && w.by_host;
	if (w.gateway && (w.n == 0 || outer->depth == LIMIT_WRAPPER_LAYERS)) {
		r->gateway = outer->gateway ? outer->gateway : w.gateway;
		r->opaque = true;
	}
	for (size_t k = 0; k < w.n && outer->depth < LIMIT_WRAPPER_LAYERS;
	    k++) {
		add_layer(all, outer, u, w.gateway, w.inner[k]);
		w.inner[k] = NULL;
	}
	wrapper_deinit(&w);
	return known;
}

/* A mark that ends a host stands in it, escaped. */
static bool
has_escaped_end(struct span host)
{
	static const char *const codes[] = { "2F", "3F", "23" };
	size_t at = 0;

	while ((at = span_find_byte(host, at, '%')) != SPAN_NONE) {
		at++;
		while (span_starts(span_from(host, at), span_str("25")))
			at += 2;
		for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
			if (span_istarts(span_from(host, at),
			    span_str(codes[i])))
				return true;
	}
	return false;
}

/* An address all of which is escaped, as it stands in a parameter, is read as
 * it was before; no program goes anywhere by it as it is. */
static bool
parse_layer(struct layer *l, struct url *u)
{
	struct err err = { 0 };
	char *plain;

	for (int i = 0; url_parse(l->bytes, u, &err) == 0; i++) {
		if (i == LIMIT_REPAIR_ROUNDS || u->has_userinfo ||
		    u->path.n || u->has_query || u->has_fragment ||
		    !has_escaped_end(u->host))
			return true;
		plain = url_unescape(l->bytes);
		free(l->owned);
		l->owned = plain;
		l->bytes = span_str(plain);
	}
	return false;
}

/* One address by itself. */
static void
read_layer(struct layers *all, size_t i, const struct facts *f,
	struct link_reading *r)
{
	struct url u;
	char *host;

	if (link_alone_known(all->list[i].bytes, f, r) ||
	    !parse_layer(&all->list[i], &u) ||
	    link_alone_provider(&u, f, r) || open_layer(all, i, &u, r))
		return;
	host = url_host(&u);
	if (imitation_host(&u, host, f, &r->provider, r->how, sizeof r->how)) {
		r->state = LINK_IMITATION;
		r->placed = imitation_invites(&u, f);
	}
	free(host);
}

/* Asked last, since a redirect to a link resembles a copy of it. */
static void
read_copy(const struct layer *layer, const struct facts *f,
	struct link_reading *r)
{
	struct err err = { 0 };
	struct url u;
	char *host;

	if (!layer->whole || url_parse(layer->bytes, &u, &err) == -1)
		return;
	host = url_host(&u);
	if (imitation_copy(&u, host, f, &r->provider, r->how, sizeof r->how)) {
		r->state = LINK_IMITATION;
		r->placed = imitation_invites(&u, f);
	}
	free(host);
}

static void
say_via(const struct layer *l, struct link_reading *r)
{
	char own[sizeof r->how];

	r->gateway = l->gateway;
	r->opaque = false;
	if (*l->via == '\0')
		return;
	memcpy(own, r->how, sizeof own);
	snprintf(r->how, sizeof r->how, "%s", l->via);
	if (r->state == LINK_INTACT)
		r->state = LINK_ALTERED;
	else
		snprintf(r->how, sizeof r->how, "%.180s; %s", own, l->via);
}

static void
say_opaque(struct link_reading *r)
{
	if (r->opaque)
		snprintf(r->how, sizeof r->how, "rewritten by %s, which alone "
		    "knows where it leads", r->gateway);
}

static void
read_layers(struct layers *all, const struct facts *f,
	struct link_reading *r)
{
	size_t i;

	for (i = 0; i < all->n && r->state == LINK_UNRELATED; i++)
		read_layer(all, i, f, r);
	if (r->state == LINK_UNRELATED)
		for (; i > 0 && r->state == LINK_UNRELATED; i--)
			read_copy(&all->list[i - 1], f, r);
	else
		i--;
	if (r->state == LINK_UNRELATED)
		say_opaque(r);
	else
		say_via(&all->list[i], r);
}

static void
read_from_outside(struct span url, const struct facts *f,
	struct link_reading *r)
{
	struct layers all;

	*r = (struct link_reading){ .state = LINK_UNRELATED };
	all.n = 1;
	all.list[0] = (struct layer){ .bytes = url, .whole = true };
	read_layers(&all, f, r);
	for (size_t i = 0; i < all.n; i++)
		free(all.list[i].owned);
}

/* The character for which another stands at the beginning of S, and its
 * length; not for dashes, which may be letters of a host. */
static size_t
meant_at(struct span s, unsigned char *meant_r)
{
	size_t n = ascii_meant(s, meant_r);

	return n && (*meant_r != '-' || s.p[0] == ASCII_WIDE) ? n : 0;
}

/* With ASCII for each such character; NULL: there is none. */
static char *
undress(struct span url)
{
	struct buf out;
	unsigned char meant;
	size_t n, found = 0;

	buf_init(&out, url.n);
	for (size_t i = 0; i < url.n; i += n ? n : 1) {
		n = meant_at(span_from(url, i), &meant);
		found += n;
		buf_add_byte(&out, n ? meant : url.p[i]);
	}
	if (found)
		return buf_take(&out);
	buf_deinit(&out);
	return NULL;
}

/* Behind what looks like a slash the host of URL goes on to a dot, so that it
 * may be anybody's: "a.example∕b.example". */
static bool
hides_host(struct span url)
{
	bool dotted = false, behind = false;
	unsigned char meant;
	struct err err = { 0 };
	struct url u;
	size_t n;

	if (url_parse(url, &u, &err) == -1)
		return false;
	for (size_t i = 0; i < u.host.n; i += n ? n : 1) {
		n = meant_at(span_from(u.host, i), &meant);
		if (n == 0)
			meant = u.host.p[i];
		if (behind && meant == '.')
			return true;
		dotted |= meant == '.';
		behind |= dotted && n && meant == '/';
	}
	return false;
}

/* What TEXT says of a link counts, unless *R knows better. */
static void
read_undressed(const char *text, const struct facts *f,
	struct link_reading *r)
{
	struct link_reading meant;

	read_from_outside(span_str(text), f, &meant);
	if (meant.state == LINK_INTACT) {
		meant.state = LINK_ALTERED;
		snprintf(meant.how, sizeof meant.how, LINK_WIDE);
	}
	if (meant.whose || meant.state == LINK_FOREIGN ||
	    r->state == LINK_UNRELATED)
		*r = meant;
}

void
link_read(struct span url, const struct facts *f, struct link_reading *r)
{
	char *text;

	/* What is longer can't be intact, and its beginning tells. */
	if (url.n > LIMIT_URL)
		url = span_sub(url, 0, LIMIT_URL);
	read_from_outside(url, f, r);
	if ((r->state != LINK_UNRELATED && r->state != LINK_IMITATION) ||
	    span_find_8bit(url, 0) == url.n || hides_host(url) ||
	    (text = undress(url)) == NULL)
		return;
	read_undressed(text, f, r);
	free(text);
}
