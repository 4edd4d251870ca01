#ifndef LS_CORE_LINT_CSS_H
#define LS_CORE_LINT_CSS_H

/* Styles that mail readers know, and those they ignore. */

#include "core/lint.h"

/* [begin, end) of FILE's SOURCE: "name: value; …", as in an attribute. */
void lint_css_declarations(struct lint *l, const char *file,
	struct span source, size_t begin, size_t end);

/* The same for a sheet: rules with their declarations, @media around some. */
void lint_css_sheet(struct lint *l, const char *file, struct span source,
	size_t begin, size_t end);

#endif
