#include "core/letter_memory.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/transfer_again.h"
#include "core/wrap.h"

/* A power of two; a letter has some ten paragraphs. */
#define WRAPPED 256

struct body {
	struct buf source;
	bool used[VAR_COUNT];
	struct vars vars;	/* those that are used */
	struct markdown markdown;
};

struct wrapped {
	struct buf words, lines;
};

struct letter_memory {
	struct body **bodies;	/* as many as there are templates */
	size_t n;
	struct wrapped wrapped[WRAPPED];
	struct transfer_again *text, *page;
};

struct letter_memory *
letter_memory_new(void)
{
	struct letter_memory *m = buf_zalloc(sizeof(*m));
	size_t i;

	for (i = 0; i < WRAPPED; i++) {
		buf_init(&m->wrapped[i].words, LIMIT_LETTER);
		buf_init(&m->wrapped[i].lines, LIMIT_LETTER);
	}
	m->text = transfer_again_new();
	m->page = transfer_again_new();
	return m;
}

static void
body_free(struct body *b)
{
	buf_deinit(&b->source);
	vars_deinit(&b->vars);
	markdown_deinit(&b->markdown);
	free(b);
}

void
letter_memory_free(struct letter_memory **m)
{
	size_t i;

	if (*m == NULL)
		return;
	for (i = 0; i < (*m)->n; i++)
		body_free((*m)->bodies[i]);
	for (i = 0; i < WRAPPED; i++) {
		buf_deinit(&(*m)->wrapped[i].words);
		buf_deinit(&(*m)->wrapped[i].lines);
	}
	free((*m)->bodies);
	transfer_again_free(&(*m)->text);
	transfer_again_free(&(*m)->page);
	free(*m);
	*m = NULL;
}

static struct body *
body_new(struct span source)
{
	struct body *b = buf_zalloc(sizeof(*b));
	size_t at = 0, end;
	struct span name;
	int var;

	buf_init(&b->source, LIMIT_TEMPLATE);
	buf_add(&b->source, source);
	while (vars_next(source, at, &at, &end, &name)) {
		var = vars_find(name);
		if (var >= 0)
			b->used[var] = true;
		at = end;
	}
	return b;
}

/* The one with this SOURCE, which is made if there is none yet. */
static struct body *
body_find(struct letter_memory *m, struct span source)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (span_eq(buf_span(&m->bodies[i]->source), source))
			return m->bodies[i];
	m->bodies = buf_grow(m->bodies, m->n + 1, sizeof(*m->bodies));
	return m->bodies[m->n++] = body_new(source);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
holds(const struct body *b, const struct vars *vars)
{
	size_t i;

	for (i = 0; i < VAR_COUNT; i++)
		if (b->used[i] && !same(b->vars.value[i], vars->value[i]))
			return false;
	return b->markdown.list != NULL;
}

static int
fill(struct body *b, const struct vars *vars, struct err *err)
{
	size_t i;

	vars_deinit(&b->vars);
	markdown_deinit(&b->markdown);
	for (i = 0; i < VAR_COUNT; i++)
		if (b->used[i] && vars->value[i] != NULL)
			b->vars.value[i] = buf_strdup(vars->value[i]);
	if (markdown_render(buf_span(&b->source), vars, &b->markdown, err) == 0)
		return 0;
	markdown_deinit(&b->markdown);
	return -1;
}

int
letter_memory_markdown(struct letter_memory *m, struct span body,
	const struct vars *vars, const struct markdown **m_r,
	struct err *err)
{
	struct body *b = body_find(m, body);

	*m_r = &b->markdown;
	return holds(b, vars) ? 0 : fill(b, vars, err);
}

static struct wrapped *
place(struct letter_memory *m, struct span words)
{
	static const unsigned char key[crypto_shorthash_KEYBYTES];
	unsigned char hash[crypto_shorthash_BYTES];

	crypto_shorthash(hash, words.p, words.n, key);
	return &m->wrapped[hash[0] & (WRAPPED - 1)];
}

void
letter_memory_wrap(struct letter_memory *m, struct span paragraph,
	struct buf *out)
{
	struct wrapped *w;

	if (paragraph.n == 0)
		return;
	w = place(m, paragraph);
	if (!span_eq(buf_span(&w->words), paragraph)) {
		buf_reset(&w->words);
		buf_reset(&w->lines);
		buf_add(&w->words, paragraph);
		wrap_paragraph(paragraph, WRAP_COLUMNS, &w->lines);
	}
	buf_add(out, buf_span(&w->lines));
	out->over |= !buf_ok(&w->lines);
}

const char *
letter_memory_encode(struct letter_memory *m, const char *subtype,
	struct span body, struct buf *out)
{
	return transfer_again_encode(strcmp(subtype, "html") == 0 ? m->page :
		m->text, body, out);
}
