#include "qr_code.h"

#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/markup.h"

/* Of the largest code with 177 modules a side, far more than needed. */
#define SVG_MAX (4 * 1024 * 1024)

struct qr_code {
	QRcode *code;
	char *text;
};

int
qr_code_new(const char *text, enum qr_level level, struct qr_code **q_r,
	struct err *err)
{
	static const QRecLevel levels[] = {
		[QR_LEVEL_L] = QR_ECLEVEL_L, [QR_LEVEL_M] = QR_ECLEVEL_M,
		[QR_LEVEL_Q] = QR_ECLEVEL_Q, [QR_LEVEL_H] = QR_ECLEVEL_H,
	};
	/* 8-bit mode: what is scanned is these bytes, no other letter case
	 * and no other charset. */
	QRcode *code = QRcode_encodeString8bit(text, 0, levels[level]);

	if (code == NULL)
		return err_set(err, ERR_LIMIT, "%zu bytes do not fit into a QR "
			"code at this level; take a lower one", strlen(text));
	*q_r = buf_zalloc(sizeof **q_r);
	(*q_r)->code = code;
	(*q_r)->text = buf_strdup(text);
	return 0;
}

void
qr_code_free(struct qr_code **q)
{
	if (*q == NULL)
		return;
	QRcode_free((*q)->code);
	free((*q)->text);
	free(*q);
	*q = NULL;
}

int
qr_code_side(const struct qr_code *q)
{
	return q->code->width;
}

bool
qr_code_dark(const struct qr_code *q, int x, int y)
{
	return q->code->data[y * q->code->width + x] & 1;
}

const char *
qr_code_text(const struct qr_code *q)
{
	return q->text;
}

size_t
qr_code_lines(const struct qr_code *q, size_t n)
{
	return (strlen(q->text) + n - 1) / n;
}

struct span
qr_code_line(const struct qr_code *q, size_t n, size_t i)
{
	struct span all = span_str(q->text);
	size_t end = (i + 1) * n;

	return span_sub(all, i * n, end < all.n ? end : all.n);
}

/* An attribute whose value is a number of pixels or modules. */
static void
add_number(struct markup *m, const char *name, int value)
{
	char text[40];

	snprintf(text, sizeof text, " %s=\"%d\"", name, value);
	markup_literal(m, text);
}

/* One run of dark modules as a rectangle in the path. */
static void
add_runs(const struct qr_code *q, int y, struct markup *m)
{
	int side = qr_code_side(q), x, end;
	char run[80];

	for (x = 0; x < side; x = end + 1) {
		for (end = x; end < side && qr_code_dark(q, end, y); end++)
			;
		if (end == x)
			continue;
		snprintf(run, sizeof run, "M%d %dh%dv1h-%dz", x + QR_QUIET,
			y + QR_QUIET, end - x, end - x);
		markup_literal(m, run);
	}
}

/* Each line as wide as it is here, whatever font there is. */
static void
add_text(const struct qr_code *q, size_t n, struct markup *m)
{
	int y = qr_code_side(q) + 2 * QR_QUIET + 1;
	struct span line;
	size_t i;

	markup_html(m, "<g font-family=\"monospace\" font-size=\"1.6\">\n");
	for (i = 0; i < qr_code_lines(q, n); i++, y += 2) {
		line = qr_code_line(q, n, i);
		markup_html(m, "<text");
		add_number(m, "x", QR_QUIET);
		add_number(m, "y", y);
		add_number(m, "textLength", (int)line.n);
		markup_html(m, " lengthAdjust=\"spacingAndGlyphs\">");
		markup_span(m, line);
		markup_html(m, "</text>\n");
	}
	markup_html(m, "</g>\n");
}

static void
add_head(int width, int height, int scale, const char *title,
	const char *text, struct markup *m)
{
	char box[60];

	markup_html(m, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<svg xmlns=\"http://www.w3.org/2000/svg\"");
	add_number(m, "width", width * scale);
	add_number(m, "height", height * scale);
	snprintf(box, sizeof box, "0 0 %d %d", width, height);
	markup_attribute(m, "viewBox", box);
	markup_html(m, " role=\"img\" aria-labelledby=\"title desc\">\n"
		"<title id=\"title\">");
	markup_text(m, title);
	markup_html(m, "</title>\n<desc id=\"desc\">");
	markup_text(m, text);
	markup_html(m, "</desc>\n"
		"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
}

void
qr_code_svg(const struct qr_code *q, int scale, const char *title,
	struct buf *out)
{
	int side = qr_code_side(q), width = side + 2 * QR_QUIET, y;
	size_t n = (size_t)side;	/* letters of a line: a module each */
	int height = width + 2 * (int)qr_code_lines(q, n) + 1;
	struct markup *m = markup_new(SVG_MAX);

	add_head(width, height, scale, title, q->text, m);
	markup_html(m, "<path shape-rendering=\"crispEdges\" d=\"");
	for (y = 0; y < side; y++)
		add_runs(q, y, m);
	markup_html(m, "\"/>\n");
	add_text(q, n, m);
	markup_html(m, "</svg>\n");
	buf_add_str(out, markup_str(m));
	markup_free(&m);
}
