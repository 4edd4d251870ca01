#ifndef LS_CORE_IMAGE_H
#define LS_CORE_IMAGE_H

/*
 * The partner's logo: which kind of image it is and how large, from its first
 * bytes. Only kinds that all mail readers show. Nothing is decoded.
 */

#include "core/err.h"
#include "core/span.h"

struct image {
	struct span bytes;	/* borrowed */
	const char *type;	/* "image/png" */
	unsigned width, height;	/* in pixels, at least 1 */
};

/* ERR_DATA: it is no PNG, GIF or JPEG, or has no size; ERR_LIMIT: larger than
 * LIMIT_IMAGE. IMAGE borrows BYTES. */
int image_read(struct span bytes, struct image *image, struct err *err)
	ERR_CHECKED;

/* Its size in a box of WIDTH by HEIGHT, in proportion, never enlarged. */
void image_fit(const struct image *image, unsigned width, unsigned height,
	unsigned *width_r, unsigned *height_r);

#endif
