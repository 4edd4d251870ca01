#include "core/link_memo.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/limits.h"

struct entry {
	char *url;
	size_t n;
	struct link_reading reading;
};

struct link_memo {
	const struct facts *facts;
	struct entry *entries;
	size_t n, cap;
};

struct link_memo *
link_memo_new(const struct facts *f)
{
	struct link_memo *m = buf_zalloc(sizeof *m);

	m->facts = f;
	return m;
}

void
link_memo_free(struct link_memo **m)
{
	if (*m == NULL)
		return;
	for (size_t i = 0; i < (*m)->n; i++)
		free((*m)->entries[i].url);
	free((*m)->entries);
	free(*m);
	*m = NULL;
}

static const struct entry *
find(const struct link_memo *m, struct span url)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct entry *e = &m->entries[i];

		if (span_eq(url, (struct span){
		    (const unsigned char *)e->url, e->n }))
			return e;
	}
	return NULL;
}

/* The last one is remembered whatever was read before: what an href leads to
 * is asked for twice. */
static void
add(struct link_memo *m, struct span url, const struct link_reading *r)
{
	if (m->n > LIMIT_LINK_MEMO)
		free(m->entries[--m->n].url);
	if (m->n == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 8;
		m->entries = buf_grow(m->entries, m->cap, sizeof *m->entries);
	}
	m->entries[m->n++] = (struct entry){ buf_dup(url), url.n, *r };
}

void
link_memo_read(struct link_memo *m, struct span url, const struct facts *f,
	struct link_reading *r)
{
	const struct entry *e;

	if (m == NULL || m->facts != f || url.n > LIMIT_URL) {
		link_read(url, f, r);
		return;
	}
	e = find(m, url);
	if (e) {
		*r = e->reading;
		return;
	}
	link_read(url, f, r);
	add(m, url, r);
}
