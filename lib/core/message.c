#include "core/message.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/lines.h"

struct message {
	struct span bytes;
	char *own;		/* them, unless they are borrowed */
	size_t header_end;	/* behind the last field */
	size_t body;
	struct message_field *fields;
	size_t n_fields;
	size_t cap;
	const char *odd;	/* a literal; the first thing seen */
	const char *eol;	/* a literal; NULL until a line end is seen */
};

static void
odd(struct message *m, const char *what)
{
	if (m->odd == NULL)
		m->odd = what;
}

/* The line [begin, end) without its line end. */
static struct span
bare(struct span s, size_t begin, size_t end)
{
	if (end > begin && s.p[end - 1] == '\n')
		end--;
	if (end > begin && end < s.n && s.p[end - 1] == '\r')
		end--;
	return span_sub(s, begin, end);
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t';
}

/* Length of the field name that LINE begins with, its colon at *COLON_R; 0
 * when it is no field. As Postfix sees it (is_header_buf): ASCII without
 * controls, white space only before the colon (RFC 5322 4.5). */
static size_t
field_name(struct span line, size_t *colon_r)
{
	size_t n = 0, i;

	while (n < line.n && line.p[n] > ' ' && line.p[n] < 127 &&
	    line.p[n] != ':')
		n++;
	for (i = n; i < line.n && is_blank(line.p[i]); i++)
		;
	if (n == 0 || i == line.n || line.p[i] != ':')
		return 0;
	*colon_r = i;
	return n;
}

/* What other programs may take for the end of a line, or of everything. */
static void
look_at_line(struct message *m, struct span s, size_t begin, size_t end)
{
	struct span line = bare(s, begin, end);
	const char *eol;

	if (span_find_byte(line, 0, '\0') != SPAN_NONE)
		odd(m, "a NUL in the header");
	if (span_find_byte(line, 0, '\r') != SPAN_NONE)
		odd(m, "a CR inside a header line");
	if (line.n == end - begin)
		return;
	eol = end - begin - line.n == 2 ? "\r\n" : "\n";
	if (m->eol == NULL)
		m->eol = eol;
	else if (strcmp(m->eol, eol) != 0)
		odd(m, "CRLF and LF mixed in the header");
}

/* The end of the field that begins at AT: its line and those that go on. */
static size_t
field_end(struct message *m, struct span s, size_t at)
{
	size_t end = lines_next(s, at), next;

	look_at_line(m, s, at, end);
	while (end < s.n && is_blank(s.p[end])) {
		next = lines_next(s, end);
		look_at_line(m, s, end, next);
		if (span_trim(span_sub(s, end, next)).n == 0)
			odd(m, "a header line of nothing but white space");
		end = next;
	}
	return end;
}

static void
add_field(struct message *m, const struct message_field *f)
{
	if (m->n_fields == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 16;
		m->fields = buf_grow(m->fields, m->cap, sizeof *m->fields);
	}
	m->fields[m->n_fields++] = *f;
}

static int
check_limits(const struct message *m, size_t begin, size_t end,
	struct err *err)
{
	if (m->n_fields == LIMIT_FIELDS)
		return err_set(err, ERR_LIMIT,
			"the header has more than %d fields", LIMIT_FIELDS);
	if (end - begin > LIMIT_FIELD_SIZE)
		return err_set(err, ERR_LIMIT,
			"header field %zu is longer than %d bytes",
			m->n_fields + 1, LIMIT_FIELD_SIZE);
	if (end > LIMIT_HEADER_SIZE)
		return err_set(err, ERR_LIMIT,
			"the header is longer than %d bytes",
			LIMIT_HEADER_SIZE);
	return 0;
}

/* The line at AT is no field: the body begins here, or behind it. */
static void
end_header(struct message *m, struct span s, size_t at)
{
	size_t end = lines_next(s, at);
	struct span line = bare(s, at, end);

	m->header_end = at;
	m->body = at;
	if (at == s.n)
		return;
	if (line.n == 0 && end > at) {
		look_at_line(m, s, at, end);
		m->body = end;
	} else if (is_blank(s.p[at])) {
		odd(m, "a header that begins with white space");
	} else if (span_starts(line, span_str("From "))) {
		odd(m, "a mailbox's \"From \" line in the header");
	} else if (span_find_byte(line, 0, ':') == SPAN_NONE) {
		odd(m, "a header line without a colon");
	} else {
		odd(m, "a header line that names no field");
	}
}

static int
find_fields(struct message *m, struct err *err)
{
	struct span s = message_bytes(m);
	struct message_field f;
	size_t at = 0, end, n, colon;

	while (at < s.n) {
		n = field_name(bare(s, at, lines_next(s, at)), &colon);
		if (n == 0)
			break;
		if (colon != n)
			odd(m, "white space before a header's colon");
		end = field_end(m, s, at);
		if (check_limits(m, at, end, err) < 0)
			return -1;
		f.name = span_sub(s, at, at + n);
		f.value = bare(s, at + colon + 1, end);
		f.whole = span_sub(s, at, end);
		add_field(m, &f);
		at = end;
	}
	end_header(m, s, at);
	return 0;
}

/* A message without header lines ends its lines as its body does. */
static const char *
body_eol(struct span s)
{
	size_t lf = span_find_byte(s, 0, '\n');

	if (lf == SPAN_NONE || (lf > 0 && s.p[lf - 1] == '\r'))
		return "\r\n";
	return "\n";
}

int
message_borrow(struct span bytes, struct message **m_r, struct err *err)
{
	struct message *m = buf_zalloc(sizeof *m);

	m->bytes = bytes;
	if (find_fields(m, err) < 0) {
		message_free(&m);
		return -1;
	}
	if (m->eol == NULL)
		m->eol = body_eol(bytes);
	*m_r = m;
	return 0;
}

int
message_parse(struct buf *bytes, struct message **m_r, struct err *err)
{
	struct span s = buf_span(bytes);
	char *own;

	if (!buf_ok(bytes))
		return err_set(err, ERR_LIMIT,
			"the message is longer than %zu bytes", bytes->max);
	own = buf_take(bytes);
	s.p = (const unsigned char *)own;
	if (message_borrow(s, m_r, err) < 0) {
		free(own);
		return -1;
	}
	(*m_r)->own = own;
	return 0;
}

void
message_free(struct message **m)
{
	if (*m == NULL)
		return;
	free((*m)->own);
	free((*m)->fields);
	free(*m);
	*m = NULL;
}

struct span
message_bytes(const struct message *m)
{
	return m->bytes;
}

size_t
message_header_end(const struct message *m)
{
	return m->header_end;
}

size_t
message_body_offset(const struct message *m)
{
	return m->body;
}

struct span
message_body(const struct message *m)
{
	return span_sub(m->bytes, m->body, m->bytes.n);
}

size_t
message_field_count(const struct message *m)
{
	return m->n_fields;
}

const struct message_field *
message_field(const struct message *m, size_t i)
{
	return &m->fields[i];
}

const struct message_field *
message_find(const struct message *m, const char *name, size_t occurrence)
{
	for (size_t i = 0; i < m->n_fields; i++)
		if (span_ieq_str(m->fields[i].name, name) &&
		    --occurrence == 0)
			return &m->fields[i];
	return NULL;
}

bool
message_ends_in_header(const struct message *m)
{
	size_t n = m->bytes.n;

	return n && m->header_end == n && m->bytes.p[n - 1] != '\n';
}

/* Folding goes, its white space stays (RFC 5322 2.2.3), a tab as a space.
 * False at anything that is not printable ASCII. */
static bool
unfold(struct span value, struct buf *out)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = value.p[i];

		if (c == '\n' || (c == '\r' && i + 1 < value.n &&
		    value.p[i + 1] == '\n'))
			continue;
		if (c == '\t')
			c = ' ';
		if (c < ' ' || c > '~')
			return false;
		buf_add_byte(out, c);
	}
	return true;
}

char *
message_token(const struct message *m, const char *name)
{
	const struct message_field *f = message_find(m, name, 1);
	struct buf b;
	char *token = NULL;

	if (f == NULL)
		return NULL;
	buf_init(&b, LIMIT_FIELD_SIZE);
	if (unfold(span_trim(f->value), &b))
		token = buf_take(&b);
	buf_deinit(&b);
	return token;
}

const char *
message_odd(const struct message *m)
{
	return m->odd;
}

const char *
message_eol(const struct message *m)
{
	return m->eol;
}
