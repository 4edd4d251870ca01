#include "core/mime_plain.h"

#include "core/limits.h"
#include "core/mime_fields.h"
#include "core/mime_header.h"

/* RFC 2046 5.1.1 */
#define BOUNDARY_MAX 70
/* Of a part, which has two or three fields: far within message.c's limits. */
#define HEADER_MAX 4096

/* A multipart whose boundaries are looked for. */
struct level {
	struct span boundary;
	size_t item;
	size_t children;
	size_t last;		/* child; of no meaning while there is none */
	bool related;
	bool closed;
};

struct reader {
	struct mime *mime;
	struct span s;		/* the message */
	struct span eol;
	size_t at;		/* all before it has been read */
	struct level levels[LIMIT_MIME_DEPTH];	/* the innermost last */
	size_t depth;
};

/* The end of the line at AT that holds something and is nothing but a line;
 * SPAN_NONE: there is none. */
static size_t
line_end(const struct reader *r, size_t at)
{
	size_t lf = span_find_byte(r->s, at, '\n');
	struct span line;

	if (lf == SPAN_NONE)
		return SPAN_NONE;
	line = span_sub(r->s, at, lf + 1);
	if (!span_ends(line, r->eol))
		return SPAN_NONE;
	line.n -= r->eol.n;
	if (span_find_byte(line, 0, '\r') != SPAN_NONE ||
	    span_find_byte(line, 0, '\0') != SPAN_NONE ||
	    span_trim(line).n == 0)
		return SPAN_NONE;
	return lf + 1;
}

/* The field at r->at, which goes on as long as lines begin with a blank. */
static bool
read_field(struct reader *r, struct mime_header *h)
{
	struct span s = r->s;
	struct message_field f;
	size_t colon = r->at, end = line_end(r, r->at);

	while (colon < s.n && (span_is_alpha(s.p[colon]) || (colon > r->at &&
	    (span_is_digit(s.p[colon]) || s.p[colon] == '-'))))
		colon++;
	if (end == SPAN_NONE || colon == r->at || s.p[colon] != ':')
		return false;
	while (end != SPAN_NONE && end < s.n &&
	    (s.p[end] == ' ' || s.p[end] == '\t'))
		end = line_end(r, end);
	if (end == SPAN_NONE)
		return false;
	f.name = span_sub(s, r->at, colon);
	f.value = span_sub(s, colon + 1, end);
	r->at = end;
	return mime_header_take(h, &f);
}

static bool
read_header(struct reader *r, struct mime_header *h)
{
	size_t begin = r->at;

	while (!span_starts(span_sub(r->s, r->at, r->s.n), r->eol))
		if (!read_field(r, h) || r->at - begin > HEADER_MAX)
			return false;
	return r->at > begin;
}

static bool
set_item(struct reader *r, struct mime_item *item,
	const struct mime_header *h)
{
	struct mime_part *part = &item->part;

	mime_kind_set(r->mime, item, &h->said);
	part->encoding = mime_fields_encoding(h->encoding);
	part->encoding_name = mime_item_word(r->mime, h->encoding);
	return !span_ieq_str(h->said.type, "message");
}

/* Without MIME-Version a reader may show the bytes as they are (RFC 2045 4);
 * for plain text that is the same. */
static bool
is_sound_root(const struct mime_header *h)
{
	return h->version || (!h->typed && h->encoding.n == 0) ||
		(mime_fields_encoding(h->encoding) == MIME_IDENTITY &&
		span_ieq_str(h->said.type, "text") &&
		span_ieq_str(h->said.subtype, "plain"));
}

static bool
is_boundary(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ' ')
			return false;
	return s.n > 0 && s.n <= BOUNDARY_MAX;
}

/* Parts of a digest are messages. */
static bool
open_level(struct reader *r, const struct mime_item *item,
	const struct mime_header *h)
{
	if (item->part.kind != MIME_MULTIPART)
		return true;
	if (r->depth == LIMIT_MIME_DEPTH || !is_boundary(h->boundary) ||
	    item->part.encoding != MIME_IDENTITY ||
	    span_ieq_str(h->said.subtype, "digest"))
		return false;
	r->levels[r->depth++] = (struct level){ .boundary = h->boundary,
		.item = (size_t)(item - r->mime->items),
		.related = span_ieq_str(h->said.subtype, "related") };
	return true;
}

/* The part whose header begins at r->at, the next child of LEVEL. */
static bool
read_part(struct reader *r, struct level *level)
{
	struct mime_header h;
	struct mime_item *item;

	if (r->mime->n == LIMIT_MIME_PARTS)
		return false;
	level->last = r->mime->n;
	level->children++;
	item = mime_item_add(r->mime, level->item, level->children);
	item->aside = level->related && level->children > 1;
	item->part.header_begin = r->at;
	mime_header_init(&h);
	if (!read_header(r, &h))
		return false;
	item->part.header_end = r->at;
	r->at += r->eol.n;
	item->part.begin = r->at;
	return set_item(r, item, &h) && open_level(r, item, &h);
}

/* The level whose boundary stands in REST; none: NULL. False when there are
 * two, or when it is not its turn: what is open inside of it must be closed,
 * and it itself not. */
static bool
find_level(struct reader *r, struct span rest, struct level **level_r)
{
	*level_r = NULL;
	for (size_t i = 0; i < r->depth; i++) {
		struct level *level = &r->levels[i];

		if (*level_r && !level->closed)
			return false;
		if (!span_starts(rest, level->boundary))
			continue;
		if (*level_r || level->closed)
			return false;
		*level_r = level;
	}
	return true;
}

/* The delimiter at AT, behind a line end, ends the last child. */
static bool
end_child(struct reader *r, const struct level *level, size_t at)
{
	struct mime_part *part = &r->mime->items[level->last].part;

	if (level->children == 0)
		return true;
	part->end = at - r->eol.n;
	return part->end >= part->begin;
}

/* One like the others: no CR before an LF that is one alone. */
static bool
ends_line(const struct reader *r, size_t at)
{
	struct span before = span_sub(r->s, 0, at);

	return span_ends(before, r->eol) && (r->eol.n == 2 ||
		!span_ends(before, span_str("\r\n")));
}

static bool
read_delimiter(struct reader *r, size_t at, struct level *level)
{
	struct span rest;
	bool closes;

	r->at = at + 2 + level->boundary.n;
	rest = span_sub(r->s, r->at, r->s.n);
	closes = span_starts(rest, span_str("--"));
	if (closes)
		rest = span_sub(rest, 2, rest.n);
	if (!ends_line(r, at) || !span_starts(rest, r->eol) ||
	    !end_child(r, level, at))
		return false;
	r->at = (size_t)(rest.p - r->s.p) + r->eol.n;
	r->depth = (size_t)(level - r->levels) + 1;
	level->closed = closes;
	return closes ? level->children > 0 : read_part(r, level);
}

static bool
read_parts(struct reader *r, const struct mime_lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		size_t at = lines->at[i];
		struct level *level;

		if (at < r->at)
			continue;
		if (!find_level(r, span_sub(r->s, at + 2, r->s.n), &level) ||
		    (level && !read_delimiter(r, at, level)))
			return false;
	}
	for (size_t i = 0; i < r->depth; i++)
		if (!r->levels[i].closed)
			return false;
	return true;
}

static bool
read_root(struct reader *r)
{
	const struct message *m = r->mime->m;
	struct mime_item *item = mime_item_add(r->mime, SPAN_NONE, 1);
	struct mime_header h;

	mime_header_init(&h);
	for (size_t i = 0; i < message_field_count(m); i++)
		if (!mime_header_take(&h, message_field(m, i)))
			return false;
	item->part.header_end = message_header_end(m);
	item->part.begin = r->at = message_body_offset(m);
	item->part.end = r->s.n;
	return is_sound_root(&h) && set_item(r, item, &h) &&
		open_level(r, item, &h);
}

bool
mime_plain(struct mime *mime, const struct mime_lines *lines)
{
	const struct message *m = mime->m;
	struct reader r;

	r.mime = mime;
	r.s = message_bytes(m);
	r.eol = span_str(message_eol(m));
	r.depth = 0;
	mime->plain = message_odd(m) == NULL && message_field_count(m) > 0 &&
		message_body_offset(m) > message_header_end(m) &&
		read_root(&r) && read_parts(&r, lines);
	if (!mime->plain)
		mime_item_forget(mime);
	return mime->plain;
}
