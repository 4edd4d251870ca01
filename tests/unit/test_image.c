#include "core/image.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "unit.h"

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\0\x20"
#define GIF "GIF89a\x0a\0\x14\0"
#define JPEG "\xff\xd8\xff\xe0\0\4JJ\xff\xff\xc4\0\2"		\
	"\xff\xc2\0\x11\x08\0\x30\0\x40"

static struct image image;
static struct err err;

static struct span
bytes(const char *s, size_t n)
{
	return (struct span){ (const unsigned char *)s, n };
}

static void
ck_image(struct span s, const char *type, unsigned width, unsigned height)
{
	ck_assert_msg(image_read(s, &image, &err) == 0, "%s", err.text);
	ck_assert_str_eq(image.type, type);
	ck_assert_uint_eq(image.width, width);
	ck_assert_uint_eq(image.height, height);
}

START_TEST(kind_and_size_are_in_the_first_bytes)
{
	ck_image(bytes(PNG, sizeof(PNG) - 1), "image/png", 256, 32);
	ck_image(bytes(GIF, sizeof(GIF) - 1), "image/gif", 10, 20);
	ck_image(bytes(JPEG, sizeof(JPEG) - 1), "image/jpeg", 64, 48);
}
END_TEST

static void
ck_refused(const char *s, size_t n)
{
	/* A copy, so that a byte too far is seen. */
	unsigned char *copy = malloc(n ? n : 1);

	memcpy(copy, s, n);
	ck_assert_int_eq(image_read((struct span){ copy, n }, &image, &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_DATA);
	free(copy);
}

START_TEST(what_is_cut_off_is_refused)
{
	size_t n;

	for (n = 0; n < sizeof(PNG) - 1; n++)
		ck_refused(PNG, n);
	for (n = 0; n < sizeof(GIF) - 1; n++)
		ck_refused(GIF, n);
	for (n = 0; n < sizeof(JPEG) - 1; n++)
		ck_refused(JPEG, n);
	ck_refused("<svg>", 5);
	ck_refused("GIF89a\0\0\0\0", 10);
}
END_TEST

static int
read_large(size_t n)
{
	unsigned char *p = calloc(n, 1);
	int rc;

	memcpy(p, PNG, sizeof(PNG) - 1);
	rc = image_read((struct span){ p, n }, &image, &err);
	free(p);
	return rc;
}

START_TEST(an_image_has_a_limit)
{
	ck_assert_int_eq(read_large(LIMIT_IMAGE), 0);
	ck_assert_int_eq(read_large(LIMIT_IMAGE + 1), -1);
	ck_assert_int_eq(err.kind, ERR_LIMIT);
}
END_TEST

START_TEST(it_is_made_smaller_in_proportion)
{
	unsigned w, h;

	image.width = 1000;
	image.height = 100;
	image_fit(&image, 240, 48, &w, &h);
	ck_assert(w == 240 && h == 24);
	image.height = 1000;
	image_fit(&image, 240, 48, &w, &h);
	ck_assert(w == 48 && h == 48);
	image.width = 20;
	image.height = 10;
	image_fit(&image, 240, 48, &w, &h);
	ck_assert(w == 20 && h == 10);
	image.width = 1;
	image.height = 65535;
	image_fit(&image, 240, 48, &w, &h);
	ck_assert(w == 1 && h == 48);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, kind_and_size_are_in_the_first_bytes);
	tcase_add_test(tcase, what_is_cut_off_is_refused);
	tcase_add_test(tcase, an_image_has_a_limit);
	tcase_add_test(tcase, it_is_made_smaller_in_proportion);
}

UNIT_MAIN("image", add_tests)
