#include "history.h"

#include <string.h>

#include "page.h"
#include "registry/ledger.h"
#include "table.h"

static const struct {
	const char *action;
	enum word word;
} events[] = {
	{ "invited", WORD_EVENT_INVITED },
	{ "accepted", WORD_EVENT_ACCEPTED },
	{ "declined", WORD_EVENT_DECLINED },
	{ "dap-removed", WORD_EVENT_DAP_REMOVED },
	{ "dap-restored", WORD_EVENT_DAP_RESTORED },
	{ "ended", WORD_EVENT_ENDED },
};

static void
begin(struct visit *v)
{
	static const enum word columns[] = { WORD_WHEN, WORD_WHAT, WORD_WHO };

	page_heading(v, WORD_HISTORY_TITLE);
	table_begin(v, "history", columns, sizeof columns / sizeof *columns,
		false);
}

struct lines {
	struct visit *v;
	bool begun;
};

static void
what(struct visit *v, const struct ledger_event *e)
{
	v->values[VALUE_PARTNER] = e->display;
	v->values[VALUE_SERVICE] = e->service;
	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		if (strcmp(e->action, events[i].action) == 0)
			page_words(v, events[i].word);
	v->values[VALUE_PARTNER] = v->values[VALUE_SERVICE] = NULL;
}

static int
line(void *ctx, const struct ledger_event *e)
{
	struct lines *l = ctx;
	struct visit *v = l->v;

	if (!l->begun)
		begin(v);
	l->begun = true;
	markup_html(v->m, TABLE_ROW TABLE_CELL ">");
	page_day(v, e->at);
	markup_html(v->m, "</td>" TABLE_CELL ">");
	what(v, e);
	markup_html(v->m, "</td>" TABLE_CELL "><bdi>");
	if (*e->who)
		markup_text(v->m, e->who);
	else
		page_words(v, WORD_FORGOTTEN);
	markup_html(v->m, "</bdi></td></tr>\n");
	return 0;
}

int
history_section(struct visit *v, const char *domain, const char *reseller,
	struct err *err)
{
	const char *partner = v->values[VALUE_PARTNER];
	struct lines l = { v, false };

	if (ledger_events(v->r, domain, reseller, PORTAL_EVENTS, line, &l,
	    err) < 0)
		return -1;
	v->values[VALUE_PARTNER] = partner;
	if (l.begun)
		table_end(v);
	return 0;
}
