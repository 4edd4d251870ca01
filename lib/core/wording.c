#include "core/wording.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/lines.h"
#include "core/vars.h"

struct wording {
	char **words;
	size_t n;
};

/* One file on its way in. */
struct reading {
	const char *file;
	struct span bytes;
	const struct wording_key *keys;
	size_t n;
	struct wording *w;
	struct faults *p;
	size_t faults;		/* before us */
};

static void
complain(struct reading *r, size_t offset, const char *what, struct span whose)
{
	faults_at(r->p, r->file, r->bytes, offset, "%s%.*s", what,
		(int)(whose.n > 60 ? 60 : whose.n), (const char *)whose.p);
}

static size_t
find_key(const struct reading *r, struct span name)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (span_eq_str(name, r->keys[i].name))
			break;
	return i;
}

/* Is NAME one of LIST's words? */
static bool
listed(const char *list, struct span name)
{
	struct span all = span_str(list);
	size_t begin = 0, end;

	while (begin < all.n) {
		end = span_find_byte(all, begin, ' ');
		end = end == SPAN_NONE ? all.n : end;
		if (span_eq(span_sub(all, begin, end), name))
			return true;
		begin = end + 1;
	}
	return false;
}

static void
check_words(struct reading *r, size_t offset, size_t key, struct span words)
{
	size_t begin, end = 0, at;
	const char *what;
	struct span name;

	at = vars_bad_character(words, &what);
	if (at != SPAN_NONE)
		complain(r, offset, "take this out: ", span_str(what));
	while (vars_next(words, end, &begin, &end, &name))
		if (!listed(r->keys[key].values, name))
			complain(r, offset, "there is no such value here: ",
				name);
}

/* What stands behind the colon and on the lines that go on with it, with one
 * space for each line end; *next_r: behind it. */
static void
collect(const struct reading *r, size_t begin, struct buf *out, size_t *next_r)
{
	size_t end;

	for (;;) {
		end = lines_end(r->bytes, begin);
		if (out->n)
			buf_add_byte(out, ' ');
		buf_add(out, span_trim(span_sub(r->bytes, begin, end)));
		begin = lines_next(r->bytes, begin);
		if (begin >= r->bytes.n || !lines_blank(r->bytes.p[begin]) ||
			lines_only_blanks(r->bytes, begin))
			break;
	}
	*next_r = begin;
}

static void
take(struct reading *r, size_t offset, struct span name, const char *words)
{
	size_t key = find_key(r, name);

	if (key == r->n)
		complain(r, offset, "there is no such key: ", name);
	else if (r->w->words[key])
		complain(r, offset, "this key stands here twice: ", name);
	else if (*words == '\0')
		complain(r, offset, "words are missing behind ", name);
	else if (strlen(words) > LIMIT_WORDING)
		complain(r, offset, "these words are too long: ", name);
	else
		r->w->words[key] = buf_strdup(words);
	if (key < r->n)
		check_words(r, offset, key, span_str(words));
}

/* The line at AT; returns where the next one begins. */
static size_t
read_line(struct reading *r, size_t at)
{
	size_t end = lines_end(r->bytes, at), colon, next;
	struct span line = span_sub(r->bytes, at, end);
	struct buf words;

	if (span_trim(line).n == 0 || line.p[0] == '#')
		return lines_next(r->bytes, at);
	colon = span_find_byte(line, 0, ':');
	buf_init(&words, r->bytes.n + 1);
	collect(r, colon == SPAN_NONE ? at : at + colon + 1, &words, &next);
	if (colon == SPAN_NONE)
		complain(r, at, "write KEY: WORDS, not ", line);
	else
		take(r, at, span_trim(span_sub(line, 0, colon)),
			buf_str(&words));
	buf_deinit(&words);
	return next;
}

struct wording *
wording_parse(const char *file, struct span bytes,
	const struct wording_key *keys, size_t n, struct faults *p)
{
	struct reading r = { file, bytes, keys, n, buf_zalloc(sizeof(*r.w)),
		p, p->n };
	size_t at = 0;

	r.w->words = buf_zalloc((n + 1) * sizeof(*r.w->words));
	r.w->n = n;
	if (span_starts(bytes, span_str("\xef\xbb\xbf")))
		at = 3;
	if (bytes.n > LIMIT_TEMPLATE)
		complain(&r, 0, "this file is too long", span_str(""));
	else
		while (at < bytes.n)
			at = read_line(&r, at);
	if (p->n != r.faults)
		wording_free(&r.w);
	return r.w;
}

void
wording_free(struct wording **w)
{
	size_t i;

	if (*w == NULL)
		return;
	for (i = 0; i < (*w)->n; i++)
		free((*w)->words[i]);
	free((*w)->words);
	free(*w);
	*w = NULL;
}

const char *
wording_get(const struct wording *w, size_t i)
{
	return w->words[i];
}
