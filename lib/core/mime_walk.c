#include "core/mime_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/mime_fields.h"
#include "core/mime_kind.h"

/* A part that waits for its turn. */
struct job {
	const struct mime_node *node;	/* NULL: GMime saw no message */
	struct mime_range range;	/* header and content */
	size_t parent;
	size_t ordinal;			/* from 1, among its siblings */
	bool aside;
};

struct walk {
	struct mime *mime;
	struct mime_tree *tree;
	const struct mime_lines *lines;
	struct job *stack;		/* the next one last */
	size_t n;
	size_t cap;
	struct err *err;
};

static void
odd(struct mime *mime, const char *what)
{
	if (mime->odd == NULL)
		mime->odd = what;
}

static char *
lower(const char *s)
{
	char *copy = buf_strdup(s);

	for (char *c = copy; c && *c; c++)
		*c = (char)span_lower((unsigned char)*c);
	return copy;
}

static bool
is(const char *s, const char *word)
{
	return s && span_ieq_str(span_str(s), word);
}

static int
push(struct walk *w, const struct job *job)
{
	if (w->n + w->mime->n >= LIMIT_MIME_PARTS)
		return err_set(w->err, ERR_LIMIT,
			"the message has more than %d parts",
			LIMIT_MIME_PARTS);
	if (w->n == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 16;
		w->stack = buf_grow(w->stack, w->cap, sizeof *w->stack);
	}
	w->stack[w->n++] = *job;
	return 0;
}

/* As IMAP counts (RFC 9051 6.4.5). */
static void
set_number(const struct mime *mime, struct mime_part *part, size_t ordinal)
{
	const char *above = part->parent == SPAN_NONE ? "" :
		mime->items[part->parent].part.number;
	char number[sizeof part->number];
	int n;

	n = snprintf(number, sizeof number, "%s%s%zu", above,
		*above ? "." : "", ordinal);
	if (n >= (int)sizeof number || strcmp(above, "…") == 0)
		snprintf(number, sizeof number, "…");
	memcpy(part->number, number, sizeof number);
}

static int
add_item(struct walk *w, const struct job *job, struct mime_item **item_r)
{
	struct mime *mime = w->mime;
	unsigned depth = job->parent == SPAN_NONE ? 0 :
		mime->items[job->parent].part.depth + 1;
	struct mime_item *item;

	if (depth > LIMIT_MIME_DEPTH)
		return err_set(w->err, ERR_LIMIT,
			"the message's parts are nested more than %d deep",
			LIMIT_MIME_DEPTH);
	if (mime->n == mime->cap) {
		mime->cap = mime->cap ? mime->cap * 2 : 16;
		mime->items = buf_grow(mime->items, mime->cap,
			sizeof *mime->items);
	}
	item = &mime->items[mime->n++];
	*item = (struct mime_item){ .aside = job->aside };
	item->part.parent = job->parent;
	item->part.depth = depth;
	set_number(mime, &item->part, job->ordinal);
	*item_r = item;
	return 0;
}

/* Up to and with the first empty line; a header that has none is cut where it
 * is too long anyway. */
static size_t
header_length(struct span s)
{
	size_t at = 0, lf;

	while (at <= LIMIT_HEADER_SIZE &&
	    (lf = span_find_byte(s, at, '\n')) != SPAN_NONE) {
		if (lf == at || (lf == at + 1 && s.p[at] == '\r'))
			return lf + 1;
		at = lf + 1;
	}
	return s.n > LIMIT_HEADER_SIZE + 1 ? LIMIT_HEADER_SIZE + 1 : s.n;
}

/* A part's header is read by the same eyes as a message's. */
static int
parse_header(struct walk *w, const struct job *job, const char *number,
	struct message **h_r)
{
	struct span s = span_sub(message_bytes(w->mime->m), job->range.begin,
		job->range.end);
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_HEADER_SIZE + 2);
	buf_add(&b, span_sub(s, 0, header_length(s)));
	rc = message_parse(&b, h_r, w->err);
	buf_deinit(&b);
	return rc < 0 ? err_prefix(w->err, "part %s", number) : 0;
}

/* The content ends before the line end that belongs to the delimiter. When the
 * header's empty line is all there is, it serves both. */
static void
set_ranges(const struct mime *mime, const struct job *job,
	const struct message *h, struct mime_part *part)
{
	struct span s = message_bytes(mime->m);
	size_t end = job->range.end;

	part->header_begin = job->range.begin;
	part->header_end = job->range.begin + message_header_end(h);
	part->begin = job->range.begin + message_body_offset(h);
	if (job->range.delimited && end > part->begin &&
	    s.p[end - 1] == '\n') {
		end--;
		if (end > part->begin && s.p[end - 1] == '\r')
			end--;
	} else if (job->range.delimited) {
		part->tight = true;
	}
	part->end = end;
}

static void
read_node(struct mime *mime, const struct mime_node *node,
	struct mime_item *item)
{
	struct mime_part *part = &item->part;

	item->type = lower(node ? mime_node_type(node) : "text");
	item->subtype = lower(node ? mime_node_subtype(node) : "plain");
	part->type = item->type;
	part->subtype = item->subtype;
	part->kind = mime_kind_of(node, part->type, part->subtype);
	if (node == NULL)
		return;
	item->charset = lower(mime_node_parameter(node, "charset"));
	part->charset = item->charset;
	part->attachment = mime_kind_is_attachment(node,
		part->parent == SPAN_NONE);
	part->flowed = is(mime_node_parameter(node, "format"), "flowed");
	part->delsp = is(mime_node_parameter(node, "delsp"), "yes");
	if (part->parent != SPAN_NONE)
		part->seal = mime->items[part->parent].part.seal;
	if (part->seal == MIME_OPEN)
		part->seal = mime_kind_seal(node, part->type, part->subtype);
}

/* Two readings of one leaf: the delimiters', and GMime's, which leaves the CR
 * before a delimiter at the very end of the message in the content. */
static void
compare_ranges(const struct walk *w, const struct mime_node *node,
	const struct mime_part *part)
{
	struct mime *mime = w->mime;
	size_t begin, end;

	if (node == NULL || part->kind != MIME_LEAF)
		return;
	if (!mime_node_content(w->tree, node, &begin, &end) ||
	    begin != part->begin || (end != part->end &&
	    (end != part->end + 1 ||
	    message_bytes(mime->m).p[part->end] != '\r')))
		odd(mime, "a part whose end is unclear");
}

/* Without MIME-Version a reader may show the bytes as they are (RFC 2045 4);
 * for plain text that is the same. */
static void
check_version(struct mime *mime, const struct message *h,
	const struct mime_part *part)
{
	if (part->parent == SPAN_NONE && mime_fields_any(h) &&
	    message_find(h, "MIME-Version", 1) == NULL &&
	    (!is(part->type, "text") || !is(part->subtype, "plain") ||
	    part->encoding != MIME_IDENTITY))
		odd(mime, "MIME fields without MIME-Version");
}

static void
read_part(struct walk *w, const struct job *job, const struct message *h,
	struct mime_item *item)
{
	struct mime_part *part = &item->part;
	struct mime *mime = w->mime;

	if (mime_fields_odd(h))
		odd(mime, mime_fields_odd(h));
	part->encoding = mime_fields_encoding(h, &item->encoding_name);
	part->encoding_name = item->encoding_name;
	read_node(mime, job->node, item);
	if (part->parent == SPAN_NONE && part->kind == MIME_MULTIPART)
		part->number[0] = '\0';
	set_ranges(mime, job, h, part);
	compare_ranges(w, job->node, part);
	check_version(mime, h, part);
	if (part->kind == MIME_MULTIPART && part->encoding != MIME_IDENTITY)
		odd(mime, "a multipart that is encoded");
}

static int
push_children(struct walk *w, const struct mime_node *node, size_t parent,
	const struct mime_split *split)
{
	const struct mime_part *part = &w->mime->items[parent].part;
	size_t n = mime_node_child_count(node), root = SPAN_NONE;
	struct job job = { .parent = parent };

	if (n != split->n)
		odd(w->mime, "a multipart whose parts are unclear");
	if (n > split->n)
		n = split->n;
	if (is(part->subtype, "related"))
		root = mime_kind_related_root(node, n);
	if (root != SPAN_NONE && root > 0)
		odd(w->mime, "a multipart/related that begins elsewhere than "
			"at its first part");
	for (size_t i = n; i-- > 0; ) {
		job.node = mime_node_child(node, i);
		job.range = split->ranges[i];
		job.ordinal = i + 1;
		job.aside = root != SPAN_NONE && i != root;
		if (push(w, &job) < 0)
			return -1;
	}
	return 0;
}

static int
open_multipart(struct walk *w, const struct mime_node *node, size_t i)
{
	const struct mime_part *part = &w->mime->items[i].part;
	struct span boundary = span_str(mime_node_parameter(node, "boundary"));
	struct mime_range within = { part->begin, part->end, false };
	struct mime_split split;
	int rc;

	if (boundary.n > LIMIT_BOUNDARY)
		return err_set(w->err, ERR_LIMIT,
			"a boundary is longer than %d bytes", LIMIT_BOUNDARY);
	if (boundary.n == 0) {
		odd(w->mime, "a multipart without a boundary");
		return 0;
	}
	if (span_is_space(boundary.p[boundary.n - 1]))
		odd(w->mime, "a boundary that ends in white space");
	mime_split(&split, message_bytes(w->mime->m), w->lines, &within,
		boundary, LIMIT_MIME_PARTS + 1);
	if (split.odd)
		odd(w->mime, split.odd);
	rc = split.n > LIMIT_MIME_PARTS ? err_set(w->err, ERR_LIMIT,
		"the message has more than %d parts", LIMIT_MIME_PARTS) :
		push_children(w, node, i, &split);
	mime_split_deinit(&split);
	return rc;
}

static int
take(struct walk *w, const struct job *job)
{
	struct message *own = NULL;
	const struct message *h = w->mime->m;
	size_t i = w->mime->n;
	struct mime_item *item = NULL;

	if (add_item(w, job, &item) < 0)
		return -1;
	if (job->parent != SPAN_NONE) {
		if (parse_header(w, job, item->part.number, &own) < 0)
			return -1;
		h = own;
	}
	read_part(w, job, h, item);
	message_free(&own);
	if (w->mime->items[i].part.kind != MIME_MULTIPART)
		return 0;
	return open_multipart(w, job->node, i);
}

/* A forwarded message is never looked into: its oddities are its own. */
static bool
is_nested(const struct mime *mime, size_t offset)
{
	for (size_t i = 0; i < mime->n; i++)
		if (mime->items[i].part.kind == MIME_MESSAGE &&
		    offset >= mime->items[i].part.begin &&
		    offset < mime->items[i].part.end)
			return true;
	return false;
}

static void
take_warnings(struct mime *mime, const struct mime_tree *tree)
{
	if (mime_tree_warning_count(tree) == LIMIT_MIME_WARNINGS)
		odd(mime, "too many faults in its structure");
	for (size_t i = 0; i < mime_tree_warning_count(tree); i++) {
		const struct mime_warning *w = mime_tree_warning(tree, i);

		if (mime->odd)
			return;
		if (!is_nested(mime, w->offset))
			odd(mime, w->what);
	}
}

static int
run(struct walk *w)
{
	struct span bytes = message_bytes(w->mime->m);
	struct job job = { .parent = SPAN_NONE, .ordinal = 1 };

	if (mime_tree_too_deep(w->tree))
		return err_set(w->err, ERR_LIMIT,
			"the message's parts are nested more than %d deep",
			LIMIT_MIME_DEPTH);
	job.node = mime_tree_root(w->tree);
	job.range = (struct mime_range){ .begin = 0, .end = bytes.n };
	if (message_odd(w->mime->m))
		odd(w->mime, message_odd(w->mime->m));
	if (job.node == NULL && bytes.n)
		odd(w->mime, "a message that can't be parsed");
	if (push(w, &job) < 0)
		return -1;
	while (w->n) {
		job = w->stack[--w->n];
		if (take(w, &job) < 0)
			return -1;
	}
	take_warnings(w->mime, w->tree);
	return 0;
}

int
mime_walk(struct mime *mime, struct mime_tree *tree,
	const struct mime_lines *lines, struct err *err)
{
	struct walk w = { .mime = mime, .tree = tree, .lines = lines,
		.err = err };
	int rc = run(&w);

	free(w.stack);
	return rc;
}
