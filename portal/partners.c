/* The customer's page: all partners by service, and taking delegated
 * administration away from any or all. */

#include <stdlib.h>
#include <string.h>

#include "history.h"
#include "organisation.h"
#include "page.h"
#include "pages.h"
#include "registry/ledger_customer.h"
#include "table.h"

#define PATH "/partners"

static enum word
type_of(const struct ledger_relationship *l)
{
	static const struct {
		const char *kind;
		enum word word;
	} types[] = {
		{ "administrator", WORD_TYPE_ADMINISTRATOR },
		{ "advisor", WORD_TYPE_ADVISOR },
		{ "partner", WORD_TYPE_PARTNER },
	};

	if (strcmp(l->kind, "reseller") == 0)
		return l->dap ? WORD_TYPE_RESELLER_DAP : WORD_TYPE_RESELLER;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(l->kind, types[i].kind) == 0)
			return types[i].word;
	return WORD_TYPE_OTHER;
}

/* Where the provider keeps the relationship, only it can take privileges away:
 * what was written down here alone, the next sync would take back. */
static bool
is_kept_elsewhere(struct visit *v, const char *reseller)
{
	struct registry_reseller s = { .name = NULL };
	const struct provider *p;
	struct err err;

	if (registry_reseller_get(v->r, reseller, &s, &err) < 0)
		return false;
	p = providers_find(&v->config->providers, s.provider);
	registry_reseller_deinit(&s);
	return p && p->api.base;
}

/* Leads to the page that asks whether it is meant. */
static void
remove_button(struct visit *v, const struct ledger_relationship *l)
{
	page_form(v, PATH);
	page_hidden(v, "reseller", l->reseller);
	page_hidden(v, "service", l->service);
	markup_html(v->m, "<button class=\"quiet\" name=\"do\""
		" value=\"ask\" aria-label=\"");
	markup_text(v->m, language_words(v->language, WORD_REMOVE));
	markup_html(v->m, ": ");
	markup_text(v->m, l->display);
	markup_html(v->m, ", ");
	markup_text(v->m, l->title);
	markup_html(v->m, "\">");
	page_words(v, WORD_REMOVE);
	markup_html(v->m, "</button>\n");
	page_form_end(v);
}

static void
next_cell(struct visit *v, enum word label)
{
	markup_html(v->m, "</td>\n");
	table_cell(v, label);
}

struct rows {
	struct visit *v;
	unsigned n, with_dap;
	unsigned elsewhere;	/* of those with privileges */
};

static int
row(void *ctx, const struct ledger_relationship *l)
{
	struct rows *rows = ctx;
	struct visit *v = rows->v;

	rows->n++;
	rows->with_dap += l->dap;
	markup_html(v->m, TABLE_ROW TABLE_HEADER "<bdi>");
	markup_text(v->m, l->display);
	markup_html(v->m, "</bdi></th>\n");
	table_cell(v, WORD_SERVICE);
	markup_html(v->m, "<bdi>");
	markup_text(v->m, l->title);
	markup_html(v->m, "</bdi>");
	next_cell(v, WORD_TYPE);
	page_words(v, type_of(l));
	next_cell(v, WORD_PRIVILEGES);
	if (l->dap)
		markup_html(v->m, "<span class=\"yes\">");
	else
		markup_html(v->m, "<span class=\"no\">");
	page_words(v, l->dap ? WORD_YES : WORD_NO);
	markup_html(v->m, "</span>");
	next_cell(v, WORD_SINCE);
	page_day(v, l->since);
	markup_html(v->m, "</td>\n" TABLE_ACT);
	if (l->dap && is_kept_elsewhere(v, l->reseller))
		page_words(v, WORD_REMOVE_THERE);
	else if (l->dap)
		remove_button(v, l);
	markup_html(v->m, "</td>\n</tr>\n");
	return 0;
}

static void
head(struct visit *v)
{
	static const enum word columns[] = { WORD_PARTNER, WORD_SERVICE,
		WORD_TYPE, WORD_PRIVILEGES, WORD_SINCE };

	table_begin(v, "rows", columns, sizeof columns / sizeof *columns, true);
}

static int
count(void *ctx, const struct ledger_relationship *l)
{
	struct rows *rows = ctx;

	rows->n++;
	rows->with_dap += l->dap;
	rows->elsewhere += l->dap && is_kept_elsewhere(rows->v, l->reseller);
	return 0;
}

static void
remove_all_button(struct visit *v)
{
	page_form(v, PATH);
	page_quiet_button(v, "ask", WORD_REMOVE_ALL);
	page_form_end(v);
}

static int
table(struct visit *v, const char *domain, struct err *err)
{
	struct rows rows = { .v = v }, all = { .v = v };

	if (ledger_relationships(v->r, domain, NULL, count, &all, err) < 0)
		return -1;
	if (all.n == 0) {
		page_paragraph(v, WORD_PARTNERS_NONE);
		return 0;
	}
	head(v);
	if (ledger_relationships(v->r, domain, NULL, row, &rows, err) < 0)
		return -1;
	table_end(v);
	if (all.with_dap > 1 && all.elsewhere == 0)
		remove_all_button(v);
	markup_html(v->m, "<p class=\"note\">");
	page_words(v, WORD_RESELLER_STAYS);
	markup_html(v->m, "</p>\n");
	return 0;
}

static int
show(struct visit *v, const char *domain, struct err *err)
{
	const char *done = form_get(&v->q->query, "done");

	page_begin(v, WORD_PARTNERS_TITLE);
	if (done && strcmp(done, "removed") == 0)
		page_notice(v, WORD_REMOVED);
	page_paragraph(v, WORD_PARTNERS_TEXT);
	if (table(v, domain, err) < 0 ||
	    history_section(v, domain, NULL, err) < 0)
		return -1;
	page_end(v, 200);
	return 0;
}

/* The names that stand on the question. */
struct wanted {
	const char *reseller, *service;
	char *display, *title;
};

static int
take_wanted(void *ctx, const struct ledger_relationship *l)
{
	struct wanted *w = ctx;

	if (l->dap && w->reseller && w->service && w->display == NULL &&
	    strcmp(l->reseller, w->reseller) == 0 &&
	    strcmp(l->service, w->service) == 0) {
		w->display = buf_strdup(l->display);
		w->title = buf_strdup(l->title);
	}
	return 0;
}

static void
question(struct visit *v, const struct wanted *w)
{
	v->values[VALUE_PARTNER] = w->display;
	v->values[VALUE_SERVICE] = w->title;
	page_begin(v, WORD_REMOVE_TITLE);
	page_paragraph(v, w->reseller ? WORD_REMOVE_TEXT :
		WORD_REMOVE_ALL_TEXT);
	page_paragraph(v, WORD_REMOVE_STAYS);
	page_form(v, PATH);
	if (w->reseller) {
		page_hidden(v, "reseller", w->reseller);
		page_hidden(v, "service", w->service);
	}
	markup_html(v->m, "<p class=\"answers\">");
	page_button(v, "remove", WORD_REMOVE_GO);
	page_link(v, PATH, WORD_CANCEL);
	markup_html(v->m, "</p>\n");
	page_form_end(v);
	page_end(v, 200);
	v->values[VALUE_PARTNER] = v->values[VALUE_SERVICE] = NULL;
}

static int
ask(struct visit *v, const char *domain, struct err *err)
{
	struct wanted w = { form_get(&v->q->form, "reseller"),
		form_get(&v->q->form, "service"), NULL, NULL };
	int rc = ledger_relationships(v->r, domain, NULL, take_wanted, &w,
		err);

	if (rc == 0 && w.reseller && w.display == NULL)
		visit_go(v, PATH);
	else if (rc == 0)
		question(v, &w);
	free(w.display);
	free(w.title);
	return rc;
}

/* No button leads there. */
static int
check_here(struct visit *v, const char *domain, const char *reseller,
	struct err *err)
{
	struct rows all = { .v = v };

	if (ledger_relationships(v->r, domain, reseller, count, &all, err) < 0)
		return -1;
	return all.elsewhere ? 1 : 0;
}

static int
remove_dap(struct visit *v, const char *domain, struct err *err)
{
	const char *reseller = form_get(&v->q->form, "reseller");
	struct ledger_actor actor = { "customer", v->address };
	int elsewhere = check_here(v, domain, reseller, err);

	if (elsewhere < 0)
		return -1;
	if (elsewhere) {
		visit_go(v, PATH);
		return 0;
	}
	if (ledger_remove_dap(v->r, domain, reseller, form_get(&v->q->form,
	    "service"), &actor, err) < 0) {
		if (err->kind != ERR_NOT_FOUND)
			return -1;
		visit_go(v, PATH);	/* somebody else was faster */
		return 0;
	}
	visit_note(v, "remove-dap", reseller, domain);
	visit_go(v, PATH "?done=removed");
	return 0;
}

int
partners_page(struct visit *v, struct err *err)
{
	const char *address = visit_as(v, "customer"), *domain;
	const char *action = form_get(&v->q->form, "do");
	int rc;

	domain = address ? organisation_domain(address) : NULL;
	if (domain == NULL || !organisation_own(domain)) {
		visit_go(v, "/sign-in");
		return 0;
	}
	v->values[VALUE_DOMAIN] = domain;
	if (v->q->post && action && strcmp(action, "ask") == 0)
		rc = ask(v, domain, err);
	else if (v->q->post && action && strcmp(action, "remove") == 0)
		rc = remove_dap(v, domain, err);
	else
		rc = show(v, domain, err);
	v->values[VALUE_DOMAIN] = NULL;
	return rc;
}
