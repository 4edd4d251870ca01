#ifndef LS_CORE_SCAN_HREF_H
#define LS_CORE_SCAN_HREF_H

/*
 * What an href leads to, and how findings of a text are placed. For scan.c
 * alone.
 */

#include "core/findings.h"
#include "core/own_links.h"
#include "core/sight.h"

/* What is scanned: all that a body shows, or what Outlook alone does. */
struct scan_text {
	struct findings *findings;
	size_t part;
	const struct view *view;
	size_t origin;		/* of the view's source in the body's */
	bool aside;		/* not every reader shows it */
	bool quoted;		/* an aside within history */
	const struct own_links *own;
	const struct facts *facts;
};

/* What an href turned out to be, for the text that shows it. */
enum scan_href {
	SCAN_HREF_OTHER,
	SCAN_HREF_OURS,		/* an own link, whatever its state */
	SCAN_HREF_FOREIGN,	/* somebody else's */
	SCAN_HREF_PLACEHOLDER,
	SCAN_HREF_OPAQUE,	/* a gateway's, and only it knows the target */
};

/* A new finding; NULL at the limit. */
struct finding *scan_add(const struct scan_text *t, enum finding_kind kind,
	struct span seen, bool quoted);

/* F stands on the source's [begin, end) and is shown by the view's. */
void scan_place_source(const struct scan_text *t, struct finding *f,
	size_t begin, size_t end);
void scan_place_view(const struct scan_text *t, struct finding *f,
	size_t begin, size_t end);

/* A finding for the link's href; NULL at the limit. */
struct finding *scan_add_href(const struct scan_text *t,
	enum finding_kind kind, const struct view_link *l);

/* What the text of an href leads to, as sight_target. */
void scan_read_target(const struct scan_text *t, struct span target,
	struct sight *s);

/* Adds a finding for the view's link I if it is one of interest. */
enum scan_href scan_href(const struct scan_text *t, size_t i);

#endif
