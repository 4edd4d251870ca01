#include "core/lint_page.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/html_token.h"
#include "core/lint_css.h"
#include "core/skeleton.h"
#include "core/url.h"

struct page {
	struct lint *l;
	const char *file;
	struct span source;
	/* The link that is open. */
	bool in_link;
	struct span href;
	size_t words;		/* where what it shows begins */
};

static size_t
offset_of(const struct page *p, struct span part)
{
	return (size_t)(part.p - p->source.p);
}

static void
check_image(struct page *p, const struct html_token *t)
{
	struct span value;

	if (!html_token_attribute(t, "alt", &value))
		lint_add(p->l, "alt", p->file, p->source,
			offset_of(p, t->whole), "this image has no words for "
			"those who can't see it; write alt=\"…\"");
	if (html_token_attribute(t, "src", &value) &&
		!span_istarts(value, span_str("cid:")) &&
		!span_eq_str(value, "{{logo}}"))
		lint_add(p->l, "image", p->file, p->source,
			offset_of(p, value), "this image is fetched from the "
			"web, which mail readers block; take it away, or use "
			"the logo: src=\"{{logo}}\"");
}

static char *
host_of(struct span address)
{
	struct url u;
	struct err err;

	if (url_parse(address, &u, &err) < 0 ||
		span_find_byte(u.host, 0, '.') == SPAN_NONE)
		return NULL;
	return url_host(&u);
}

/* Does it look like an address to a reader? */
static bool
is_address(struct span words)
{
	size_t i;

	for (i = 0; i < words.n; i++)
		if (span_is_space(words.p[i]) || words.p[i] == '<' ||
			words.p[i] == '@')
			return false;
	return span_find_byte(words, 0, '.') != SPAN_NONE;
}

static void
end_link(struct page *p, size_t at)
{
	struct span words = span_trim(span_sub(p->source, p->words, at));
	char *shown = is_address(words) ? host_of(words) : NULL;
	char *led = host_of(p->href);
	bool is_slot = span_eq_str(words, "{{link}}");

	p->in_link = false;
	if ((is_slot && !span_eq_str(p->href, "{{link}}")) ||
		(shown != NULL && (led == NULL ||
		!span_eq_str(span_str(shown), led))))
		lint_add(p->l, "link-text", p->file, p->source,
			offset_of(p, words), "this link shows one address and "
			"leads to another, as forgers do; show words, or the "
			"address itself");
	free(shown);
	free(led);
}

static void
check_style(struct page *p, const struct html_token *t)
{
	struct span value;

	if (html_token_attribute(t, "style", &value))
		lint_css_declarations(p->l, p->file, p->source,
			offset_of(p, value), offset_of(p, value) + value.n);
}

static bool
is_tag(const struct html_token *t, enum html_token_kind kind,
	const char *name)
{
	return t->kind == kind && span_ieq_str(t->name, name);
}

/* Returns where to go on. */
static size_t
read_token(struct page *p, size_t at)
{
	struct html_token t;
	size_t end = html_token_read(p->source, at, &t), raw;

	if (p->in_link && (is_tag(&t, HTML_TOKEN_CLOSE, "a") ||
		is_tag(&t, HTML_TOKEN_OPEN, "a")))
		end_link(p, at);
	if (t.kind != HTML_TOKEN_OPEN)
		return end;
	check_style(p, &t);
	if (span_ieq_str(t.name, "img"))
		check_image(p, &t);
	if (span_ieq_str(t.name, "a") &&
		html_token_attribute(&t, "href", &p->href)) {
		p->in_link = true;
		p->words = end;
	}
	if (!span_ieq_str(t.name, "style"))
		return end;
	raw = html_token_raw_end(p->source, end, t.name);
	lint_css_sheet(p->l, p->file, p->source, end, raw);
	return raw;
}

void
lint_page(struct lint *l, const char *file, struct span bytes)
{
	struct page p = { .l = l, .file = file, .source = bytes };
	struct faults faults;
	struct skeleton *s;
	size_t at = 0;

	faults_init(&faults);
	s = skeleton_parse(file, bytes, &faults);
	lint_faults(l, file, &faults);
	faults_deinit(&faults);
	if (s == NULL)
		return;
	while ((at = span_find_byte(bytes, at, '<')) != SPAN_NONE)
		at = html_token_is_markup(bytes, at) ? read_token(&p, at) :
			at + 1;
	skeleton_free(&s);
}
