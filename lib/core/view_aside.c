#include "core/view_build.h"

/* A comment holds no comments: asides have none. */
static int
read_aside(struct view *v, struct view_aside *a, struct err *err)
{
	if (view_history(v, a->view_at))
		a->quoted = true;
	return view_html_page(span_sub(v->source, a->src_begin, a->src_end),
		false, &a->view, err);
}

int
view_html(struct span source, struct view **v_r, struct err *err)
{
	struct view *v;
	size_t i;

	if (view_html_page(source, true, &v, err) < 0)
		return -1;
	for (i = 0; i < v->n_asides; i++) {
		if (read_aside(v, &v->asides[i], err) < 0) {
			view_free(&v);
			return -1;
		}
	}
	*v_r = v;
	return 0;
}
