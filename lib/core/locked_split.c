#include "core/locked_split.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/locked_extent.h"

/* So many characters are laid beside the block at most; a letter has far
 * fewer, and what is left stays in one piece. */
#define LOOKED (32 * 1024)

struct split {
	struct locked_body *lb;
	const struct locked_block *block;
	struct locked_own *list;	/* what becomes of lb->own */
	size_t n, cap;
	size_t looked;
	size_t width;		/* of the longest line of text */
};

/* A link's place holds a button, words beside it, brackets and the link; what
 * goes on longer is not looked at, nor looked at again from each line. */
#define PIECES 8

/* [begin, end) of the words of an own paragraph. */
struct piece {
	const struct locked_own *of;
	size_t begin, end;
};

static struct span
text_of(const struct split *s)
{
	return view_text(s->lb->body->view);
}

/* Where the line begins that the word stands in. */
static size_t
line_begin(const struct split *s, size_t word)
{
	size_t at = s->lb->words.begin[word];

	while (at && text_of(s).p[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct split *s, size_t word)
{
	struct span text = text_of(s);
	size_t at = span_find_byte(text, s->lb->words.end[word], '\n');

	if (at == SPAN_NONE)
		return text.n;
	return at && text.p[at - 1] == '\r' ? at - 1 : at;
}

static void
add(struct split *s, const struct locked_own *of, size_t begin, size_t end)
{
	struct locked_own *own;

	if (begin == end)
		return;
	if (s->n == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 32;
		s->list = buf_grow(s->list, s->cap, sizeof(*s->list));
	}
	own = &s->list[s->n++];
	*own = *of;
	if (begin != of->first)
		own->begin = line_begin(s, begin);
	if (end != of[1].first)
		own->end = line_end(s, end - 1);
	own->first = begin;
	own->found = of->found &&
		locked_body_found(s->lb, own->begin, own->end);
}

static size_t
link_end(const struct split *s, size_t word)
{
	bool link = false;
	size_t at = word, end, i;

	for (i = 0; i < PIECES; i++) {
		end = locked_body_link_piece(s->lb, s->block, at, &link);
		if (end == at)
			return link ? at : SPAN_NONE;
		at = end;
	}
	return SPAN_NONE;
}

static size_t
paragraph_end(const struct split *s, size_t i, size_t word)
{
	if (s->block->list[i].link)
		return link_end(s, word);
	return locked_body_match(s->lb, s->block, i, i + 1, word);
}

/* Where a paragraph of the block ends that stands at WORD, word for word, on
 * lines of its own; WORD when none does. */
static size_t
exact_end(const struct split *s, const struct piece *p, size_t word)
{
	size_t i, end;

	if (!locked_body_begins_line(s->lb, word))
		return word;
	for (i = 0; i < s->block->n; i++) {
		end = paragraph_end(s, i, word);
		if (end != SPAN_NONE && end > word && end <= p->end &&
		    locked_body_ends_line(s->lb, end - 1))
			return end;
	}
	return word;
}

/* The first word of the line that WORD stands in, within P. */
static size_t
first_of_line(const struct split *s, const struct piece *p, size_t word)
{
	size_t at = line_begin(s, word);

	while (word > p->begin && s->lb->words.begin[word - 1] >= at)
		word--;
	return word;
}

/* Behind the last word of the line that the word before END stands in. */
static size_t
behind_line(const struct split *s, const struct piece *p, size_t end)
{
	size_t at = line_end(s, end - 1);

	while (end < p->end && s->lb->words.begin[end] < at)
		end++;
	return end;
}

/* Bytes of the line's first word; letters that are not ASCII may each be
 * one. */
static size_t
word_length(struct span line)
{
	size_t i = 0;

	while (i < line.n && line.p[i] > ' ' && line.p[i] < 0x80)
		i++;
	return i < line.n && line.p[i] >= 0x80 ? i + 3 : i;
}

/* A program, not a person, ended the line before WORD, which begins one: the
 * word would not have fitted there. */
static bool
is_wrapped(const struct split *s, size_t word)
{
	size_t begin = line_begin(s, word - 1);
	size_t end = line_end(s, word - 1);
	size_t next = line_begin(s, word);

	return !view_is_html(s->lb->body->view) && end - begin + 1 +
		word_length(span_from(text_of(s), next)) > s->width;
}

/* Where the block's lines begin: with the one of its first word that is there
 * still; those before may stand for LEAD characters that are not. */
static size_t
lines_begin_at(const struct split *s, const struct piece *p, size_t word,
	size_t lead)
{
	size_t begin = first_of_line(s, p, word), to = word;

	while (begin > p->begin && to - begin < lead && is_wrapped(s, begin)) {
		lead -= to - begin;
		to = begin;
		begin = first_of_line(s, p, begin - 1);
	}
	return begin;
}

static size_t
lines_end_at(const struct split *s, const struct piece *p, size_t word,
	size_t tail)
{
	size_t end = behind_line(s, p, word), from = word;

	while (end < p->end && end - from < tail && is_wrapped(s, end)) {
		tail -= end - from;
		from = end;
		end = behind_line(s, p, end + 1);
	}
	return end;
}

/* Words of which none of the block's paragraphs is there as it was: lines
 * before and behind the changed ones are the author's. */
static void
split_changed(struct split *s, struct piece p)
{
	struct locked_extent e;
	size_t begin = p.begin, end = p.end;

	if (p.begin == p.end)
		return;
	s->looked += p.end - p.begin;
	if (s->looked <= LOOKED && locked_extent_find(&s->lb->words, p.begin,
	    p.end, s->block, &e)) {
		begin = lines_begin_at(s, &p, e.begin, e.lead);
		end = lines_end_at(s, &p, e.end, e.tail);
	}
	add(s, p.of, p.begin, begin);
	add(s, p.of, begin, end);
	add(s, p.of, end, p.end);
}

static void
split_own(struct split *s, const struct locked_own *own)
{
	struct piece p = { own, own->first, own[1].first };
	size_t at = p.begin, end;

	while (at < p.end) {
		end = exact_end(s, &p, at);
		if (end == at) {
			at++;
			continue;
		}
		split_changed(s, (struct piece){ own, p.begin, at });
		add(s, own, at, end);
		at = p.begin = end;
	}
	split_changed(s, p);
}

/* Of lines that hold no address, which no program wraps. */
static size_t
widest(struct span text)
{
	size_t width = 0, begin = 0, end;

	while (begin < text.n) {
		struct span line = span_from(text, begin);

		end = span_find_byte(line, 0, '\n');
		line.n = end == SPAN_NONE ? line.n : end;
		if (line.n > width && span_find(line, 0, span_str("://")) ==
		    SPAN_NONE)
			width = line.n;
		begin += line.n + 1;
	}
	return width;
}

void
locked_split(struct locked_body *lb, const struct locked_block *block)
{
	struct split s = { .lb = lb, .block = block,
		.width = widest(view_text(lb->body->view)) };
	size_t i;

	for (i = 0; i < lb->n; i++)
		split_own(&s, &lb->own[i]);
	s.list = buf_grow(s.list, s.n + 1, sizeof(*s.list));
	s.list[s.n] = lb->own[lb->n];
	free(lb->own);
	lb->own = s.list;
	lb->n = s.n;
}
