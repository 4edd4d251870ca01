#include "core/faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"

/* Room left in an error for "and 12345 more". */
#define MORE_SIZE 40

void
faults_init(struct faults *p)
{
	*p = (struct faults){ .list = NULL };
	buf_init(&p->text, LIMIT_FAULTS);
}

void
faults_deinit(struct faults *p)
{
	buf_deinit(&p->text);
	free(p->list);
	*p = (struct faults){ .list = NULL };
}

__attribute__((format(printf, 4, 0)))
static void
add(struct faults *p, struct fault f, const char *file, const char *fmt,
	va_list ap)
{
	char what[ERR_TEXT_MAX + 1];

	vsnprintf(what, sizeof(what), fmt, ap);
	p->n++;
	if (f.column > 0)
		buf_printf(&p->text, "%s:%zu:%zu: %s\n", file, f.line,
			f.column, what);
	else
		buf_printf(&p->text, "%s:%zu: %s\n", file, f.line, what);
	if (!buf_ok(&p->text))
		return;
	f.end = p->text.n - 1;
	f.begin = f.end - strlen(what);
	if (p->n_list == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 16;
		p->list = buf_grow(p->list, p->cap, sizeof(*p->list));
	}
	p->list[p->n_list++] = f;
}

void
faults_add(struct faults *p, const char *file, size_t line, size_t column,
	const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(p, (struct fault){ .line = line, .column = column }, file, fmt,
		ap);
	va_end(ap);
}

void
faults_place(struct span source, size_t offset, size_t *line_r,
	size_t *column_r)
{
	size_t i;

	*line_r = *column_r = 1;
	for (i = 0; i < offset && i < source.n; i++) {
		if (source.p[i] == '\n') {
			++*line_r;
			*column_r = 1;
		} else if ((source.p[i] & 0xc0) != 0x80) {
			++*column_r;	/* not inside a character */
		}
	}
}

void
faults_at(struct faults *p, const char *file, struct span source,
	size_t offset, const char *fmt, ...)
{
	struct fault f = { .rule = NULL };
	va_list ap;

	faults_place(source, offset, &f.line, &f.column);
	va_start(ap, fmt);
	add(p, f, file, fmt, ap);
	va_end(ap);
}

void
faults_break(struct faults *p, const char *rule, const char *file,
	struct span source, size_t offset, const char *fmt, ...)
{
	struct fault f = { .rule = rule };
	va_list ap;

	faults_place(source, offset, &f.line, &f.column);
	va_start(ap, fmt);
	add(p, f, file, fmt, ap);
	va_end(ap);
}

int
faults_err(const struct faults *p, enum err_kind kind, struct err *err)
{
	struct span all = buf_span(&p->text);
	size_t end = 0, shown = 0, eol;

	if (p->n == 0)
		return 0;
	for (;;) {
		eol = span_find_byte(all, end, '\n');
		if (eol == SPAN_NONE ||
			(shown > 0 && eol + 1 > ERR_TEXT_MAX - MORE_SIZE))
			break;
		end = eol + 1;
		shown++;
	}
	if (shown == p->n)
		return err_set(err, kind, "%.*s", (int)(end - 1),
			(const char *)all.p);
	return err_set(err, kind, "%.*sand %zu more", (int)end,
		(const char *)all.p, p->n - shown);
}
