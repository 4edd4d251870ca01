#include "core/mime_walk.h"

#include <stdlib.h>

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

static int
add_item(struct walk *w, const struct job *job, struct mime_item **item_r)
{
	if (mime_item_depth(w->mime, job->parent) > LIMIT_MIME_DEPTH)
		return err_set(w->err, ERR_LIMIT,
			"the message's parts are nested more than %d deep",
			LIMIT_MIME_DEPTH);
	*item_r = mime_item_add(w->mime, job->parent, job->ordinal);
	(*item_r)->aside = job->aside;
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
	int rc;

	rc = message_borrow(span_sub(s, 0, header_length(s)), h_r, w->err);
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

/* A message that GMime makes nothing of is a leaf. */
static void
read_node(struct mime *mime, const struct mime_node *node,
	struct mime_item *item)
{
	struct mime_said said = { .type = span_str("text"),
		.subtype = span_str("plain") };

	if (node) {
		said.type = span_str(mime_node_type(node));
		said.subtype = span_str(mime_node_subtype(node));
		said.charset = span_str(mime_node_parameter(node, "charset"));
		said.format = span_str(mime_node_parameter(node, "format"));
		said.delsp = span_str(mime_node_parameter(node, "delsp"));
		said.smime_type = span_str(mime_node_parameter(node,
			"smime-type"));
		said.disposition = span_str(mime_node_disposition(node));
		said.name = span_str(mime_node_filename(node));
		said.multipart = mime_node_is_multipart(node);
	}
	mime_kind_set(mime, item, &said);
}

static void
read_encoding(struct mime *mime, const struct mime_fields *fields,
	struct mime_part *part)
{
	const struct message_field *f = fields->first[MIME_FIELDS_ENCODING];
	const unsigned char *value;
	struct buf b;

	if (f == NULL)
		return;
	buf_init(&b, LIMIT_FIELD_SIZE);
	mime_fields_value(f->value, &b);
	value = (const unsigned char *)buf_str(&b);
	part->encoding_name = mime_item_word(mime,
		span_trim((struct span){ value, b.n }));
	part->encoding = mime_fields_encoding(span_str(part->encoding_name));
	buf_deinit(&b);
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
check_version(struct mime *mime, const struct mime_fields *fields,
	const struct mime_part *part)
{
	if (part->parent == SPAN_NONE &&
	    (fields->first[MIME_FIELDS_TYPE] ||
	    fields->first[MIME_FIELDS_ENCODING]) &&
	    fields->first[MIME_FIELDS_VERSION] == NULL &&
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
	struct mime_fields fields;
	const char *what;

	mime_fields_read(h, &fields);
	what = mime_fields_odd(h, &fields);
	if (what)
		odd(mime, what);
	read_encoding(mime, &fields, part);
	read_node(mime, job->node, item);
	set_ranges(mime, job, h, part);
	compare_ranges(w, job->node, part);
	check_version(mime, &fields, part);
	if (part->kind == MIME_MULTIPART && part->encoding != MIME_IDENTITY)
		odd(mime, "a multipart that is encoded");
}

/* Which of the first N children of a multipart/related a reader shows (RFC
 * 2387 3.2). */
static size_t
related_root(const struct mime_node *node, size_t n)
{
	const char *start = mime_node_parameter(node, "start");
	struct span want, id;

	want = span_trim(span_str(start));
	if (want.n > 1 && want.p[0] == '<' && want.p[want.n - 1] == '>')
		want = span_sub(want, 1, want.n - 1);
	for (size_t i = 0; want.n && i < n; i++) {
		id = span_str(mime_node_content_id(mime_node_child(node, i)));
		if (span_eq(id, want))
			return i;
	}
	return 0;
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
		root = related_root(node, n);
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
