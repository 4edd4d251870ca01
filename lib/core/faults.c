#include "core/faults.h"

#include <stdio.h>

#include "core/limits.h"

/* Room left in an error for "and 12345 more". */
#define MORE_SIZE 40

void
faults_init(struct faults *p)
{
	buf_init(&p->text, LIMIT_FAULTS);
	p->n = 0;
}

void
faults_deinit(struct faults *p)
{
	buf_deinit(&p->text);
	p->n = 0;
}

__attribute__((format(printf, 5, 0)))
static void
add(struct faults *p, const char *file, size_t line, size_t column,
	const char *fmt, va_list ap)
{
	char what[ERR_TEXT_MAX + 1];

	vsnprintf(what, sizeof(what), fmt, ap);
	p->n++;
	if (column > 0)
		buf_printf(&p->text, "%s:%zu:%zu: %s\n", file, line, column,
			what);
	else
		buf_printf(&p->text, "%s:%zu: %s\n", file, line, what);
}

void
faults_add(struct faults *p, const char *file, size_t line, size_t column,
	const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(p, file, line, column, fmt, ap);
	va_end(ap);
}

void
faults_at(struct faults *p, const char *file, struct span source,
	size_t offset, const char *fmt, ...)
{
	size_t line = 1, column = 1, i;
	va_list ap;

	for (i = 0; i < offset && i < source.n; i++) {
		if (source.p[i] == '\n') {
			line++;
			column = 1;
		} else if ((source.p[i] & 0xc0) != 0x80) {
			column++;	/* not inside a character */
		}
	}
	va_start(ap, fmt);
	add(p, file, line, column, fmt, ap);
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
