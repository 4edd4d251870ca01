#include "core/edits.h"

#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

struct edits {
	struct edit *list;
	size_t n;
	size_t cap;
};

struct edits *
edits_new(void)
{
	return buf_zalloc(sizeof(struct edits));
}

void
edits_free(struct edits **e)
{
	if (*e == NULL)
		return;
	for (size_t i = 0; i < (*e)->n; i++) {
		free((*e)->list[i].name);
		free((*e)->list[i].text);
		free((*e)->list[i].why);
	}
	free((*e)->list);
	free(*e);
	*e = NULL;
}

static struct edit *
add(struct edits *e, enum edit_kind kind, struct span text, const char *why)
{
	struct edit *edit;

	if (e->n == e->cap) {
		e->cap = e->cap ? e->cap * 2 : 8;
		e->list = buf_grow(e->list, e->cap, sizeof *e->list);
	}
	edit = &e->list[e->n++];
	*edit = (struct edit){ .kind = kind, .n = text.n };
	if (text.n)
		edit->text = (unsigned char *)buf_dup(text);
	edit->why = buf_strdup(why ? why : "");
	return edit;
}

void
edits_body(struct edits *e, size_t begin, size_t end, struct span text,
	const char *why)
{
	struct edit *edit = add(e, EDIT_BODY, text, why);

	edit->begin = begin;
	edit->end = end;
}

static void
add_header(struct edits *e, enum edit_kind kind, const char *name,
	size_t occurrence, struct span value, const char *why)
{
	struct edit *edit = add(e, kind, value, why);

	edit->name = buf_strdup(name);
	edit->occurrence = occurrence;
}

void
edits_header_change(struct edits *e, const char *name, size_t occurrence,
	struct span value, const char *why)
{
	add_header(e, EDIT_HEADER_CHANGE, name, occurrence, value, why);
}

void
edits_header_delete(struct edits *e, const char *name, size_t occurrence,
	const char *why)
{
	add_header(e, EDIT_HEADER_DELETE, name, occurrence, span_str(NULL),
		why);
}

void
edits_header_add(struct edits *e, const char *name, struct span value,
	const char *why)
{
	add_header(e, EDIT_HEADER_ADD, name, 0, value, why);
}

size_t
edits_count(const struct edits *e)
{
	return e->n;
}

const struct edit *
edits_get(const struct edits *e, size_t i)
{
	return &e->list[i];
}

bool
edits_touch_body(const struct edits *e)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->list[i].kind == EDIT_BODY)
			return true;
	return false;
}

static void
escape_byte(struct buf *out, unsigned char c)
{
	switch (c) {
	case '\r':
		buf_add_str(out, "\\r");
		return;
	case '\n':
		buf_add_str(out, "\\n");
		return;
	case '\t':
		buf_add_str(out, "\\t");
		return;
	case '"':
	case '\\':
		buf_add_byte(out, '\\');
		buf_add_byte(out, c);
		return;
	default:
		if (c >= ' ' && c <= '~')
			buf_add_byte(out, c);
		else
			buf_printf(out, "\\x%02X", c);
	}
}

/* Length of the character at P when it is seen as what it is: letters, marks,
 * numbers, signs. Controls, direction marks, odd spaces and other invisible
 * ones would lie to whoever reads the log: they are escaped. */
static size_t
visible(const unsigned char *p, size_t n)
{
	ucs4_t uc;
	int len = u8_mbtoucr(&uc, p, n);

	if (len < 2 || !uc_is_general_category_withtable(uc,
	    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N |
	    UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S) ||
	    uc_is_property_default_ignorable_code_point(uc))
		return 0;
	return (size_t)len;
}

void
edits_quote(struct buf *out, struct span s)
{
	size_t i = 0, n;

	buf_add_byte(out, '"');
	while (i < s.n) {
		n = visible(s.p + i, s.n - i);
		if (n) {
			buf_add(out, span_sub(s, i, i + n));
			i += n;
		} else {
			escape_byte(out, s.p[i++]);
		}
	}
	buf_add_byte(out, '"');
}

/* ASCII only: a list is compared byte by byte, whatever the terminal. */
static void
print_text(const struct edit *e, struct buf *out)
{
	buf_add_str(out, " \"");
	for (size_t i = 0; i < e->n; i++)
		escape_byte(out, e->text[i]);
	buf_add_byte(out, '"');
}

static void
print_plain(struct buf *out, const char *s)
{
	for (; *s; s++)
		if (*s == '"' || *s == '\\')
			buf_add_byte(out, (unsigned char)*s);
		else
			escape_byte(out, (unsigned char)*s);
}

static void
print_place(const struct edit *e, struct buf *out)
{
	static const char *const verbs[] = {
		[EDIT_BODY] = "body",
		[EDIT_HEADER_CHANGE] = "header change",
		[EDIT_HEADER_DELETE] = "header delete",
		[EDIT_HEADER_ADD] = "header add",
	};

	buf_printf(out, "edit %s ", verbs[e->kind]);
	if (e->kind == EDIT_BODY) {
		buf_printf(out, "%zu..%zu", e->begin, e->end);
		return;
	}
	print_plain(out, e->name);
	if (e->kind != EDIT_HEADER_ADD)
		buf_printf(out, " %zu", e->occurrence);
}

void
edits_print(const struct edits *e, struct buf *out)
{
	for (size_t i = 0; i < e->n; i++) {
		print_place(&e->list[i], out);
		if (e->list[i].kind != EDIT_HEADER_DELETE)
			print_text(&e->list[i], out);
		buf_add_str(out, " (");
		print_plain(out, e->list[i].why);
		buf_add_str(out, ")\n");
	}
}
