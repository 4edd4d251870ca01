#include "qr_png.h"

#include <gd.h>
#include <gdfontg.h>
#include <gdfontl.h>
#include <gdfontmb.h>
#include <gdfontt.h>
#include <stdlib.h>

/* The largest letters of which a line holds some 40, else the smallest. */
static gdFontPtr
choose_font(int width)
{
	gdFontPtr fonts[] = { gdFontGetGiant(), gdFontGetLarge(),
		gdFontGetMediumBold() };
	size_t i;

	for (i = 0; i < sizeof fonts / sizeof fonts[0]; i++)
		if (width / fonts[i]->w >= 40)
			return fonts[i];
	return gdFontGetTiny();
}

static void
draw_code(gdImagePtr image, const struct qr_code *q, int scale, int black)
{
	int side = qr_code_side(q), x, y, left, top;

	for (y = 0; y < side; y++)
		for (x = 0; x < side; x++) {
			if (!qr_code_dark(q, x, y))
				continue;
			left = (x + QR_QUIET) * scale;
			top = (y + QR_QUIET) * scale;
			gdImageFilledRectangle(image, left, top,
				left + scale - 1, top + scale - 1, black);
		}
}

static void
draw_text(gdImagePtr image, const struct qr_code *q, int scale,
	gdFontPtr font, size_t letters, int black)
{
	int y = (qr_code_side(q) + 2 * QR_QUIET) * scale, x;
	struct span line;
	size_t i, k;

	for (i = 0; i < qr_code_lines(q, letters); i++, y += font->h) {
		line = qr_code_line(q, letters, i);
		x = QR_QUIET * scale;
		for (k = 0; k < line.n; k++, x += font->w)
			gdImageChar(image, font, x, y, line.p[k], black);
	}
}

void
qr_png_add(const struct qr_code *q, int scale, struct buf *out)
{
	int side = qr_code_side(q) * scale, quiet = QR_QUIET * scale;
	gdFontPtr font = choose_font(side);
	size_t letters = side > font->w ? (size_t)(side / font->w) : 1;
	int height = side + 2 * quiet +
		(int)qr_code_lines(q, letters) * font->h + font->h;
	gdImagePtr image = gdImageCreatePalette(side + 2 * quiet, height);
	int black, size = 0;
	void *png;

	/* The first colour is the ground. */
	gdImageColorAllocate(image, 255, 255, 255);
	black = gdImageColorAllocate(image, 0, 0, 0);
	draw_code(image, q, scale, black);
	draw_text(image, q, scale, font, letters, black);
	png = gdImagePngPtr(image, &size);
	buf_add(out, (struct span){ png, (size_t)size });
	gdFree(png);
	gdImageDestroy(image);
}
