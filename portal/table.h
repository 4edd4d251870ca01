#ifndef LS_PORTAL_TABLE_H
#define LS_PORTAL_TABLE_H

/*
 * Tables of pages. Where there is little room style.css makes a card of each
 * row, and an element that is no longer displayed as part of a table is none
 * to browsers either: each says its role itself (WAI-ARIA), so that who
 * listens hears which column a cell is of.
 */

#include "visit.h"

/* Row and cells, for markup_html. A cell is left open for attributes; its end
 * is </td>, as ever. */
#define TABLE_ROW	"<tr role=\"row\">\n"
#define TABLE_HEADER	"<th scope=\"row\" role=\"rowheader\">"
#define TABLE_CELL	"<td role=\"cell\""
#define TABLE_ACT	TABLE_CELL " class=\"act\">"

/* LOOK: a class of style.css. COLUMNS: the N heads. ACTS: each row ends in a
 * cell without a head, for what can be done. */
void table_begin(struct visit *v, const char *look, const enum word *columns,
	size_t n, bool acts);
void table_end(struct visit *v);

/* Opens the next cell, of the column LABEL, which stands beside it on a
 * phone. */
void table_cell(struct visit *v, enum word label);

#endif
