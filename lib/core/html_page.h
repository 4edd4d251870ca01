#ifndef LS_CORE_HTML_PAGE_H
#define LS_CORE_HTML_PAGE_H

/*
 * What an HTML source consists of, by the cheapest reader that sees it right:
 * html_plain for what is plainly built, else gumbo, behind html_scan, which
 * bounds what gumbo may be given.
 */

#include "core/err.h"
#include "core/html_events.h"

struct html_gumbo;

struct html_page {
	struct html_events events;
	/* How far what stands in the source can be added to (html_scan_end):
	 * what is plain has an end. */
	size_t end;
	struct html_gumbo *gumbo;	/* NULL: it is plain */
};

/* SOURCE must outlive the page. ERR_LIMIT: html_scan refused it, and there is
 * nothing to deinit. */
int html_page_read(struct span source, struct html_page *p, struct err *err)
	ERR_CHECKED;
void html_page_deinit(struct html_page *p);

#endif
