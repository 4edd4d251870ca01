#include "core/skeleton.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/limits.h"
#include "core/vars.h"

#define OPEN "<!-- repeat "
#define CLOSE "-->"
#define END "<!-- end -->"
#define SECTIONS "logo, greeting, own, before, link, after, signature"

struct skeleton {
	char *file;
	struct buf source;
	/* What is repeated, and the comments around it. */
	size_t begin[SKELETON_SECTIONS], end[SKELETON_SECTIONS];
	size_t outer_begin[SKELETON_SECTIONS], outer_end[SKELETON_SECTIONS];
	/* The sections in the order of the file. */
	enum skeleton_section order[SKELETON_SECTIONS];
	size_t n;
};

static const char *const section_names[SKELETON_SECTIONS] = {
	"logo", "greeting", "own", "before", "link", "after", "signature",
};

static const char *const slot_names[SKELETON_SLOTS] = {
	"lang", "dir", "align", "subject", "preheader", "partner", "text",
	"logo", "width", "height", "link", "button", "copy",
};

static int
find_name(const char *const *names, int n, struct span name)
{
	int i;

	for (i = 0; i < n; i++)
		if (span_eq_str(name, names[i]))
			return i;
	return -1;
}

static void
report(const struct skeleton *s, struct faults *p, size_t at,
	const char *what)
{
	faults_break(p, "piece", s->file, buf_span(&s->source), at, "%s",
		what);
}

/* The line end after a marker belongs to it. */
static size_t
after_eol(struct span s, size_t at)
{
	return at < s.n && s.p[at] == '\n' ? at + 1 : at;
}

/* Reads the section whose marker stands at AT; returns where to go on. */
static size_t
read_section(struct skeleton *s, size_t at, struct faults *p)
{
	struct span src = buf_span(&s->source);
	size_t name = at + sizeof(OPEN) - 1;
	size_t close = span_find(src, name, span_str(CLOSE));
	size_t end = span_find(src, name, span_str(END));
	int i;

	if (close == SPAN_NONE || end == SPAN_NONE || end < close) {
		report(s, p, at, "this repeated piece has no " END "; "
			"write it");
		return src.n;
	}
	i = find_name(section_names, SKELETON_SECTIONS,
		span_trim(span_sub(src, name, close)));
	if (i < 0 || s->outer_end[i] != 0) {
		report(s, p, at, i < 0 ? "there is no such piece; known "
			"are: " SECTIONS "; rename or delete it" :
			"this piece stands here a second time; delete one");
		return end + 1;
	}
	s->outer_begin[i] = at;
	s->begin[i] = after_eol(src, close + sizeof(CLOSE) - 1);
	s->end[i] = end;
	s->outer_end[i] = after_eol(src, end + sizeof(END) - 1);
	s->order[s->n++] = (enum skeleton_section)i;
	return s->outer_end[i];
}

/* The section AT lies in, or SKELETON_SECTIONS. */
static size_t
section_at(const struct skeleton *s, size_t at)
{
	size_t i;

	for (i = 0; i < SKELETON_SECTIONS; i++)
		if (at >= s->begin[i] && at < s->end[i])
			break;
	return i;
}

static bool
slot_fits(int slot, size_t section)
{
	if (slot <= SKELETON_PARTNER)
		return true;
	if (slot == SKELETON_TEXT)
		return section != SKELETON_SECTIONS &&
			section != SKELETON_LINK && section != SKELETON_LOGO;
	if (slot <= SKELETON_HEIGHT)
		return section == SKELETON_LOGO;
	return section == SKELETON_LINK;
}

static void
check_slots(const struct skeleton *s, struct faults *p)
{
	struct span src = buf_span(&s->source), name;
	size_t at = 0, end;
	int slot;

	while (vars_next(src, at, &at, &end, &name)) {
		slot = find_name(slot_names, SKELETON_SLOTS, name);
		if (slot < 0)
			report(s, p, at, "there is no such slot; known "
				"are: lang, dir, align, subject, preheader, "
				"partner, text, logo, width, height, link, "
				"button, copy");
		else if (!slot_fits(slot, section_at(s, at)))
			faults_break(p, "piece", s->file, src, at, "{{%s}} "
				"can't stand in this piece; take it away",
				slot_names[slot]);
		at = end;
	}
}

static void
check_sections(const struct skeleton *s, struct faults *p)
{
	struct span href = span_str("href=\"{{link}}\"");
	struct span src = buf_span(&s->source);
	size_t i, at;

	for (i = 0; i < SKELETON_SECTIONS; i++)
		if (s->outer_end[i] == 0 && i != SKELETON_LOGO)
			faults_break(p, "piece", s->file, src, 0, "the piece "
				"<!-- repeat %s --> is missing; write it, "
				"with " END " behind it", section_names[i]);
	if (s->outer_end[SKELETON_LINK] == 0)
		return;
	at = span_find(src, s->begin[SKELETON_LINK], href);
	if (at == SPAN_NONE || at >= s->end[SKELETON_LINK])
		report(s, p, s->outer_begin[SKELETON_LINK], "this piece "
			"must hold <a href=\"{{link}}\">; write it");
}

static void
check(struct skeleton *s, struct faults *p)
{
	struct span src = buf_span(&s->source);
	size_t at = 0, bad;
	const char *what;

	bad = vars_bad_character(src, &what);
	if (bad != SPAN_NONE)
		faults_break(p, "character", s->file, src, bad, "here stands "
			"%s; delete it, and save the file as UTF-8 without a "
			"byte order mark", what);
	while ((at = span_find(src, at, span_str(OPEN))) != SPAN_NONE)
		at = read_section(s, at, p);
	check_sections(s, p);
	check_slots(s, p);
}

struct skeleton *
skeleton_parse(const char *file, struct span bytes, struct faults *p)
{
	struct skeleton *s = buf_zalloc(sizeof(*s));
	size_t before = p->n;

	s->file = buf_strdup(file);
	buf_init(&s->source, LIMIT_TEMPLATE);
	buf_add(&s->source, bytes);
	if (!buf_ok(&s->source))
		faults_break(p, "size", file, bytes, 0, "the file is larger "
			"than %d bytes; mail readers would cut it",
			LIMIT_TEMPLATE);
	else
		check(s, p);
	if (p->n > before)
		skeleton_free(&s);
	return s;
}

void
skeleton_free(struct skeleton **s)
{
	if (*s == NULL)
		return;
	free((*s)->file);
	buf_deinit(&(*s)->source);
	free(*s);
	*s = NULL;
}

static void
write_range(const struct skeleton *s, const struct skeleton_fill *f,
	size_t begin, size_t end, struct span item, struct buf *out)
{
	struct span src = span_sub(buf_span(&s->source), 0, end), name;
	size_t at, stop;
	int slot;

	while (vars_next(src, begin, &at, &stop, &name)) {
		slot = find_name(slot_names, SKELETON_SLOTS, name);
		buf_add(out, span_sub(src, begin, at));
		buf_add(out, slot == SKELETON_TEXT ? item : f->slot[slot]);
		begin = stop;
	}
	buf_add(out, span_sub(src, begin, end));
}

void
skeleton_write(const struct skeleton *s, const struct skeleton_fill *f,
	struct buf *out)
{
	struct span none = { NULL, 0 };
	size_t at = 0, i, k;

	for (i = 0; i < s->n; i++) {
		enum skeleton_section sec = s->order[i];

		write_range(s, f, at, s->outer_begin[sec], none, out);
		for (k = 0; k < f->n[sec]; k++)
			write_range(s, f, s->begin[sec], s->end[sec],
				f->items[sec][k], out);
		at = s->outer_end[sec];
	}
	write_range(s, f, at, s->source.n, none, out);
}
