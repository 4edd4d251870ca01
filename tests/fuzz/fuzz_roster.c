/* A text for import, which may come from anybody's repository. */

#include <sodium.h>

#include "fuzz.h"
#include "registry/roster.h"

static struct buf
written(const struct roster *r)
{
	struct buf out;

	buf_init(&out, 16 << 20);
	roster_write(r, &out);
	promise(buf_ok(&out), "what is read is not much larger when written");
	return out;
}

/* Faults have places within the text. */
static void
check_faults(const struct faults *faults, struct span text)
{
	size_t i, lines = 1;

	for (i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	for (i = 0; i < faults->n_list; i++)
		promise(is_range(1, faults->list[i].line, lines) &&
			faults->list[i].column >= 1 &&
			faults->list[i].column <= text.n + 1,
			"a fault is in the text");
}

static void
check_written(const struct roster *r)
{
	struct buf once = written(r), twice;
	struct faults faults;
	struct roster *again;

	faults_init(&faults);
	again = roster_read(buf_span(&once), "f", &faults);
	promise(faults.n == 0, "what was written can be read");
	twice = written(again);
	promise(span_eq(buf_span(&once), buf_span(&twice)),
		"and is written the same");
	roster_free(&again);
	faults_deinit(&faults);
	buf_deinit(&once);
	buf_deinit(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span text = { data, n };
	struct faults faults;
	struct roster *r;

	promise(sodium_init() >= 0, "libsodium is there");
	faults_init(&faults);
	r = roster_read(text, "f", &faults);
	check_faults(&faults, text);
	if (faults.n == 0)
		check_written(r);
	roster_free(&r);
	faults_deinit(&faults);
	return 0;
}
