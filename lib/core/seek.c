#include "core/seek.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/find.h"
#include "core/url.h"

/* The stretch of a link without an account id that tells it from others. */
#define PIECE 16

struct needle {
	struct span what;
	enum seek_kind kind;
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
		.next = span_ifind(s->text, 0, what),
	};
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
