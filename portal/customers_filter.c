#include "customers_filter.h"

#include <stdio.h>
#include <string.h>

#include "customer_mention.h"
#include "page.h"

static const char *
wanted(const struct visit *v, const char *name)
{
	const char *value = form_get(&v->q->query, name);

	return value ? value : "";
}

static void
read_day(const struct visit *v, const char *name, char day[DAY_TEXT])
{
	struct err err;

	if (day_read(wanted(v, name), v->now, day, &err) < 0)
		*day = '\0';
}

void
customers_filter_read(const struct visit *v, struct customers_filter *f)
{
	int order = ledger_order_of(wanted(v, "sort"));

	f->words = wanted(v, "words");
	f->state = ledger_state_of(wanted(v, "state"));
	f->order = order < 0 ? LEDGER_BY_DOMAIN : (enum ledger_order)order;
	read_day(v, "since", f->since);
	read_day(v, "before", f->before);
}

struct ledger_search
customers_filter_search(const struct customers_filter *f,
	const char *reseller)
{
	return (struct ledger_search){ .reseller = reseller,
		.words = f->words, .state = f->state, .order = f->order,
		.since = *f->since ? f->since : NULL,
		.before = *f->before ? f->before : NULL };
}

/* N: how many there are; -1: that is not told. */
static void
option(struct visit *v, const char *value, enum word word, bool selected,
	long n)
{
	char number[24];

	markup_html(v->m, "<option");
	markup_attribute(v->m, "value", value);
	markup_attribute(v->m, "selected", selected ? "" : NULL);
	markup_html(v->m, ">");
	page_words(v, word);
	snprintf(number, sizeof number, " (%ld)", n);
	if (n >= 0)
		markup_text(v->m, number);
	markup_html(v->m, "</option>\n");
}

/* A label for the field NAME, which follows. */
static void
label(struct visit *v, const char *name, enum word word)
{
	markup_html(v->m, "<p><label");
	markup_attribute(v->m, "for", name);
	markup_html(v->m, ">");
	page_words(v, word);
	markup_html(v->m, "</label>\n");
}

static int
state_field(struct visit *v, const char *reseller, int state,
	struct err *err)
{
	unsigned long n[LEDGER_ENDED + 1], all = 0;

	if (ledger_count(v->r, reseller, n, err) < 0)
		return -1;
	for (int i = 0; i <= LEDGER_ENDED; i++)
		all += n[i];
	label(v, "state", WORD_STATE);
	markup_html(v->m, "<select id=\"state\" name=\"state\">\n");
	option(v, "", WORD_ALL_STATES, state == LEDGER_ANY, (long)all);
	for (int i = 0; i <= LEDGER_ENDED; i++)
		option(v, ledger_state_name((enum ledger_state)i),
			customer_mention_word((enum ledger_state)i), i == state,
			(long)n[i]);
	markup_html(v->m, "</select></p>\n");
	return 0;
}

static void
day_field(struct visit *v, const char *name, enum word word, const char *day)
{
	label(v, name, word);
	markup_html(v->m, "<input type=\"date\"");
	markup_attribute(v->m, "id", name);
	markup_attribute(v->m, "name", name);
	markup_attribute(v->m, "value", day);
	markup_html(v->m, "></p>\n");
}

static void
order_field(struct visit *v, enum ledger_order order)
{
	static const enum word words[LEDGER_ORDERS] = {
		[LEDGER_BY_DOMAIN] = WORD_DOMAIN,
		[LEDGER_BY_NAME] = WORD_COMPANY,
		[LEDGER_OLDEST] = WORD_SORT_OLDEST,
		[LEDGER_NEWEST] = WORD_SORT_NEWEST,
	};

	label(v, "sort", WORD_SORT);
	markup_html(v->m, "<select id=\"sort\" name=\"sort\">\n");
	for (int i = 0; i < LEDGER_ORDERS; i++)
		option(v, ledger_order_name((enum ledger_order)i), words[i],
			i == (int)order, -1);
	markup_html(v->m, "</select></p>\n");
}

int
customers_filter_form(struct visit *v, const char *reseller,
	const struct customers_filter *f, struct err *err)
{
	markup_html(v->m, "<form class=\"search\" method=\"get\""
		" action=\"/customers\" role=\"search\">\n");
	page_hidden(v, "reseller", reseller);
	label(v, "words", WORD_SEARCH_LABEL);
	markup_html(v->m, "<input id=\"words\" name=\"words\""
		" type=\"search\" maxlength=\"200\"");
	markup_attribute(v->m, "value", f->words);
	markup_html(v->m, "></p>\n");
	if (state_field(v, reseller, f->state, err) < 0)
		return -1;
	day_field(v, "since", WORD_STATE_SINCE, f->since);
	day_field(v, "before", WORD_STATE_BEFORE, f->before);
	order_field(v, f->order);
	markup_html(v->m, "<p><button>");
	page_words(v, WORD_SEARCH);
	markup_html(v->m, "</button></p>\n</form>\n");
	return 0;
}

static const char *
state_text(const struct customers_filter *f)
{
	return f->state == LEDGER_ANY ? "" :
		ledger_state_name((enum ledger_state)f->state);
}

void
customers_filter_hidden(struct visit *v, const char *reseller,
	const struct customers_filter *f)
{
	page_hidden(v, "reseller", reseller);
	page_hidden(v, "words", f->words);
	page_hidden(v, "state", state_text(f));
	page_hidden(v, "since", f->since);
	page_hidden(v, "before", f->before);
	page_hidden(v, "sort", ledger_order_name(f->order));
}

void
customers_filter_query(const char *reseller,
	const struct customers_filter *f, struct buf *out)
{
	buf_printf(out, "reseller=%s&words=", reseller);
	page_percent(out, f->words);
	buf_printf(out, "&state=%s&since=%s&before=%s&sort=%s", state_text(f),
		f->since, f->before, ledger_order_name(f->order));
}
