#include "table.h"

#include "page.h"

void
table_begin(struct visit *v, const char *look, const enum word *columns,
	size_t n, bool acts)
{
	markup_html(v->m, "<table role=\"table\"");
	markup_attribute(v->m, "class", look);
	markup_html(v->m, ">\n<thead role=\"rowgroup\">" TABLE_ROW);
	for (size_t i = 0; i < n; i++) {
		markup_html(v->m, "<th scope=\"col\" role=\"columnheader\">");
		page_words(v, columns[i]);
		markup_html(v->m, "</th>");
	}
	if (acts)
		markup_html(v->m, TABLE_CELL "></td>");
	markup_html(v->m, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

void
table_end(struct visit *v)
{
	markup_html(v->m, "</tbody>\n</table>\n");
}

void
table_cell(struct visit *v, enum word label)
{
	markup_html(v->m, TABLE_CELL);
	markup_attribute(v->m, "data-label", language_words(v->language,
		label));
	markup_html(v->m, ">");
}
