#include "core/html_page.h"

#include "core/html_gumbo.h"
#include "core/html_plain.h"
#include "core/html_scan.h"

int
html_page_read(struct span source, struct html_page *p, struct err *err)
{
	*p = (struct html_page){ .end = source.n };
	if (html_plain_read(source, &p->events))
		return 0;
	if (html_scan(source, err) < 0)
		return -1;
	html_events_init(&p->events, source.n);
	p->gumbo = html_gumbo_new(source, &p->events);
	p->end = html_scan_end(source);
	return 0;
}

void
html_page_deinit(struct html_page *p)
{
	html_events_deinit(&p->events);
	html_gumbo_free(&p->gumbo);
}
