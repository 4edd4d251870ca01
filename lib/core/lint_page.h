#ifndef LS_CORE_LINT_PAGE_H
#define LS_CORE_LINT_PAGE_H

/*
 * The page around the words, skeleton.html: images, links and styles, by what
 * mail readers show (caniemail.com). Word draws Outlook's mail and knows the
 * web of 2000; Gmail drops what it does not like.
 */

#include "core/lint.h"

/* Looks at BYTES of FILE. */
void lint_page(struct lint *l, const char *file, struct span bytes);

#endif
