#include "customer_page.h"

#include <stdlib.h>
#include <string.h>

#include "again.h"
#include "customer_mention.h"
#include "day.h"
#include "history.h"
#include "page.h"
#include "registry/lapse.h"

struct found {
	const char *domain;
	bool found;
	enum ledger_state state;
	char *since;
};

static int
take_customer(void *ctx, const struct ledger_customer *c)
{
	struct found *f = ctx;

	if (f->found || strcmp(c->domain, f->domain) != 0)
		return 0;
	f->found = true;
	f->state = c->state;
	f->since = buf_strdup(c->since);
	return 0;
}

/* The current one. */
struct link {
	const struct provider *provider;
	char *url;
	struct lapse lapse;
};

static int
take_link(void *ctx, const struct registry_link *l)
{
	struct link *link = ctx;

	if (l->current && link->url == NULL) {
		link->url = buf_strdup(l->url);
		lapse_of(link->provider, l->issued, l->expires,
			&link->lapse);
	}
	return 0;
}

/* The visitor's own mail program writes it; so it goes through the filter as
 * every invitation does. */
static void
mail_link(struct visit *v, const char *url)
{
	struct buf href, subject;

	buf_init(&subject, 4000);
	buf_init(&href, 16000);
	page_plain(v, WORD_AGAIN_SUBJECT, &subject);
	buf_add_str(&href, "mailto:?subject=");
	page_percent(&href, buf_str(&subject));
	buf_add_str(&href, "&body=");
	page_percent(&href, "\r\n\r\n");
	page_percent(&href, url);
	page_percent(&href, "\r\n");
	markup_html(v->m, "<p><a class=\"button\"");
	markup_attribute(v->m, "href", buf_str(&href));
	markup_html(v->m, ">");
	page_words(v, WORD_AGAIN_MAIL);
	markup_html(v->m, "</a></p>\n");
	buf_deinit(&href);
	buf_deinit(&subject);
}

/* For who has linkseal-mailer at hand. */
static void
again_mailer(struct visit *v, const char *reseller)
{
	char today[DAY_TEXT];
	struct buf command;
	struct err err;

	if (day_read("0d", v->now, today, &err) < 0)
		return;
	buf_init(&command, 4096);
	again_command(&command, reseller, NULL, v->values[VALUE_DOMAIN],
		today);
	page_command(v, WORD_AGAIN_ONE, buf_str(&command));
	buf_deinit(&command);
}

static void
again_link(struct visit *v, const char *reseller, const struct link *link)
{
	page_paragraph(v, WORD_AGAIN_TEXT);
	if (link->lapse.at)
		page_paragraph(v, WORD_LINK_UNTIL);
	markup_html(v->m, "<p><label for=\"link\">");
	page_words(v, WORD_AGAIN_LINK);
	markup_html(v->m, "</label>\n<input id=\"link\" readonly dir=\"ltr\"");
	markup_attribute(v->m, "value", link->url);
	markup_html(v->m, "></p>\n");
	mail_link(v, link->url);
	again_mailer(v, reseller);
}

static int
again(struct visit *v, const struct registry_reseller *s, struct err *err)
{
	struct link link = { .provider = providers_find(
		&v->config->providers, s->provider) };

	page_heading(v, WORD_INVITE_AGAIN);
	if (registry_links(v->r, s->name, take_link, &link, err) < 0) {
		free(link.url);
		return -1;
	}
	v->values[VALUE_DAY] = link.lapse.day;
	if (link.url == NULL)
		page_paragraph(v, WORD_NO_LINK);
	else if (lapse_over(&link.lapse))
		page_paragraph(v, WORD_LINK_LAPSED);
	else
		again_link(v, s->name, &link);
	v->values[VALUE_DAY] = NULL;
	free(link.url);
	return 0;
}

static void
end_form(struct visit *v, const struct registry_reseller *s,
	const char *domain, const char *action, enum word word)
{
	page_form(v, "/customer");
	page_hidden(v, "reseller", s->name);
	page_hidden(v, "domain", domain);
	markup_html(v->m, "<p class=\"answers\">");
	page_quiet_button(v, action, word);
	markup_html(v->m, "</p>\n");
	page_form_end(v);
}

static int
show(struct visit *v, const struct registry_reseller *s,
	const struct found *f, struct err *err)
{
	const char *done = form_get(&v->q->query, "done");

	page_begin(v, WORD_CUSTOMER_TITLE);
	if (done && strcmp(done, "ended") == 0)
		page_notice(v, WORD_ENDED);
	markup_html(v->m, "<p>");
	customer_mention_state(v, f->state);
	markup_html(v->m, " ");
	page_day(v, f->since);
	markup_html(v->m, "</p>\n");
	if (again(v, s, err) < 0 ||
	    history_section(v, f->domain, s->name, err) < 0)
		return -1;
	if (f->state == LEDGER_ACCEPTED || f->state == LEDGER_DAP_REMOVED)
		end_form(v, s, f->domain, "ask", WORD_END);
	page_link_paragraph(v, "/customers", WORD_ALL_CUSTOMERS);
	page_end(v, 200);
	return 0;
}

static void
ask_end(struct visit *v, const struct registry_reseller *s,
	const char *domain)
{
	page_begin(v, WORD_END_TITLE);
	page_paragraph(v, WORD_END_TEXT);
	end_form(v, s, domain, "end", WORD_END_GO);
	page_link_paragraph(v, "/customers", WORD_CANCEL);
	page_end(v, 200);
}

static int
end(struct visit *v, const struct registry_reseller *s, const char *domain,
	struct err *err)
{
	struct ledger_actor actor = { "partner", v->address };
	struct buf path;

	if (ledger_end(v->r, domain, s->name, &actor, err) < 0) {
		if (err->kind != ERR_EXISTS)
			return -1;
		page_message(v, 409, WORD_END_ACTIVE_TITLE, WORD_END_ACTIVE);
		return 0;
	}
	visit_note(v, "end", s->name, domain);
	buf_init(&path, 1000);
	customer_mention_path(s->name, domain, &path);
	buf_add_str(&path, "&done=ended");
	visit_go(v, buf_str(&path));
	buf_deinit(&path);
	return 0;
}

static int
answer(struct visit *v, const struct registry_reseller *s,
	const struct found *f, struct err *err)
{
	const char *action = form_get(&v->q->form, "do");

	if (!f->found) {
		visit_go(v, "/customers");
		return 0;
	}
	if (v->q->post && action && strcmp(action, "end") == 0 &&
	    (f->state == LEDGER_ACCEPTED || f->state == LEDGER_DAP_REMOVED))
		return end(v, s, f->domain, err);
	if (v->q->post && action && strcmp(action, "ask") == 0) {
		ask_end(v, s, f->domain);
		return 0;
	}
	return show(v, s, f, err);
}

int
customer_page(struct visit *v, const struct registry_reseller *s,
	struct err *err)
{
	const struct form *form = v->q->post ? &v->q->form : &v->q->query;
	const char *domain = form_get(form, "domain");
	struct found f = { .domain = domain ? domain : "" };
	struct ledger_search search = { .reseller = s->name,
		.words = f.domain, .state = LEDGER_ANY, .max = PORTAL_ROWS };
	int rc = ledger_customers(v->r, &search, take_customer, &f, err);

	v->values[VALUE_DOMAIN] = f.domain;
	if (rc == 0)
		rc = answer(v, s, &f, err);
	v->values[VALUE_DOMAIN] = NULL;
	free(f.since);
	return rc;
}
