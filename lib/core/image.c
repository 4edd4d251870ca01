#include "core/image.h"

#include <stdbool.h>

#include "core/limits.h"

static unsigned
big_endian(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* W3C PNG 11.2.2: IHDR comes first, behind eight bytes of signature. */
static bool
read_png(struct span s, struct image *i)
{
	if (s.n < 24 || !span_starts(s, span_str("\x89PNG\r\n\x1a\n")))
		return false;
	i->type = "image/png";
	/* More than 65535 either way is no logo. */
	if (big_endian(s.p + 16) == 0 && big_endian(s.p + 20) == 0) {
		i->width = big_endian(s.p + 18);
		i->height = big_endian(s.p + 22);
	}
	return true;
}

static bool
read_gif(struct span s, struct image *i)
{
	if (s.n < 10 || (!span_starts(s, span_str("GIF87a")) &&
		!span_starts(s, span_str("GIF89a"))))
		return false;
	i->type = "image/gif";
	i->width = (unsigned)s.p[7] << 8 | s.p[6];
	i->height = (unsigned)s.p[9] << 8 | s.p[8];
	return true;
}

/* A frame header (ITU T.81 B.2.2): SOF0 to SOF15, but not the tables between
 * them. */
static bool
is_frame(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
		marker != 0xc8 && marker != 0xcc;
}

static bool
read_jpeg(struct span s, struct image *i)
{
	size_t at = 2;

	if (!span_starts(s, span_str("\xff\xd8\xff")))
		return false;
	i->type = "image/jpeg";
	while (at + 9 <= s.n && s.p[at] == 0xff) {
		if (s.p[at + 1] == 0xff) {
			at++;		/* fill byte */
			continue;
		}
		if (is_frame(s.p[at + 1])) {
			i->height = big_endian(s.p + at + 5);
			i->width = big_endian(s.p + at + 7);
			break;
		}
		at += 2 + big_endian(s.p + at + 2);
	}
	return true;
}

int
image_read(struct span bytes, struct image *image, struct err *err)
{
	struct image i = { .bytes = bytes };

	if (bytes.n > LIMIT_IMAGE)
		return err_set(err, ERR_LIMIT, "the image is larger than %d "
			"KB, and every recipient gets it; make it smaller",
			LIMIT_IMAGE / 1024);
	if (!read_png(bytes, &i) && !read_gif(bytes, &i) &&
		!read_jpeg(bytes, &i))
		return err_set(err, ERR_DATA, "the image is neither PNG nor "
			"GIF nor JPEG; save it as PNG");
	if (i.width == 0 || i.height == 0)
		return err_set(err, ERR_DATA, "the image has no size that can "
			"be read; save it anew as PNG");
	*image = i;
	return 0;
}

void
image_fit(const struct image *image, unsigned width, unsigned height,
	unsigned *width_r, unsigned *height_r)
{
	unsigned w = image->width, h = image->height;

	if (w > width) {
		h = h * width / w;
		w = width;
	}
	if (h > height) {
		w = w * height / h;
		h = height;
	}
	*width_r = w ? w : 1;
	*height_r = h ? h : 1;
}
