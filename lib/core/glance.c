#include "core/glance.h"

#include "core/glance_html.h"
#include "core/glance_text.h"
#include "core/limits.h"
#include "core/mime.h"
#include "core/mime_boundary.h"
#include "core/mime_fields.h"
#include "core/mime_value.h"
#include "core/sweep.h"
#include "core/text_base64.h"
#include "core/text_qp.h"
#include "core/visible.h"

/* An ordinary letter with its pictures and attachments; more may matter. */
#define PARTS 40
#define DEPTH 5
#define LINES 500
#define HEADER 4096
#define TEXT (256 * 1024)

/* What Content-Type says, as far as it is said plainly. */
struct type {
	struct span type, subtype;
	struct span charset;	/* n == 0: none */
	struct span boundary;
	bool delsp;
};

struct job {
	size_t begin, end;
	unsigned depth;
};

struct look {
	struct glance g;
	struct span bytes;
	struct mime_lines lines;
	struct job jobs[PARTS];	/* the next one last */
	size_t n;
	size_t parts;		/* seen, and waiting */
	size_t at;		/* names were looked for up to here */
};

static bool
take_parameter(struct type *t, struct span name, struct span value)
{
	if (span_ieq_str(name, "boundary") && t->boundary.n == 0)
		t->boundary = value;
	else if (span_ieq_str(name, "charset") && t->charset.n == 0)
		t->charset = value;
	else if (span_ieq_str(name, "delsp"))
		t->delsp = true;
	else
		return span_ieq_str(name, "format") ||
			span_ieq_str(name, "name") ||
			(span_ieq_str(name, "type") &&
			span_ieq_str(t->type, "multipart"));
	return true;
}

static bool
read_type(struct span s, struct type *t)
{
	struct span name, value;

	if (!mime_value_type(&s, &t->type, &t->subtype))
		return false;
	while (!mime_value_end(&s))
		if (!mime_value_parameter(&s, &name, &value) ||
		    !take_parameter(t, name, value))
			return false;
	return true;
}

static bool
read_encoding(struct span s, enum mime_encoding *encoding_r)
{
	s = span_trim(s);
	*encoding_r = mime_fields_encoding(s);
	return s.n && *encoding_r != MIME_UNKNOWN_ENCODING;
}

static bool
is_one_of(struct span s, const char *const *words)
{
	for (; *words; words++)
		if (span_ieq_str(s, *words))
			return true;
	return false;
}

/* A field of MIME that we do not know, or one of ours. */
static bool
is_strange(struct span name)
{
	static const char *const known[] = {
		"Content-Type", "Content-Transfer-Encoding", "Content-ID",
		"Content-Disposition", "Content-Description",
		"Content-Language", NULL,
	};

	return span_istarts(name, span_str("Linkseal-")) ||
		(span_istarts(name, span_str("Content-")) &&
		!is_one_of(name, known));
}

static bool
holds_strange(const struct message *h)
{
	for (size_t i = 0; i < message_field_count(h); i++)
		if (is_strange(message_field(h, i)->name))
			return true;
	return false;
}

/* The MIME fields of a header; false when anything in it is unusual. */
static bool
read_header(const struct message *h, bool root, struct type *t,
	enum mime_encoding *encoding_r)
{
	bool typed = false, encoded = false, version = false;
	struct mime_fields fields;

	if (holds_strange(h))
		return false;
	mime_fields_read(h, &fields);
	*t = (struct type){ .type = span_str("text"),
		.subtype = span_str("plain") };
	*encoding_r = MIME_IDENTITY;
	for (size_t i = 0; i < message_field_count(h); i++) {
		const struct message_field *f = message_field(h, i);

		if (span_ieq_str(f->name, "MIME-Version")) {
			version = true;
		} else if (span_ieq_str(f->name, "Content-Type")) {
			if (typed || !read_type(f->value, t))
				return false;
			typed = true;
		} else if (span_ieq_str(f->name,
		    "Content-Transfer-Encoding")) {
			if (encoded || !read_encoding(f->value, encoding_r))
				return false;
			encoded = true;
		}
	}
	return mime_fields_odd(h, &fields) == NULL &&
		(version || !root || !(typed || encoded));
}

/* Bytes of 8 bits in UTF-8 only: elsewhere they may be blanks. No controls,
 * which parsers drop, and nothing invisible or wide, which may stand anywhere
 * in what is looked for. */
static bool
is_text(struct span s, bool utf8)
{
	if (sweep_control(s))
		return false;
	return utf8 ? !visible_may_tell(s) :
		span_find_8bit(s, 0) == s.n;
}

static bool
text_matters(struct look *l, struct span text, const struct type *t)
{
	bool utf8 = span_ieq_str(t->charset, "utf-8");

	if (!utf8 && t->charset.n && !span_ieq_str(t->charset, "us-ascii") &&
	    !span_istarts(t->charset, span_str("iso-8859-")) &&
	    !span_istarts(t->charset, span_str("windows-125")))
		return true;
	if (!is_text(text, utf8) || text.n > TEXT)
		return true;
	return span_ieq_str(t->subtype, "html") ? glance_html(&l->g, text) :
		t->delsp || glance_words(&l->g, text, NULL, 0);
}

static bool
leaf_matters(struct look *l, struct span raw, const struct type *t,
	enum mime_encoding encoding)
{
	struct buf octets;
	bool matters;

	if (encoding == MIME_IDENTITY)
		return text_matters(l, raw, t);
	buf_init(&octets, TEXT);
	if (raw.n > TEXT)
		return true;
	if (encoding == MIME_QUOTED_PRINTABLE)
		text_qp_decode(raw, &octets);
	else
		text_base64_decode(raw, &octets);
	matters = !buf_ok(&octets) || text_matters(l, buf_span(&octets), t);
	buf_deinit(&octets);
	return matters;
}

/* False when the parts are not where everybody sees them. */
static bool
push_parts(struct look *l, const struct job *job, size_t begin,
	struct span boundary)
{
	struct mime_range within = { begin, job->end, false };
	struct mime_split split;
	bool plain;

	if (boundary.n == 0 || boundary.n > 70 ||
	    boundary.p[boundary.n - 1] == ' ' || job->depth == DEPTH)
		return false;
	mime_split(&split, l->bytes, &l->lines, &within, boundary, PARTS);
	plain = split.odd == NULL && split.n + l->parts <= PARTS;
	for (size_t i = split.n; plain && i-- > 0; ) {
		l->jobs[l->n++] = (struct job){ split.ranges[i].begin,
			split.ranges[i].end, job->depth + 1 };
		l->parts++;
	}
	mime_split_deinit(&split);
	return plain;
}

/* Programs may disagree on a message for a reason that we do not see, and then
 * a name anywhere in it counts: but for what is base64 and not text. */
static bool
pass_over(struct look *l, size_t begin, size_t end)
{
	struct span before = span_sub(l->bytes, l->at, begin);

	l->at = end;
	return glance_names(&l->g, before);
}

/* H: the header of JOB, whose content begins at BEGIN. */
static bool
content_matters(struct look *l, const struct job *job,
	const struct message *h, size_t begin)
{
	static const char *const multiparts[] = {
		"mixed", "alternative", "related", NULL,
	};
	/* Never shown as the letter, and never looked into. */
	static const char *const others[] = {
		"application", "image", "audio", "video", "font", NULL,
	};
	static const char *const texts[] = { "plain", "html", NULL };
	enum mime_encoding encoding;
	struct type t;

	if (!read_header(h, job->depth == 0, &t, &encoding))
		return true;
	if (span_ieq_str(t.type, "multipart"))
		return encoding != MIME_IDENTITY ||
			!is_one_of(t.subtype, multiparts) ||
			!push_parts(l, job, begin, t.boundary);
	if (span_ieq_str(t.type, "text"))
		return !is_one_of(t.subtype, texts) || leaf_matters(l,
			span_sub(l->bytes, begin, job->end), &t, encoding);
	if (!is_one_of(t.type, others))
		return true;
	return encoding == MIME_BASE64 && pass_over(l, begin, job->end);
}

/* Behind the part's header with its empty line; 0: it does not end soon. */
static size_t
header_length(struct span s)
{
	size_t at = 0, lf;

	if (s.n > HEADER)
		s.n = HEADER;
	while ((lf = span_find_byte(s, at, '\n')) != SPAN_NONE) {
		if (lf == at || (lf == at + 1 && s.p[at] == '\r'))
			return lf + 1;
		at = lf + 1;
	}
	return 0;
}

static bool
part_matters(struct look *l, const struct job *job)
{
	struct span s = span_sub(l->bytes, job->begin, job->end);
	size_t n = header_length(s);
	struct message *h = NULL;
	struct buf b;
	struct err err;
	bool matters = true;

	if (n == 0)
		return true;
	buf_init(&b, HEADER);
	buf_add(&b, span_sub(s, 0, n));
	if (message_parse(&b, &h, &err) == 0 && message_body_offset(h) == n)
		matters = content_matters(l, job, h, job->begin + n);
	message_free(&h);
	buf_deinit(&b);
	return matters;
}

static bool
look(struct look *l, const struct message *m)
{
	struct job job = { 0, l->bytes.n, 0 };

	if (content_matters(l, &job, m, message_body_offset(m)))
		return true;
	while (l->n) {
		job = l->jobs[--l->n];
		if (part_matters(l, &job))
			return true;
	}
	return pass_over(l, l->bytes.n, l->bytes.n);
}

bool
glance_may_matter(const struct message *m, const struct facts *f)
{
	struct look l = { .bytes = message_bytes(m) };
	bool matters;

	if (holds_strange(m))
		return true;
	matters = !glance_init(&l.g, f) ||
		!mime_lines_find(&l.lines, l.bytes, LINES) || look(&l, m);
	mime_lines_deinit(&l.lines);
	glance_deinit(&l.g);
	return matters;
}
