#include "core/locked.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/locale.h"
#include "core/markdown.h"

struct language {
	char *locale;
	struct template *template;
};

struct locked_texts {
	struct language *list;
	size_t n;
};

struct locked_texts *
locked_texts_new(void)
{
	return buf_zalloc(sizeof(struct locked_texts));
}

void
locked_texts_free(struct locked_texts **t)
{
	size_t i;

	if (*t == NULL)
		return;
	for (i = 0; i < (*t)->n; i++) {
		free((*t)->list[i].locale);
		template_free(&(*t)->list[i].template);
	}
	free((*t)->list);
	free(*t);
	*t = NULL;
}

void
locked_texts_add(struct locked_texts *t, const char *locale,
	struct template *template)
{
	t->list = buf_grow(t->list, t->n + 1, sizeof(*t->list));
	t->list[t->n++] = (struct language){ buf_strdup(locale), template };
}

size_t
locked_texts_count(const struct locked_texts *t)
{
	return t->n;
}

static size_t
find_exactly(const struct locked_texts *t, const char *name)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->list[i].locale, name) == 0)
			return i;
	return SPAN_NONE;
}

size_t
locked_texts_find(const struct locked_texts *t, struct span tag)
{
	char *name = locale_name(tag), *next;
	size_t found = SPAN_NONE;

	while (name != NULL) {
		found = find_exactly(t, name);
		next = found == SPAN_NONE && strchr(name, '-') != NULL ?
			locale_next(name) : NULL;
		free(name);
		name = next;
	}
	return found;
}

/* P's words are the next of the block's; white space before them is not
 * theirs. */
static void
read_words(struct locked_block *b, struct locked_paragraph *p)
{
	struct words *w = &b->words;

	words_break(w);
	p->begin = w->n;
	if (p->link)
		words_add_link(w, 0, 0);
	else
		words_add(w, span_str(p->text), 0);
	if (p->begin < w->n && w->list[p->begin] == ' ')
		p->begin++;
	p->end = w->n;
}

/* Once all are read, and stay where they are. */
static void
share_words(struct locked_block *b)
{
	size_t i;

	for (i = 0; i < b->n; i++) {
		struct locked_paragraph *p = &b->list[i];

		if (!p->link)
			p->words = (struct words){
				.list = b->words.list + p->begin,
				.n = p->end - p->begin };
	}
}

static void
take_paragraphs(struct locked_block *b, struct markdown *m)
{
	size_t i;

	b->list = buf_zalloc((m->n + 1) * sizeof(*b->list));
	b->n = m->n;
	for (i = 0; i < m->n; i++) {
		struct locked_paragraph *p = &b->list[i];

		p->link = m->list[i].link;
		p->text = m->list[i].text;
		m->list[i].text = NULL;
		if (p->link)
			b->link = i;
		read_words(b, p);
	}
	share_words(b);
}

static int
add_label(const struct template *t, enum template_key key,
	const struct vars *v, struct words *out, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_LETTER);
	rc = vars_expand(v, template_value(t, key), &b, err);
	words_add(out, buf_span(&b), 0);
	buf_deinit(&b);
	return rc;
}

static int
make(const struct language *l, const struct vars *v, struct locked_block *b,
	struct err *err)
{
	struct markdown m;

	*b = (struct locked_block){ .locale = l->locale };
	if (markdown_render(template_body(l->template), v, &m, err) != 0)
		return -1;
	take_paragraphs(b, &m);
	markdown_deinit(&m);
	if (add_label(l->template, TEMPLATE_BUTTON, v, &b->button, err) != 0)
		return -1;
	return add_label(l->template, TEMPLATE_COPY, v, &b->copy, err);
}

int
locked_blocks_make(const struct locked_texts *t, const char *partner,
	struct locked_block **list_r, struct err *err)
{
	struct vars v = { { NULL } };
	struct locked_block *list = buf_zalloc((t->n + 1) * sizeof(*list));
	size_t i;
	int rc = 0;

	v.value[VAR_PARTNER] = buf_strdup(partner);
	for (i = 0; i < t->n && rc == 0; i++)
		rc = make(&t->list[i], &v, &list[i], err);
	vars_deinit(&v);
	if (rc == 0)
		*list_r = list;
	else
		locked_blocks_free(&list, t->n);
	return rc == 0 ? 0 : err_prefix(err, "locked block");
}

void
locked_blocks_free(struct locked_block **list, size_t n)
{
	size_t i, k;

	if (*list == NULL)
		return;
	for (i = 0; i < n; i++) {
		struct locked_block *b = &(*list)[i];

		for (k = 0; k < b->n; k++)
			free(b->list[k].text);
		free(b->list);
		words_deinit(&b->words);
		words_deinit(&b->button);
		words_deinit(&b->copy);
	}
	free(*list);
	*list = NULL;
}
