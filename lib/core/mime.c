#include "core/mime.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/mime_plain.h"
#include "core/mime_walk.h"

/* What our own reader found tells how much GMime has to see; what GMime finds
 * is what counts. */
static int
read_by_gmime(struct mime *mime, const struct mime_lines *lines,
	struct err *err)
{
	struct mime_outline outline;
	struct mime_tree *tree;
	bool drawn;
	int rc;

	drawn = mime_outline_draw(&outline, mime->m,
		mime->plain ? lines : NULL);
	tree = mime_tree_new(mime->m, drawn ? &outline : NULL);
	mime_item_forget(mime);
	rc = mime_walk(mime, tree, lines, err);
	mime_tree_free(&tree);
	mime_outline_deinit(&outline);
	return rc;
}

static int
read_structure(struct mime *mime, bool plainly, struct err *err)
{
	struct mime_lines lines;
	int rc = 0;

	if (!mime_lines_find(&lines, message_bytes(mime->m),
	    LIMIT_MIME_DELIMITERS))
		rc = err_set(err, ERR_LIMIT, "more than %d lines begin as a "
			"boundary does", LIMIT_MIME_DELIMITERS);
	else if (!mime_plain(mime, &lines) || !plainly)
		rc = read_by_gmime(mime, &lines, err);
	mime_lines_deinit(&lines);
	return rc;
}

static int
parse(const struct message *m, bool plainly, struct mime **mime_r,
	struct err *err)
{
	struct mime *mime;

	/* GLib counts an array's bytes in an int. */
	if (message_bytes(m).n > INT32_MAX)
		return err_set(err, ERR_LIMIT, "the message is longer than "
			"%d bytes", INT32_MAX);
	mime = buf_zalloc(sizeof *mime);
	mime->m = m;
	if (read_structure(mime, plainly, err) < 0) {
		mime_free(&mime);
		return -1;
	}
	*mime_r = mime;
	return 0;
}

int
mime_parse(const struct message *m, struct mime **mime_r, struct err *err)
{
	return parse(m, false, mime_r, err);
}

int
mime_parse_plain(const struct message *m, struct mime **mime_r,
	struct err *err)
{
	return parse(m, true, mime_r, err);
}

void
mime_free(struct mime **mime)
{
	if (*mime == NULL)
		return;
	arena_deinit(&(*mime)->words);
	free((*mime)->items);
	free(*mime);
	*mime = NULL;
}

size_t
mime_count(const struct mime *mime)
{
	return mime->n;
}

const struct mime_part *
mime_part(const struct mime *mime, size_t i)
{
	return &mime->items[i].part;
}

enum mime_look
mime_look(const struct mime_part *part)
{
	static const char *const pages[] = {
		"html", "x-amp-html", "watch-html",
	};

	if (strcmp(part->subtype, "plain") == 0)
		return MIME_WORDS;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		if (strcmp(part->subtype, pages[i]) == 0)
			return MIME_PAGE;
	return MIME_STRANGE;
}

/* It is the first of its parts, or stands for them. */
static bool
leads(const struct mime *mime, size_t i)
{
	size_t parent = mime->items[i].part.parent;

	for (; parent != SPAN_NONE; parent = mime->items[i].part.parent) {
		if (i != parent + 1 && strcmp(mime->items[parent].part.subtype,
		    "alternative") != 0)
			return false;
		i = parent;
	}
	return true;
}

bool
mime_readable(const struct mime *mime, size_t i)
{
	const struct mime_part *part = &mime->items[i].part;

	if (part->kind != MIME_LEAF || part->attachment ||
	    !span_eq_str(span_str(part->type), "text") ||
	    (mime_look(part) == MIME_STRANGE && !leads(mime, i)))
		return false;
	for (; i != SPAN_NONE; i = mime->items[i].part.parent)
		if (mime->items[i].aside || mime->items[i].part.attachment)
			return false;
	return true;
}

const char *
mime_odd(const struct mime *mime)
{
	return mime->odd;
}

const char *
mime_seal_text(enum mime_seal seal)
{
	static const char *const words[] = {
		[MIME_OPEN] = "open",
		[MIME_SIGNED] = "signed",
		[MIME_ENCRYPTED] = "encrypted",
		[MIME_TNEF] = "TNEF (winmail.dat)",
	};

	return words[seal];
}
