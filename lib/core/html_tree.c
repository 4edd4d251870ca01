#include "core/html_tree.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/html_plain.h"
#include "core/html_scan.h"

struct html_tree {
	struct html_plain *plain;
	GumboOutput *output;	/* when it is not plain */
};

static GumboOptions
options(void)
{
	GumboOptions options = kGumboDefaultOptions;

	/* Each error would keep a copy of all open elements. */
	options.max_errors = 0;
	return options;
}

int
html_tree_new(struct span source, struct html_tree **t_r, struct err *err)
{
	struct html_plain *plain = html_plain_new(source);
	GumboOptions with = options();
	struct html_tree *t;

	if (plain == NULL && html_scan(source, err) < 0)
		return -1;
	t = buf_zalloc(sizeof *t);
	t->plain = plain;
	if (plain == NULL)
		t->output = gumbo_parse_with_options(&with,
			source.n ? (const char *)source.p : "", source.n);
	*t_r = t;
	return 0;
}

void
html_tree_free(struct html_tree **t)
{
	GumboOptions with = options();

	if (*t == NULL)
		return;
	if ((*t)->output)
		gumbo_destroy_output(&with, (*t)->output);
	html_plain_free(&(*t)->plain);
	free(*t);
	*t = NULL;
}

size_t
html_tree_end(const struct html_tree *t, struct span source)
{
	return t->plain ? source.n : html_scan_end(source);
}

const GumboNode *
html_tree_root(const struct html_tree *t)
{
	return t->plain ? html_plain_root(t->plain) : t->output->root;
}
