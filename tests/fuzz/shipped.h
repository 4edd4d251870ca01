#ifndef LS_TESTS_FUZZ_SHIPPED_H
#define LS_TESTS_FUZZ_SHIPPED_H

/* Files as they are shipped, to stand beside one that is hostile. */

#include "core/limits.h"
#include "fuzz.h"
#include "sys/file.h"

/* The content of PATH below the top of the source, read once into HELD. */
static inline struct span
shipped(const char *path, struct buf *held)
{
	struct err err = { 0 };
	struct buf name;

	if (held->n)
		return buf_span(held);
	buf_init(&name, 4096);
	buf_printf(&name, TOP_SRCDIR "/%s", path);
	buf_init(held, LIMIT_TEMPLATE);
	promise(file_read(buf_str(&name), held, &err) == 0, err.text);
	buf_deinit(&name);
	return buf_span(held);
}

#endif
