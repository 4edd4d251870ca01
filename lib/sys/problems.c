#include "sys/problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for "and 4294967295 more" in an error's text. */
#define MORE_ROOM 40

void
problems_add(struct problems *p, unsigned line, const char *fmt, ...)
{
	char text[ERR_TEXT_MAX];
	va_list ap;
	size_t at = p->n;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].line == line &&
		    strcmp(p->list[i].text, text) == 0)
			return;
	p->list = buf_grow(p->list, p->n + 1, sizeof *p->list);
	for (; at > 0 && p->list[at - 1].line > line; at--)
		p->list[at] = p->list[at - 1];
	p->list[at] = (struct problem){ line, buf_strdup(text) };
	p->n++;
}

void
problems_deinit(struct problems *p)
{
	while (p->n)
		free(p->list[--p->n].text);
	free(p->list);
	p->list = NULL;
}

static void
print_one(const struct problem *p, const char *path, struct buf *out)
{
	if (p->line)
		buf_printf(out, "%s:%u: %s", path, p->line, p->text);
	else
		buf_printf(out, "%s: %s", path, p->text);
}

void
problems_print(const struct problems *p, const char *path, struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		print_one(&p->list[i], path, out);
		buf_add_byte(out, '\n');
	}
}

int
problems_err(const struct problems *p, const char *path, struct err *err)
{
	struct buf all, one;
	size_t i;
	int rc = 0;

	buf_init(&all, ERR_TEXT_MAX);
	buf_init(&one, ERR_TEXT_MAX);
	for (i = 0; i < p->n; i++) {
		buf_reset(&one);
		if (i)
			buf_add_byte(&one, '\n');
		print_one(&p->list[i], path, &one);
		if (!buf_ok(&one) ||
		    (i && all.n + one.n + MORE_ROOM > ERR_TEXT_MAX))
			break;
		buf_add(&all, buf_span(&one));
	}
	if (p->n && i < p->n)
		rc = err_set(err, ERR_CONFIG, "%s\nand %zu more",
			buf_str(&all), p->n - i);
	else if (p->n)
		rc = err_set(err, ERR_CONFIG, "%s", buf_str(&all));
	buf_deinit(&all);
	buf_deinit(&one);
	return rc;
}
