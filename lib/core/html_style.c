#include "core/html_style.h"

struct box {
	bool width, height;	/* are zero */
	bool clipped;		/* what overflows is not shown */
};

/* "0", "0px", "0.00em", and the same with more behind it. */
static bool
is_zero(struct span value)
{
	size_t n = 0;

	while (n < value.n && (value.p[n] == '0' || value.p[n] == '.'))
		n++;
	return n > 0 && (n == value.n || !span_is_digit(value.p[n]));
}

static bool
is_number(struct span value)
{
	return value.n && (span_is_digit(value.p[0]) || value.p[0] == '.');
}

static bool
has_word(struct span value, const char *word)
{
	return span_ifind(value, 0, span_str(word)) != SPAN_NONE;
}

static void
read_font(struct span value, struct html_style *r)
{
	if (is_zero(value))
		r->font = HTML_STYLE_OFF;
	else if (value.n)
		r->font = HTML_STYLE_ON;
}

static void
read_box(struct span name, struct span value, struct html_style *r,
	struct box *box)
{
	bool zero = is_zero(value);

	if (span_ieq_str(name, "width"))
		box->width = zero;
	else if (span_ieq_str(name, "height"))
		box->height = zero;
	else if (span_ieq_str(name, "overflow"))
		box->clipped = has_word(value, "hidden");
	else if (span_ieq_str(name, "max-height") ||
	    span_ieq_str(name, "max-width") || span_ieq_str(name, "opacity"))
		r->gone = r->gone || zero;
}

static void
read_one(struct span name, struct span value, struct html_style *r,
	struct box *box)
{
	if (span_ieq_str(name, "display"))
		r->gone = r->gone || has_word(value, "none");
	else if (span_ieq_str(name, "visibility"))
		r->visibility = has_word(value, "visible") ?
			HTML_STYLE_ON : HTML_STYLE_OFF;
	else if (span_ieq_str(name, "font-size"))
		read_font(value, r);
	else if (span_ieq_str(name, "font") && is_number(value))
		read_font(value, r);
	else if (span_ieq_str(name, "border-top"))
		r->rule = has_word(value, "solid");
	else
		read_box(name, value, r, box);
}

/* Without the comments before it: "display:/ * * /none". */
static struct span
bare(struct span s)
{
	size_t end;

	s = span_trim(s);
	while (span_starts(s, span_str("/*"))) {
		end = span_find(s, 2, span_str("*/"));
		if (end == SPAN_NONE)
			return span_sub(s, s.n, s.n);
		s = span_trim(span_sub(s, end + 2, s.n));
	}
	return s;
}

static void
read_declaration(struct span s, struct html_style *r, struct box *box)
{
	size_t colon = span_find_byte(s, 0, ':');

	if (colon != SPAN_NONE)
		read_one(bare(span_sub(s, 0, colon)),
			bare(span_sub(s, colon + 1, s.n)), r, box);
}

void
html_style_read(struct span s, struct html_style *r)
{
	struct box box = { 0 };
	size_t begin, end;

	*r = (struct html_style){ 0 };
	for (begin = 0; begin < s.n; begin = end + 1) {
		end = span_find_byte(s, begin, ';');
		if (end == SPAN_NONE)
			end = s.n;
		read_declaration(span_sub(s, begin, end), r, &box);
	}
	if ((box.width && box.height) ||
	    ((box.width || box.height) && box.clipped))
		r->gone = true;
}
