#include "core/letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/bidi.h"
#include "core/html.h"
#include "core/limits.h"
#include "core/locale.h"
#include "core/wrap.h"

/* The logo fits in it, in CSS pixels. */
#define LOGO_WIDTH 240
#define LOGO_HEIGHT 48

/* Everything that is written, variables filled in, before it takes a form. */
struct written {
	char *key[TEMPLATE_KEYS];	/* plain characters; NULL: absent */
	const struct markdown *own, *locked;	/* in made, or the memory's */
	struct markdown made[2];
	const struct vars *vars;
	struct vars prose;	/* the same as they stand in sentences */
	const char *locale;
	const struct image *logo;
	const char *logo_source;
	struct letter_memory *memory;
};

static void
written_deinit(struct written *w)
{
	size_t i;

	for (i = 0; i < TEMPLATE_KEYS; i++)
		free(w->key[i]);
	markdown_deinit(&w->made[0]);
	markdown_deinit(&w->made[1]);
	vars_deinit(&w->prose);
}

/* In right-to-left text a value is kept apart from what stands around it. */
static void
prose_fill(struct written *w)
{
	size_t i;

	for (i = 0; i < VAR_COUNT; i++)
		w->prose.value[i] = locale_rtl(w->locale) ?
			bidi_isolate(w->vars->value[i]) :
			buf_strdup(w->vars->value[i]);
}

static int
key_expand(struct written *w, const struct letter_parts *parts,
	enum template_key key, struct err *err)
{
	struct span value = template_value(parts->own, key);
	struct buf b;

	if (value.n == 0)
		value = template_value(parts->locked, key);
	if (value.n == 0)
		return 0;
	buf_init(&b, LIMIT_LETTER);
	/* Invisible characters in a subject look like a trick to filters. */
	if (vars_expand(key == TEMPLATE_SUBJECT ? w->vars : &w->prose, value,
		&b, err) < 0) {
		buf_deinit(&b);
		return -1;
	}
	w->key[key] = buf_take(&b);
	return 0;
}

static int
body_expand(struct written *w, const struct template *t,
	struct markdown *made, const struct markdown **m_r, struct err *err)
{
	struct span body = template_body(t);

	*m_r = made;
	return w->memory == NULL ?
		markdown_render(body, &w->prose, made, err) :
		letter_memory_markdown(w->memory, body, &w->prose, m_r, err);
}

static int
written_fill(struct written *w, const struct letter_parts *parts,
	struct err *err)
{
	enum template_key unused =
		template_greeting(w->vars) == TEMPLATE_GREETING ?
		TEMPLATE_GREETING_WITHOUT_NAME : TEMPLATE_GREETING;
	int key;

	prose_fill(w);
	for (key = 0; key < TEMPLATE_KEYS; key++)
		if (key != (int)unused && key_expand(w, parts,
			(enum template_key)key, err) < 0)
			return -1;
	if (body_expand(w, parts->own, &w->made[0], &w->own, err) < 0)
		return -1;
	return body_expand(w, parts->locked, &w->made[1], &w->locked, err);
}

static int
check_values(const struct letter_parts *parts, const struct vars *vars,
	struct err *err)
{
	struct faults p;
	int rc;

	faults_init(&p);
	template_check_values(parts->own, vars, &p);
	template_check_values(parts->locked, vars, &p);
	rc = faults_err(&p, ERR_DATA, err);
	faults_deinit(&p);
	return rc;
}

/* Who asks, as the accepting page shows it too. */
static const enum var signature[] = {
	VAR_SENDER, VAR_PARTNER, VAR_ADDRESS, VAR_PHONE, VAR_CONTACT,
};
#define SIGNATURE_LINES (sizeof(signature) / sizeof(signature[0]))

static size_t
signature_lines(const struct vars *v, struct span *lines)
{
	size_t n = 0, i;

	for (i = 0; i < SIGNATURE_LINES; i++)
		if (v->value[signature[i]] != NULL)
			lines[n++] = span_str(v->value[signature[i]]);
	return n;
}

static void
add_wrapped(const struct written *w, struct span s, struct buf *out)
{
	if (w->memory == NULL)
		wrap_paragraph(s, WRAP_COLUMNS, out);
	else
		letter_memory_wrap(w->memory, s, out);
}

static void
text_paragraph(const struct written *w, const char *s, struct buf *out)
{
	if (s == NULL)
		return;
	add_wrapped(w, span_str(s), out);
	buf_add_byte(out, '\n');
}

/* A number that stands alone has no direction of its own. */
static void
text_signature(const struct written *w, struct span line, struct buf *out)
{
	struct buf b;

	buf_init(&b, LIMIT_LETTER);
	if (locale_rtl(w->locale) && bidi_first(line) == BIDI_NONE)
		bidi_add_ltr(&b, line);
	else
		buf_add(&b, line);
	add_wrapped(w, buf_span(&b), out);
	buf_deinit(&b);
}

static char *
write_text(const struct written *w)
{
	struct span lines[SIGNATURE_LINES];
	struct buf b;
	size_t i, n;

	buf_init(&b, LIMIT_LETTER);
	text_paragraph(w, w->key[template_greeting(w->vars)], &b);
	for (i = 0; i < w->own->n; i++)
		text_paragraph(w, w->own->list[i].text, &b);
	for (i = 0; i < w->locked->n; i++) {
		if (w->locked->list[i].link)
			buf_printf(&b, "%s\n\n", w->vars->value[VAR_LINK]);
		else
			text_paragraph(w, w->locked->list[i].text, &b);
	}
	/* RFC 3676 4.3: what follows "-- " is the signature. */
	buf_add_str(&b, "-- \n");
	n = signature_lines(w->vars, lines);
	for (i = 0; i < n; i++)
		text_signature(w, lines[i], &b);
	if (buf_ok(&b))
		return buf_take(&b);
	buf_deinit(&b);
	return NULL;
}

/* Strings of HTML that live as long as the page is written. */
struct pieces {
	char **list;
	size_t n;
	bool over;		/* one did not fit */
};

/* HTML, its values kept apart by markup. */
static struct span
piece(struct pieces *p, struct span html)
{
	struct buf b;

	buf_init(&b, LIMIT_LETTER);
	bidi_add_markup(&b, html);
	p->over |= !buf_ok(&b);
	p->list = buf_grow(p->list, p->n + 1, sizeof(*p->list));
	p->list[p->n] = buf_take(&b);
	return span_str(p->list[p->n++]);
}

static struct span
piece_escaped(struct pieces *p, const char *s)
{
	struct span made;
	struct buf b;

	buf_init(&b, LIMIT_LETTER);
	html_escape(&b, span_str(s));
	p->over |= !buf_ok(&b);
	made = piece(p, buf_span(&b));
	buf_deinit(&b);
	return made;
}

static void
pieces_deinit(struct pieces *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		free(p->list[i]);
	free(p->list);
}

static void
fill_slots(const struct written *w, struct pieces *p, struct skeleton_fill *f)
{
	bool rtl = locale_rtl(w->locale);

	f->slot[SKELETON_LANG] = piece_escaped(p, w->locale);
	f->slot[SKELETON_DIR] = span_str(rtl ? "rtl" : "ltr");
	f->slot[SKELETON_ALIGN] = span_str(rtl ? "right" : "left");
	f->slot[SKELETON_SUBJECT] =
		piece_escaped(p, w->key[TEMPLATE_SUBJECT]);
	f->slot[SKELETON_PREHEADER] =
		piece_escaped(p, w->key[TEMPLATE_PREHEADER]);
	f->slot[SKELETON_PARTNER] =
		piece_escaped(p, w->vars->value[VAR_PARTNER]);
	f->slot[SKELETON_HREF] = piece_escaped(p, w->vars->value[VAR_LINK]);
	f->slot[SKELETON_BUTTON] = piece_escaped(p, w->key[TEMPLATE_BUTTON]);
	f->slot[SKELETON_COPY] = piece_escaped(p, w->key[TEMPLATE_COPY]);
}

static struct span
piece_number(struct pieces *p, unsigned n)
{
	char s[3 * sizeof(n) + 1];

	snprintf(s, sizeof(s), "%u", n);
	return piece(p, span_str(s));
}

static void
fill_logo(const struct written *w, struct pieces *p, struct skeleton_fill *f)
{
	/* It has no text of its own. */
	static const struct span none = { NULL, 0 };
	unsigned width, height;

	if (w->logo == NULL)
		return;
	image_fit(w->logo, LOGO_WIDTH, LOGO_HEIGHT, &width, &height);
	f->slot[SKELETON_SOURCE] = piece_escaped(p, w->logo_source);
	f->slot[SKELETON_WIDTH] = piece_number(p, width);
	f->slot[SKELETON_HEIGHT] = piece_number(p, height);
	f->items[SKELETON_LOGO] = &none;
	f->n[SKELETON_LOGO] = 1;
}

static void
fill_paragraphs(const struct written *w, struct pieces *p, struct span *own,
	struct span *locked, struct skeleton_fill *f)
{
	size_t i, before = 0;

	for (i = 0; i < w->own->n; i++)
		own[i] = piece(p, span_str(w->own->list[i].html));
	for (i = 0; i < w->locked->n; i++) {
		locked[i] = piece(p, span_str(w->locked->list[i].html));
		if (w->locked->list[i].link)
			before = i;
	}
	f->items[SKELETON_OWN] = own;
	f->n[SKELETON_OWN] = w->own->n;
	f->items[SKELETON_BEFORE] = locked;
	f->n[SKELETON_BEFORE] = before;
	f->items[SKELETON_LINK] = locked + before;
	f->n[SKELETON_LINK] = 1;
	f->items[SKELETON_AFTER] = locked + before + 1;
	f->n[SKELETON_AFTER] = w->locked->n - before - 1;
}

static char *
write_html(const struct written *w, const struct skeleton *skeleton)
{
	const char *hello = w->key[template_greeting(w->vars)];
	struct span own[LIMIT_OWN_PARAGRAPHS], locked[LIMIT_LOCKED_PARAGRAPHS];
	struct span lines[SIGNATURE_LINES], greeting;
	struct skeleton_fill f = { .n = { 0 } };
	struct pieces p = { .list = NULL };
	struct buf b;
	size_t i;
	char *html = NULL;

	fill_slots(w, &p, &f);
	fill_logo(w, &p, &f);
	fill_paragraphs(w, &p, own, locked, &f);
	greeting = piece_escaped(&p, hello);
	f.items[SKELETON_GREETING] = &greeting;
	f.n[SKELETON_GREETING] = hello != NULL;
	f.items[SKELETON_SIGNATURE] = lines;
	f.n[SKELETON_SIGNATURE] = signature_lines(w->vars, lines);
	for (i = 0; i < f.n[SKELETON_SIGNATURE]; i++)
		lines[i] = piece_escaped(&p, (const char *)lines[i].p);
	buf_init(&b, LIMIT_LETTER);
	skeleton_write(skeleton, &f, &b);
	if (buf_ok(&b) && !p.over)
		html = buf_take(&b);
	buf_deinit(&b);
	pieces_deinit(&p);
	return html;
}

int
letter_write(const struct letter_parts *parts, const struct vars *vars,
	struct letter *l_r, struct err *err)
{
	struct written w = { .vars = vars, .locale = parts->locale,
		.logo = parts->logo, .logo_source = parts->logo_source,
		.memory = parts->memory };
	int rc = -1;

	*l_r = (struct letter){ NULL, NULL, NULL };
	if (check_values(parts, vars, err) < 0)
		return -1;
	if (written_fill(&w, parts, err) < 0)
		goto out;
	l_r->subject = buf_strdup(w.key[TEMPLATE_SUBJECT]);
	l_r->text = write_text(&w);
	l_r->html = write_html(&w, parts->skeleton);
	if (l_r->text == NULL || l_r->html == NULL) {
		letter_deinit(l_r);
		err_set(err, ERR_LIMIT, "%s: the invitation is larger than "
			"%d bytes; shorten it", template_file(parts->own),
			LIMIT_LETTER);
		goto out;
	}
	rc = 0;
out:
	written_deinit(&w);
	return rc;
}

void
letter_deinit(struct letter *l)
{
	free(l->subject);
	free(l->text);
	free(l->html);
	*l = (struct letter){ NULL, NULL, NULL };
}
