#include "mime_growth.h"

void
growth_init(struct growth *g)
{
	*g = (struct growth){ .state = 1 };
	buf_init(&g->b, 65536);
}

void
growth_deinit(struct growth *g)
{
	buf_deinit(&g->b);
}

/* The same numbers every time. */
static unsigned
any(struct growth *g, size_t below)
{
	g->state = g->state * 1103515245 + 12345;
	return (g->state >> 16) % (unsigned)below;
}

/* One of the table, which ends with NULL; of forty all but one are of those
 * that it begins with, the PLAIN ones. */
static const char *
pick(struct growth *g, const char *const *table, size_t plain)
{
	size_t n = plain;

	if (any(g, 40) == 0)
		while (table[n])
			n++;
	return table[any(g, n)];
}

static void
add_line(struct growth *g, const char *s)
{
	static const char *const ends[] = { "\n", "\r\n", "\r", " \r\n" };

	buf_add_str(&g->b, s);
	buf_add_str(&g->b, any(g, 200) ? g->eol : ends[any(g, 4)]);
}

static void
add_fields(struct growth *g)
{
	static const char *const fields[] = {
		"X: y", "content-type:text/html; charset=\"UTF-8\"",
		"Content-Type: text/plain; format=flowed; delsp=yes",
		"Content-Type: application/octet-stream; name=\"a (1).p7m\"",
		"Content-Type: application/ms-tnef",
		"Content-Disposition: attachment; filename=winmail.dat",
		"Content-Disposition: INLINE; x=\"y;z\"",
		"Content-Transfer-Encoding: Quoted-Printable",
		"Content-Transfer-Encoding: base64", "Content-ID: <a@b>",
		"From: a", "Content-Length: 3", "Subject: \xE4",
		"Content-Type: text/plain; charset*=us-ascii''utf-8",
		"Content-Type: message/rfc822", "Content-Type: text",
		"Content-Type: text/html; name=\"=?utf-8?q?a?=\"",
		"Content-Disposition: x; filename*0=a; filename*1=b",
		"X : y", "no field", "--b", " more", " ", "", NULL
	};

	for (size_t i = any(g, 3) + 1; i > 0; i--)
		add_line(g, pick(g, fields, 13));
}

static void
add_lines(struct growth *g)
{
	static const char *const lines[] = {
		"x", "", "From x", ">From x", "--", "-- ", "-----a-----",
		"X: y", "=", "\xE4", "--d", "a\rb", "--b", "--b--", "--c",
		"--bb", "--c--", "--b ", "\r--b", NULL
	};

	for (size_t i = any(g, 4) + 1; i > 0; i--)
		add_line(g, pick(g, lines, 12));
}

static void
add_delimiter(struct growth *g, const char *end)
{
	buf_printf(&g->b, "%s--%s", any(g, 40) ? g->eol : "",
		g->open[g->depth - 1]);
	add_line(g, end);
}

static void
add_multipart(struct growth *g)
{
	static const char *const boundaries[] = {
		"e", "=_f", "g--", "--h", "-", "i/j", "b", "bb", "b c", "k ",
		NULL
	};
	static const char *const kinds[] = { "mixed", "Related",
		"alternative", "signed", "digest",
		"related; start=\"<a>\"", NULL };
	const char *boundary = pick(g, boundaries, 6);

	buf_printf(&g->b, "Content-Type: multipart/%s;%s\tboundary=\"%s\"",
		pick(g, kinds, 4), g->eol, boundary);
	add_line(g, "");
	add_line(g, "");
	if (any(g, 3) == 0)
		add_lines(g);
	g->open[g->depth++] = boundary;
}

/* A child of the innermost multipart, or its end. */
static void
add_part(struct growth *g)
{
	unsigned what = any(g, 4);

	if (what == 0 && g->depth > 1) {
		add_delimiter(g, "--");
		g->depth--;
		return;
	}
	add_delimiter(g, "");
	if (what == 1 && g->depth < 4) {
		add_multipart(g);
		add_delimiter(g, "");
	}
	add_fields(g);
	add_line(g, "");
	add_lines(g);
}

void
growth_next(struct growth *g)
{
	static const char *const fields[] = {
		"Subject: =?utf-8?q?x?=", "From: <<,", "Content-Language: de",
		"X(y): z", "X : y", "no field", "Content-Transfer-Encoding: x",
		"Content-Disposition: attachment", NULL
	};

	buf_reset(&g->b);
	g->eol = any(g, 2) ? "\r\n" : "\n";
	g->depth = 0;
	add_line(g, pick(g, fields, 4));
	add_line(g, "MIME-Version: 1.0");
	add_multipart(g);
	for (size_t i = any(g, 6) + 1; i > 0; i--)
		add_part(g);
	for (; g->depth > 0; g->depth--)
		add_delimiter(g, "--");
	if (any(g, 3) == 0)
		add_lines(g);
}

void
growth_nest(struct buf *b, size_t levels, size_t parts, const char *fields)
{
	buf_add_str(b, "MIME-Version: 1.0\r\n");
	for (size_t i = 0; i < levels; i++)
		buf_printf(b, "Content-Type: multipart/mixed; "
			"boundary=b%zuq\r\n\r\n--b%zuq\r\n", i, i);
	for (size_t i = 0; i < parts; i++)
		buf_printf(b, "%s\r\nx\r\n--b%zuq%s\r\n", fields, levels - 1,
			i + 1 == parts ? "--" : "");
	for (size_t i = levels - 1; i-- > 0; )
		buf_printf(b, "--b%zuq--\r\n", i);
}
