#include "core/repair.h"

#include <stdlib.h>
#include <string.h>

#include "core/ascii.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/pattern.h"
#include "core/url.h"

/* UTF-8 of what nobody sees, as first and last of a range with a common
 * length. */
static const struct {
	const char *first, *last;
} unseen[] = {
	{ "\xc2\xa0", "\xc2\xa0" },		/* no-break space */
	{ "\xc2\xad", "\xc2\xad" },		/* soft hyphen */
	{ "\xcd\x8f", "\xcd\x8f" },		/* grapheme joiner */
	{ "\xe1\xa0\x8e", "\xe1\xa0\x8e" },	/* Mongolian vowel separator */
	{ "\xe2\x80\x80", "\xe2\x80\x8f" },	/* spaces, zero width, marks */
	{ "\xe2\x80\xa8", "\xe2\x80\xaf" },	/* separators, embeddings */
	{ "\xe2\x81\x9f", "\xe2\x81\xaf" },	/* joiner, isolates */
	{ "\xe3\x80\x80", "\xe3\x80\x80" },	/* ideographic space */
	{ "\xef\xb8\x80", "\xef\xb8\x8f" },	/* variation selectors */
	{ "\xef\xbb\xbf", "\xef\xbb\xbf" },	/* byte order mark */
};

/* Bytes at S that nobody sees, 0 for none. */
static size_t
unseen_length(struct span s)
{
	size_t n;

	if (s.p[0] <= ' ' || s.p[0] == 0x7f)
		return 1;
	if (s.p[0] < 0x80)
		return 0;
	for (size_t i = 0; i < sizeof unseen / sizeof unseen[0]; i++) {
		n = strlen(unseen[i].first);
		if (s.n >= n && memcmp(s.p, unseen[i].first, n) >= 0 &&
		    memcmp(s.p, unseen[i].last, n) <= 0)
			return n;
	}
	return 0;
}

static size_t
entity_length(struct span s)
{
	static const char *const entities[] = {
		"&amp;", "&#38;", "&#038;", "&#x26;", "&#x0026;",
	};

	if (s.p[0] != '&')
		return 0;
	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
		if (span_istarts(s, span_str(entities[i])))
			return strlen(entities[i]);
	return 0;
}

/* "=3D" is a quoted '=', unless a GUID begins with 3D there. */
static bool
is_quoted_equals(struct span s)
{
	return span_starts(s, span_str("=3D")) && pattern_account(
	    PROVIDER_ACCOUNT_GUID, span_sub(s, 1, s.n), true) == 0;
}

/* "\-", as Markdown and programs escape marks; none that parts a host. */
static bool
is_escaped_mark(struct span s)
{
	return s.n > 1 && s.p[0] == '\\' && s.p[1] &&
	    strchr("-_&=#?~", s.p[1]);
}

/* With any other byte no damage begins. */
static bool
is_suspect(unsigned char c)
{
	return c <= ' ' || c >= 0x7f || c == '%' || c == '&' || c == '=' ||
	    c == '\\';
}

/* There is no damage in it, as in most addresses. */
static bool
is_sound(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_suspect(s.p[i]) && (s.p[i] != '=' ||
		    (i + 1 < s.n && s.p[i + 1] == '3')))
			return false;
	return true;
}

static void
undo_once(struct span s, struct repair *r, struct buf *out)
{
	unsigned char meant;
	size_t n;

	for (size_t i = 0; i < s.n; i++) {
		struct span here = span_sub(s, i, s.n);

		if (!is_suspect(s.p[i])) {
			buf_add_byte(out, s.p[i]);
		} else if ((n = unseen_length(here)) > 0) {
			r->unseen = true;
			i += n - 1;
		} else if ((n = entity_length(here)) > 0) {
			r->entity = true;
			buf_add_byte(out, '&');
			i += n - 1;
		} else if ((n = ascii_meant(here, &meant)) > 0) {
			r->dressed = true;
			buf_add_byte(out, meant);
			i += n - 1;
		} else if (is_quoted_equals(here)) {
			r->quoted = true;
			buf_add_byte(out, '=');
			i += strlen("3D");
		} else if (is_escaped_mark(here)) {
			r->marked = true;
		} else {
			buf_add_byte(out, s.p[i]);
		}
	}
}

/* One more round over S; the caller frees. */
static char *
undo_again(const char *s, struct repair *r)
{
	char *decoded = url_unescape(span_str(s));
	struct span whole = span_str(decoded);
	struct buf out;

	r->escaped |= strcmp(decoded, s) != 0;
	buf_init(&out, whole.n);
	undo_once(whole, r, &out);
	free(decoded);
	return buf_take(&out);
}

void
repair_undo(struct span s, struct repair *r)
{
	struct buf first;
	char *next;
	bool done = false;

	*r = (struct repair){ 0 };
	if (is_sound(s)) {
		r->text = buf_dup(s);
		return;
	}
	buf_init(&first, s.n);
	undo_once(s, r, &first);
	r->text = buf_take(&first);
	for (int round = 0; round < LIMIT_REPAIR_ROUNDS && !done; round++) {
		next = undo_again(r->text, r);
		done = strcmp(next, r->text) == 0;
		free(r->text);
		r->text = next;
	}
}

void
repair_deinit(struct repair *r)
{
	free(r->text);
	*r = (struct repair){ 0 };
}
