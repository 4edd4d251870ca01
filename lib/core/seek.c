#include "core/seek.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/find.h"
#include "core/url.h"

/* The stretch of a link without an account id that tells it from others. */
#define PIECE 16

struct needle {
	struct span what;
	enum seek_kind kind;
	size_t anchor;		/* a byte of it that has no other case */
	bool sought;
	size_t next;		/* where it is found next; SPAN_NONE: no more */
};

struct seek {
	struct span text;
	struct needle *needles;
	size_t n;
};

static void
add(struct seek *s, struct span what, enum seek_kind kind)
{
	s->needles[s->n++] = (struct needle){
		.what = what,
		.kind = kind,
		.anchor = span_anchor(what),
		.next = SPAN_NONE,
	};
}

/* Puts down the first place of each needle with this byte in it that is found
 * with the byte at AT; tells how many were looked for and are found now. */
static size_t
take_places(struct seek *s, size_t first, size_t at)
{
	size_t found = 0;

	for (size_t i = first; i < s->n; i++) {
		struct needle *n = &s->needles[i];

		if (n->next != SPAN_NONE || n->anchor == n->what.n ||
		    n->what.p[n->anchor] != s->text.p[at] ||
		    at < n->anchor || !span_istarts(span_sub(s->text,
		    at - n->anchor, s->text.n), n->what))
			continue;
		n->next = at - n->anchor;
		found++;
	}
	return found;
}

/* Which bytes, in small letters, stand behind the anchor of some needle, or
 * before it where nothing stands behind: most dots end a sentence. */
struct neighbours {
	bool before[256];
	bool behind[256];
};

static bool
may_be_near(const struct neighbours *near, struct span text, size_t at)
{
	return (at && near->before[span_lower(text.p[at - 1])]) ||
		(at + 1 < text.n &&
		near->behind[span_lower(text.p[at + 1])]) || at == 0 ||
		at + 1 == text.n;
}

static void
note_neighbour(struct neighbours *near, const struct needle *n)
{
	if (n->anchor + 1 < n->what.n)
		near->behind[span_lower(n->what.p[n->anchor + 1])] = true;
	else if (n->anchor)
		near->before[span_lower(n->what.p[n->anchor - 1])] = true;
	else
		memset(near->before, true, sizeof near->before);
}

/* Finds the needles that are anchored on the byte that the first of them is,
 * all on one way through the text: hosts have their dots in common. */
static void
find_group(struct seek *s, size_t first)
{
	unsigned char byte = s->needles[first].what.p[
		s->needles[first].anchor];
	struct neighbours near = { .before = { false } };
	size_t at = 0, left = 0;

	for (size_t i = first; i < s->n; i++) {
		struct needle *n = &s->needles[i];

		if (n->anchor == n->what.n || n->what.p[n->anchor] != byte)
			continue;
		n->sought = true;
		note_neighbour(&near, n);
		left++;
	}
	for (; left && (at = span_find_byte(s->text, at, byte)) !=
	    SPAN_NONE; at++)
		if (may_be_near(&near, s->text, at))
			left -= take_places(s, first, at);
}

static void
find_first(struct seek *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct needle *n = &s->needles[i];

		if (n->anchor == n->what.n)
			n->next = span_ifind(s->text, 0, n->what);
		else if (!n->sought)
			find_group(s, i);
	}
}

struct span
seek_piece(struct span link, const char *account)
{
	struct span id = span_str(account);
	size_t at = id.n ? span_ifind(link, 0, id) : SPAN_NONE;

	if (at != SPAN_NONE)
		return span_sub(link, at, at + id.n);
	if (link.n <= PIECE)
		return link;
	return span_sub(link, (link.n - PIECE) / 2, (link.n + PIECE) / 2);
}

static void
add_hosts(struct seek *s, const struct facts *f)
{
	size_t i, j;

	for (i = 0; i < f->n_providers; i++)
		for (j = 0; j < f->providers[i]->n_hosts; j++)
			add(s, span_str(f->providers[i]->hosts[j]), SEEK_HOST);
}

static void
add_pieces(struct seek *s, const struct facts *f)
{
	size_t i;

	for (i = 0; i < f->n_resellers; i++) {
		const struct reseller *r = f->resellers[i];

		if (r->link != NULL)
			add(s, seek_piece(span_str(r->link), r->account),
				SEEK_PIECE);
	}
}

/* At most so many needles. */
static size_t
count(const struct facts *f)
{
	size_t n = 3 + f->n_resellers;

	for (size_t i = 0; i < f->n_providers; i++)
		n += f->providers[i]->n_hosts;
	return n;
}

struct seek *
seek_new(struct span text, const struct facts *f)
{
	struct seek *s = buf_zalloc(sizeof(*s));

	s->text = text;
	s->needles = buf_alloc(count(f) * sizeof(*s->needles));
	add(s, span_str("://"), SEEK_SCHEME);
	add(s, span_str("www."), SEEK_HOST);
	add(s, span_str("[["), SEEK_PLACEHOLDER);
	add_hosts(s, f);
	add_pieces(s, f);
	find_first(s);
	return s;
}

void
seek_free(struct seek **s)
{
	if (*s == NULL)
		return;
	free((*s)->needles);
	free(*s);
	*s = NULL;
}

int
seek_next(struct seek *s, size_t from, struct seek_place *place_r)
{
	struct needle *first = NULL;
	size_t i;

	for (i = 0; i < s->n; i++) {
		struct needle *n = &s->needles[i];

		if (n->next != SPAN_NONE && n->next < from)
			n->next = span_ifind(s->text, from, n->what);
		if (n->next != SPAN_NONE &&
		    (first == NULL || n->next < first->next))
			first = n;
	}
	if (first == NULL)
		return 0;
	*place_r = (struct seek_place){
		.at = first->next,
		.kind = first->kind,
		.what = first->what,
	};
	return 1;
}

static void
add_link(struct span **links, size_t *n, const char *link)
{
	if (link == NULL)
		return;
	*links = buf_grow(*links, *n + 1, sizeof(**links));
	(*links)[(*n)++] = span_str(link);
}

struct span *
seek_links(const struct facts *f, size_t *n_r)
{
	struct span *links = NULL;
	size_t i, j;

	*n_r = 0;
	for (i = 0; i < f->n_resellers; i++)
		add_link(&links, n_r, f->resellers[i]->link);
	for (i = 0; i < f->n_resellers; i++)
		for (j = 0; j < f->resellers[i]->n_earlier; j++)
			add_link(&links, n_r, f->resellers[i]->earlier[j]);
	return links;
}

bool
seek_placeholder(struct span target)
{
	char *plain = url_unescape(target);
	bool found = span_ifind(span_str(plain), 0,
		span_str(FIND_PLACEHOLDER)) != SPAN_NONE;

	free(plain);
	return found;
}

bool
seek_scent(struct span bytes, const struct facts *f)
{
	struct seek *s = seek_new(bytes, f);
	size_t i;
	bool scent = span_ifind(bytes, 0, span_str(FIND_PLACEHOLDER)) !=
		SPAN_NONE;

	/* The first three are in every mail: "://", "www." and "[[". */
	for (i = 3; i < s->n && !scent; i++)
		scent = s->needles[i].next != SPAN_NONE;
	seek_free(&s);
	return scent;
}
