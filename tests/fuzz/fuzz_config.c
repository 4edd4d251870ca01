/* A configuration as a file: read, printed, and read again it says the same.
 * Everything that is wrong with it is told with its place. */

#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "sys/config.h"

/* A file that exists in memory only; its path. */
static const char *
file_of(struct span content)
{
	static char path[40];
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("fuzz", 0);
	promise(fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, content.p,
		content.n, 0) == (ssize_t)content.n, "a file can be made");
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return path;
}

/* What was printed is a configuration that prints the same. */
static void
check(struct span printed)
{
	struct config *c = NULL;
	struct err err = { 0 };
	struct buf again;

	promise(config_load(file_of(printed), NULL, &c, &err) == 0, err.text);
	buf_init(&again, printed.n);
	config_print(c, &again);
	promise(span_eq(buf_span(&again), printed), "it says the same");
	buf_deinit(&again);
	config_unref(&c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct config *c = NULL;
	struct err err = { 0 };
	struct buf printed;

	if (config_load(file_of((struct span){ data, n }), NULL, &c,
	    &err) != 0)
		promise(err.kind == ERR_CONFIG && *err.text, err.text);
	buf_init(&printed, 1 << 24);
	if (c) {
		config_print(c, &printed);
		check(buf_span(&printed));
	}
	buf_deinit(&printed);
	config_unref(&c);
	return 0;
}
