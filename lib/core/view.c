#include "core/view.h"

#include <assert.h>
#include <stdlib.h>

#include "core/view_build.h"

static void
discard(struct view *v)
{
	size_t i;

	for (i = 0; i < v->n_links; i++)
		free(v->links[i].target);
	free(v->links);
	free(v->lines);
	free(v->blocks);
	free(v->asides);
	offsets_deinit(&v->offsets);
	buf_deinit(&v->text);
	free(v);
}

void
view_free(struct view **v)
{
	size_t i;

	if (*v == NULL)
		return;
	for (i = 0; i < (*v)->n_asides; i++)
		if ((*v)->asides[i].view != NULL)
			discard((*v)->asides[i].view);
	discard(*v);
	*v = NULL;
}

bool
view_is_html(const struct view *v)
{
	return v->html;
}

struct span
view_source(const struct view *v)
{
	return v->source;
}

struct span
view_text(const struct view *v)
{
	return v->as_is ? v->source : buf_span(&v->text);
}

void
view_to_source(const struct view *v, size_t begin, size_t end,
	size_t *src_begin_r, size_t *src_end_r)
{
	offsets_source(&v->offsets, begin, end, src_begin_r, src_end_r);
}

bool
view_quoted(const struct view *v, size_t off)
{
	size_t low = 0;
	size_t high = v->n_lines;

	/* The last line that begins at or before OFF. */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (v->lines[middle].view_begin <= off)
			low = middle;
		else
			high = middle;
	}
	return high > 0 && v->lines[low].view_begin <= off &&
		v->lines[low].quoted;
}

size_t
view_link_count(const struct view *v)
{
	return v->n_links;
}

const struct view_link *
view_link(const struct view *v, size_t i)
{
	assert(i < v->n_links);
	return &v->links[i];
}

size_t
view_block_count(const struct view *v)
{
	return v->n_blocks;
}

const struct view_block *
view_block(const struct view *v, size_t i)
{
	assert(i < v->n_blocks);
	return &v->blocks[i];
}

size_t
view_aside_count(const struct view *v)
{
	return v->n_asides;
}

const struct view_aside *
view_aside(const struct view *v, size_t i)
{
	assert(i < v->n_asides);
	return &v->asides[i];
}

size_t
view_body_begin(const struct view *v)
{
	return v->body_begin;
}

size_t
view_own_end(const struct view *v)
{
	return v->own_end;
}

bool
view_shut(const struct view *v)
{
	return v->shut;
}

bool
view_faint(const struct view *v)
{
	return v->faint;
}
