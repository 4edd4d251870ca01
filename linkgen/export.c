/* The registry as a text. */
#include <stdio.h>

#include "command.h"
#include "registry/roster.h"
#include "sys/file.h"

enum { OUTPUT };

static int
write_text(const struct buf *text, const char *path, struct err *err)
{
	if (!buf_ok(text))
		return err_set(err, ERR_LIMIT, "the registry is larger than "
			"%d MB of text", ROSTER_TEXT_MAX / 1024 / 1024);
	if (path)
		return file_write(path, buf_span(text), 0640, err);
	if (fwrite(text->p, 1, text->n, stdout) == text->n)
		return 0;
	return err_set(err, ERR_IO, "standard output can't be written");
}

static int
run_export(struct call *call, struct err *err)
{
	struct roster *r;
	struct buf text;
	int rc;

	if (roster_load(call->registry, &r, err) != 0)
		return -1;
	buf_init(&text, ROSTER_TEXT_MAX);
	roster_write(r, &text);
	roster_free(&r);
	rc = write_text(&text, call->values[OUTPUT], err);
	buf_deinit(&text);
	return rc;
}

static const struct command_option options[] = {
	[OUTPUT] = { "output", "FILE", "default: standard output" },
	{ NULL, NULL, NULL },
};

const struct command export_text = {
	.noun = "export", .operands = "[--output FILE]",
	.summary = "Writes resellers, senders, links and public keys as text.",
	.details = "One thing a line, sorted: it diffs well, and `import` "
		"reads it. Secret keys are\nnot in it: copy the directory "
		"`keys` of linkseal.conf.\n",
	.options = options,
	.registry = REGISTRY_OPEN,
	.run = run_export,
};
