/* The partner's page: customers and where each stands, the same link to invite
 * again with, and the end of a relationship. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "customer_page.h"
#include "page.h"
#include "registry/ledger_customer.h"
#include "site_parts.h"

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

static const char *
wanted(const struct visit *v, const char *name)
{
	const char *value = form_get(&v->q->query, name);

	return value ? value : "";
}

enum word
customer_state_word(enum ledger_state state)
{
	static const enum word words[] = {
		[LEDGER_INVITED] = WORD_STATE_INVITED,
		[LEDGER_ACCEPTED] = WORD_STATE_ACCEPTED,
		[LEDGER_DAP_REMOVED] = WORD_STATE_DAP_REMOVED,
		[LEDGER_DECLINED] = WORD_STATE_DECLINED,
		[LEDGER_ENDED] = WORD_STATE_ENDED,
	};

	return words[state];
}

static void
option(struct visit *v, const char *value, enum word word, bool selected,
	unsigned long n)
{
	char number[24];

	markup_html(v->m, "<option");
	markup_attribute(v->m, "value", value);
	markup_attribute(v->m, "selected", selected ? "" : NULL);
	markup_html(v->m, ">");
	page_words(v, word);
	snprintf(number, sizeof number, " (%lu)", n);
	markup_text(v->m, number);
	markup_html(v->m, "</option>\n");
}

static int
search_form(struct visit *v, const char *reseller, struct err *err)
{
	int state = ledger_state_of(wanted(v, "state"));
	unsigned long n[LEDGER_ENDED + 1], all = 0;

	if (ledger_count(v->r, reseller, n, err) < 0)
		return -1;
	for (int i = 0; i <= LEDGER_ENDED; i++)
		all += n[i];
	markup_html(v->m, "<form class=\"search\" method=\"get\""
		" action=\"/customers\" role=\"search\">\n");
	page_hidden(v, "reseller", reseller);
	markup_html(v->m, "<p><label for=\"words\">");
	page_words(v, WORD_SEARCH_LABEL);
	markup_html(v->m, "</label>\n<input id=\"words\" name=\"words\""
		" type=\"search\" maxlength=\"200\"");
	markup_attribute(v->m, "value", wanted(v, "words"));
	markup_html(v->m, "></p>\n<p><label for=\"state\">");
	page_words(v, WORD_STATE);
	markup_html(v->m, "</label>\n<select id=\"state\" name=\"state\">\n");
	option(v, "", WORD_ALL_STATES, state == LEDGER_ANY, all);
	for (int i = 0; i <= LEDGER_ENDED; i++)
		option(v, ledger_state_name((enum ledger_state)i),
			customer_state_word((enum ledger_state)i), i == state,
			n[i]);
	markup_html(v->m, "</select></p>\n<p><button>");
	page_words(v, WORD_SEARCH);
	markup_html(v->m, "</button></p>\n</form>\n");
	return 0;
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

	markup_html(v->m, "<table class=\"rows\">\n<thead><tr>");
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		markup_html(v->m, "<th scope=\"col\">");
		page_words(v, columns[i]);
		markup_html(v->m, "</th>");
	}
	markup_html(v->m, "<td></td></tr></thead>\n<tbody>\n");
}

static void
details_link(struct visit *v, const struct ledger_customer *c)
{
	struct buf path;

	buf_init(&path, 1000);
	customer_path(c->reseller, c->domain, &path);
	markup_html(v->m, "</td>\n<td class=\"act\"><a");
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
	markup_html(v->m, "<tr>\n<th scope=\"row\"><bdi dir=\"ltr\">");
	markup_text(v->m, c->domain);
	markup_html(v->m, "</bdi></th>\n<td");
	page_label(v, WORD_COMPANY);
	markup_html(v->m, "><bdi>");
	markup_text(v->m, c->name ? c->name : "\xe2\x80\x93");
	markup_html(v->m, "</bdi></td>\n<td");
	page_label(v, WORD_STATE);
	markup_html(v->m, "><span");
	markup_attribute(v->m, "class", ledger_state_name(c->state));
	markup_html(v->m, ">");
	page_words(v, customer_state_word(c->state));
	markup_html(v->m, "</span></td>\n<td");
	page_label(v, WORD_SINCE);
	markup_html(v->m, ">");
	page_day(v, c->since);
	details_link(v, c);
	return 0;
}

static void
page_of(struct visit *v, const char *reseller, unsigned number,
	enum word word)
{
	char text[24];

	markup_html(v->m, "<form method=\"get\" action=\"/customers\">\n");
	page_hidden(v, "reseller", reseller);
	page_hidden(v, "words", wanted(v, "words"));
	page_hidden(v, "state", wanted(v, "state"));
	snprintf(text, sizeof text, "%u", number);
	page_hidden(v, "page", text);
	markup_html(v->m, "<button class=\"quiet\">");
	page_words(v, word);
	markup_html(v->m, "</button>\n</form>\n");
}

static int
list(struct visit *v, const char *reseller, struct err *err)
{
	unsigned long number = strtoul(wanted(v, "page"), NULL, 10);
	struct ledger_search search = { .reseller = reseller,
		.words = wanted(v, "words"),
		.state = ledger_state_of(wanted(v, "state")),
		.max = PORTAL_ROWS + 1 };
	struct rows rows = { v, 0 };

	if (number > 1000000)
		number = 0;
	search.first = (unsigned)number * PORTAL_ROWS;
	if (ledger_customers(v->r, &search, row, &rows, err) < 0)
		return -1;
	if (rows.n)
		markup_html(v->m, "</tbody>\n</table>\n");
	else
		page_paragraph(v, WORD_CUSTOMERS_NONE);
	markup_html(v->m, "<div class=\"answers\">\n");
	if (number > 0)
		page_of(v, reseller, (unsigned)number - 1, WORD_PREVIOUS);
	if (rows.n > PORTAL_ROWS)
		page_of(v, reseller, (unsigned)number + 1, WORD_NEXT);
	markup_html(v->m, "</div>\n");
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

	page_begin(v, WORD_CUSTOMERS_TITLE);
	markup_html(v->m, "<ul class=\"others\">\n");
	if (registry_sender_find(v->r, "address", address, other, &others,
	    err) < 0)
		return -1;
	markup_html(v->m, "</ul>\n");
	if (search_form(v, s->name, err) < 0 || list(v, s->name, err) < 0)
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
	} else {
		rc = customer_page(v, &s, err);
	}
	v->values[VALUE_PARTNER] = NULL;
	registry_reseller_deinit(&s);
	return rc;
}
