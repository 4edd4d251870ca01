/* The partner's page: customers and where each stands, the same link to invite
 * again with, and the end of a relationship. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "again.h"
#include "customer_mention.h"
#include "customer_page.h"
#include "customers_filter.h"
#include "page.h"
#include "pages.h"
#include "table.h"

#define LIST_FILE "again.csv"

/* The reseller whose customers are shown: the one that is asked for, if the
 * visitor is a sender of it, else the visitor's first. */
struct choice {
	const char *wanted;
	char *name;
	bool found;
};

static int
take_choice(void *ctx, const struct registry_sender *s)
{
	struct choice *c = ctx;

	if (c->found || (c->name && (!c->wanted || strcmp(s->reseller,
	    c->wanted) != 0)))
		return 0;
	free(c->name);
	c->name = buf_strdup(s->reseller);
	c->found = c->wanted && strcmp(s->reseller, c->wanted) == 0;
	return 0;
}

static int
choose(struct visit *v, const char *address, struct registry_reseller *s,
	struct err *err)
{
	const struct form *f = v->q->post ? &v->q->form : &v->q->query;
	struct choice c = { form_get(f, "reseller"), NULL, false };
	int rc = registry_sender_find(v->r, "address", address, take_choice,
		&c, err);

	*s = (struct registry_reseller){ .name = NULL };
	/* Somebody else's is not shown, not even as one's own first. */
	if (rc == 0 && c.name && (c.wanted == NULL || c.found))
		rc = registry_reseller_get(v->r, c.name, s, err);
	free(c.name);
	return rc;
}

struct rows {
	struct visit *v;
	unsigned n;
};

static void
head(struct visit *v)
{
	static const enum word columns[] = { WORD_DOMAIN, WORD_COMPANY,
		WORD_STATE, WORD_SINCE };

	table_begin(v, "rows", columns, sizeof columns / sizeof *columns, true);
}

static void
details_link(struct visit *v, const struct ledger_customer *c)
{
	struct buf path;

	buf_init(&path, 1000);
	customer_mention_path(c->reseller, c->domain, &path);
	markup_html(v->m, "</td>\n" TABLE_ACT "<a");
	markup_attribute(v->m, "href", buf_str(&path));
	markup_html(v->m, ">");
	page_words(v, WORD_DETAILS);
	markup_html(v->m, "<span class=\"unseen\"> ");
	markup_text(v->m, c->domain);
	markup_html(v->m, "</span></a></td>\n</tr>\n");
	buf_deinit(&path);
}

static int
row(void *ctx, const struct ledger_customer *c)
{
	struct rows *rows = ctx;
	struct visit *v = rows->v;

	if (rows->n++ == PORTAL_ROWS)
		return 0;	/* one more than is shown */
	if (rows->n == 1)
		head(v);
	markup_html(v->m, TABLE_ROW TABLE_HEADER "<bdi dir=\"ltr\">");
	markup_text(v->m, c->domain);
	markup_html(v->m, "</bdi></th>\n");
	table_cell(v, WORD_COMPANY);
	markup_html(v->m, "<bdi>");
	markup_text(v->m, c->name ? c->name : "\xe2\x80\x93");
	markup_html(v->m, "</bdi></td>\n");
	table_cell(v, WORD_STATE);
	customer_mention_state(v, c->state);
	markup_html(v->m, "</td>\n");
	table_cell(v, WORD_SINCE);
	page_day(v, c->since);
	details_link(v, c);
	return 0;
}

static void
page_of(struct visit *v, const char *reseller,
	const struct customers_filter *f, unsigned number, enum word word)
{
	char text[24];

	markup_html(v->m, "<form method=\"get\" action=\"/customers\">\n");
	customers_filter_hidden(v, reseller, f);
	snprintf(text, sizeof text, "%u", number);
	page_hidden(v, "page", text);
	markup_html(v->m, "<button class=\"quiet\">");
	page_words(v, word);
	markup_html(v->m, "</button>\n</form>\n");
}

/* Those who have not got the link's privileges, to be written to again. */
static void
again(struct visit *v, const char *reseller, const struct customers_filter *f)
{
	char today[DAY_TEXT];
	struct buf path, command;
	struct err err;

	if (f->state == LEDGER_ANY || f->state == LEDGER_ACCEPTED ||
	    day_read("0d", v->now, today, &err) < 0)
		return;
	page_heading(v, WORD_INVITE_AGAIN);
	buf_init(&path, 8 * PORTAL_VALUE);
	buf_init(&command, 4096);
	buf_add_str(&path, "/customers.csv?");
	customers_filter_query(reseller, f, &path);
	markup_html(v->m, "<p><a download=\"" LIST_FILE "\"");
	markup_attribute(v->m, "href", buf_str(&path));
	markup_html(v->m, ">");
	page_words(v, WORD_AGAIN_LIST);
	markup_html(v->m, "</a></p>\n");
	again_command(&command, reseller, LIST_FILE, NULL, today);
	page_command(v, WORD_AGAIN_LIST_TEXT, buf_str(&command));
	buf_deinit(&command);
	buf_deinit(&path);
}

static int
list(struct visit *v, const char *reseller, const struct customers_filter *f,
	struct err *err)
{
	const char *page = form_get(&v->q->query, "page");
	unsigned long number = page ? strtoul(page, NULL, 10) : 0;
	struct ledger_search search = customers_filter_search(f, reseller);
	struct rows rows = { v, 0 };

	if (number > 1000000)
		number = 0;
	search.first = (unsigned)number * PORTAL_ROWS;
	search.max = PORTAL_ROWS + 1;
	if (ledger_customers(v->r, &search, row, &rows, err) < 0)
		return -1;
	if (rows.n)
		table_end(v);
	else
		page_paragraph(v, WORD_CUSTOMERS_NONE);
	markup_html(v->m, "<div class=\"answers\">\n");
	if (number > 0)
		page_of(v, reseller, f, (unsigned)number - 1, WORD_PREVIOUS);
	if (rows.n > PORTAL_ROWS)
		page_of(v, reseller, f, (unsigned)number + 1, WORD_NEXT);
	markup_html(v->m, "</div>\n");
	if (rows.n)
		again(v, reseller, f);
	return 0;
}

struct lines {
	struct buf *out;
	unsigned n;
};

static int
add_line(void *ctx, const struct ledger_customer *c)
{
	struct lines *lines = ctx;

	if (lines->n++ < PORTAL_LIST)
		again_line(lines->out, c);
	return 0;
}

/* What the list shows, as linkseal-mailer takes it. */
static int
list_csv(struct visit *v, const char *reseller, struct err *err)
{
	struct lines lines = { &v->a->body, 0 };
	struct customers_filter f;
	struct ledger_search search;

	customers_filter_read(v, &f);
	search = customers_filter_search(&f, reseller);
	search.max = PORTAL_LIST + 1;
	again_head(&v->a->body);
	if (ledger_customers(v->r, &search, add_line, &lines, err) < 0)
		return -1;
	if (lines.n > PORTAL_LIST)
		page_message(v, 413, WORD_LARGE_TITLE, WORD_AGAIN_MANY);
	else
		v->a->type = "text/csv; charset=utf-8";
	return 0;
}

/* The visitor's other resellers. */
struct others {
	struct visit *v;
	const char *but;
};

static int
other(void *ctx, const struct registry_sender *s)
{
	const struct others *o = ctx;
	struct buf path;

	if (strcmp(s->reseller, o->but) == 0)
		return 0;
	buf_init(&path, 200);
	buf_printf(&path, "/customers?reseller=%s", s->reseller);
	markup_html(o->v->m, "<li><a");
	markup_attribute(o->v->m, "href", buf_str(&path));
	markup_html(o->v->m, ">");
	markup_text(o->v->m, s->reseller);
	markup_html(o->v->m, "</a></li>\n");
	buf_deinit(&path);
	return 0;
}

static int
show(struct visit *v, const struct registry_reseller *s, const char *address,
	struct err *err)
{
	struct others others = { v, s->name };
	struct customers_filter f;

	customers_filter_read(v, &f);
	page_begin(v, WORD_CUSTOMERS_TITLE);
	markup_html(v->m, "<ul class=\"others\">\n");
	if (registry_sender_find(v->r, "address", address, other, &others,
	    err) < 0)
		return -1;
	markup_html(v->m, "</ul>\n");
	if (customers_filter_form(v, s->name, &f, err) < 0 ||
	    list(v, s->name, &f, err) < 0)
		return -1;
	page_end(v, 200);
	return 0;
}

int
customers_page(struct visit *v, struct err *err)
{
	const char *address = visit_as(v, "partner");
	struct registry_reseller s;
	int rc;

	if (address == NULL) {
		visit_go(v, "/sign-in/partner");
		return 0;
	}
	if (choose(v, address, &s, err) < 0)
		return -1;
	v->values[VALUE_PARTNER] = s.display;
	v->values[VALUE_WHO] = address;
	if (s.name == NULL) {
		page_message(v, 403, WORD_PARTNER_NONE_TITLE,
			WORD_PARTNER_NONE_TEXT);
		rc = 0;
	} else if (strcmp(v->q->path, "/customers") == 0) {
		rc = show(v, &s, address, err);
	} else if (strcmp(v->q->path, "/customers.csv") == 0) {
		rc = list_csv(v, s.name, err);
	} else {
		rc = customer_page(v, &s, err);
	}
	v->values[VALUE_PARTNER] = NULL;
	registry_reseller_deinit(&s);
	return rc;
}
