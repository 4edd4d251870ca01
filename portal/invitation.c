/* The page behind the link of an invitation: who asks, what it means, and the
 * answer. GET shows; only a form of ours, from somebody who proved the
 * customer's domain, changes anything. */

#include <stdlib.h>
#include <string.h>

#include "asker.h"
#include "organisation.h"
#include "page.h"
#include "pages.h"
#include "prove.h"
#include "registry/ledger_customer.h"
#include "registry/ledger_service.h"

static void
fact(struct visit *v, enum word name, const char *value)
{
	if (value == NULL)
		return;
	markup_html(v->m, "<dt>");
	page_words(v, name);
	markup_html(v->m, "</dt><dd><bdi>");
	markup_text(v->m, value);
	markup_html(v->m, "</bdi></dd>\n");
}

static void
linked_fact(struct visit *v, enum word name, const char *scheme,
	const char *value)
{
	struct buf href;

	if (value == NULL)
		return;
	buf_init(&href, 1000);
	buf_printf(&href, "%s%s", scheme, value);
	markup_html(v->m, "<dt>");
	page_words(v, name);
	markup_html(v->m, "</dt><dd><a dir=\"ltr\" rel=\"noreferrer\"");
	markup_attribute(v->m, "href", buf_str(&href));
	markup_html(v->m, ">");
	markup_text(v->m, value);
	markup_html(v->m, "</a></dd>\n");
	buf_deinit(&href);
}

static void
contacts(struct visit *v, const struct registry_reseller *s)
{
	markup_html(v->m, "<dl>\n");
	fact(v, WORD_WHO_NAME, s->legal_name ? s->legal_name : s->display);
	fact(v, WORD_WHO_ADDRESS, s->address);
	linked_fact(v, WORD_WHO_PHONE, "tel:", s->phone);
	linked_fact(v, WORD_WHO_EMAIL, "mailto:", s->contact);
	linked_fact(v, WORD_WHO_WEBSITE, "", s->website);
	fact(v, WORD_WHO_SUPPORT, s->support);
	markup_html(v->m, "</dl>\n");
}

static int
offer_item(void *ctx, const struct ledger_service *s)
{
	struct visit *v = ctx;

	markup_html(v->m, "<li><bdi>");
	markup_text(v->m, s->title);
	markup_html(v->m, "</bdi></li>\n");
	return 0;
}

static int
meaning(struct visit *v, const struct registry_reseller *s, struct err *err)
{
	page_heading(v, WORD_GETS_TITLE);
	markup_html(v->m, "<ul>\n");
	page_item(v, WORD_GETS_DAP);
	page_item(v, WORD_GETS_LIST);
	markup_html(v->m, "</ul>\n");
	page_paragraph(v, WORD_GETS_SERVICES);
	markup_html(v->m, "<ul class=\"services\">\n");
	if (ledger_offers(v->r, s->name, offer_item, v, err) < 0)
		return -1;
	markup_html(v->m, "</ul>\n");
	page_heading(v, WORD_STAYS_TITLE);
	markup_html(v->m, "<ul class=\"stays\">\n");
	page_item(v, WORD_STAYS_SUBSCRIPTIONS);
	page_item(v, WORD_STAYS_BILLING);
	page_item(v, WORD_STAYS_RECORD);
	page_item(v, WORD_STAYS_CONTROL);
	markup_html(v->m, "</ul>\n<p class=\"note\">");
	page_words(v, WORD_MULTICHANNEL);
	markup_html(v->m, "</p>\n");
	return 0;
}

static int
take_state(void *ctx, const struct ledger_relationship *l)
{
	int *lost = ctx;

	*lost = *lost == 1 || !l->dap;
	return 0;
}

/* Has the customer accepted, with all its privileges? */
static int
is_accepted(struct visit *v, const struct registry_reseller *s,
	const char *domain, bool *r, struct err *err)
{
	int lost = -1;

	if (ledger_relationships(v->r, domain, s->name, take_state, &lost,
	    err) < 0)
		return -1;
	*r = lost == 0;
	return 0;
}

static void
answer_form(struct visit *v, enum word wrong)
{
	page_heading(v, WORD_ANSWER_TITLE);
	page_paragraph(v, WORD_ANSWER_FOR);
	if (wrong != WORD_COUNT)
		page_alert(v, wrong);
	page_form(v, v->q->path);
	markup_html(v->m, "<p class=\"tick\"><input type=\"checkbox\""
		" id=\"acknowledge\" name=\"acknowledge\" value=\"yes\"");
	page_described(v, wrong, false);
	markup_html(v->m, "> <label for=\"acknowledge\">");
	page_words(v, WORD_ACKNOWLEDGE);
	markup_html(v->m, "</label></p>\n<p class=\"answers\">");
	page_button(v, "accept", WORD_ACCEPT);
	page_quiet_button(v, "decline", WORD_DECLINE);
	markup_html(v->m, "</p>\n");
	page_form_end(v);
}

static int
answer(struct visit *v, const struct registry_reseller *s, enum word wrong,
	struct err *err)
{
	const char *address = visit_as(v, "customer");
	bool accepted;

	if (address == NULL || !organisation_own(organisation_domain(
	    address))) {
		page_heading(v, WORD_PROVE_TITLE);
		page_paragraph(v, WORD_PROVE_TEXT);
		prove_ask(v, v->q->path, wrong);
		return 0;
	}
	v->values[VALUE_DOMAIN] = organisation_domain(address);
	if (is_accepted(v, s, v->values[VALUE_DOMAIN], &accepted, err) < 0)
		return -1;
	if (!accepted) {
		answer_form(v, wrong);
		return 0;
	}
	page_heading(v, WORD_ANSWER_TITLE);
	page_notice(v, WORD_ALREADY);
	page_link_paragraph(v, "/partners", WORD_SEE_PARTNERS);
	return 0;
}

static int
show(struct visit *v, const struct registry_reseller *s, enum word wrong,
	struct err *err)
{
	page_begin(v, WORD_ASK_TITLE);
	markup_html(v->m, "<p class=\"lead\">");
	page_words(v, WORD_ASK_LEAD);
	markup_html(v->m, "</p>\n");
	page_heading(v, WORD_WHO_TITLE);
	contacts(v, s);
	if (meaning(v, s, err) < 0)
		return -1;
	markup_html(v->m, "<section class=\"card\" id=\"answer\">\n");
	if (answer(v, s, wrong, err) < 0)
		return -1;
	markup_html(v->m, "</section>\n");
	page_end(v, wrong == WORD_COUNT ? 200 : 422);
	return 0;
}

/* Another partner of the customer's that sells and has DAP. */
struct holder {
	const char *but;
	char *display;
};

static int
take_holder(void *ctx, const struct ledger_relationship *l)
{
	struct holder *h = ctx;

	if (h->display == NULL && l->dap && l->transacting &&
	    strcmp(l->reseller, h->but) != 0)
		h->display = buf_strdup(l->display);
	return 0;
}

static int
show_held(struct visit *v, const struct registry_reseller *s,
	const char *domain, struct err *err)
{
	struct holder h = { s->name, NULL };

	if (ledger_relationships(v->r, domain, NULL, take_holder, &h,
	    err) < 0)
		return -1;
	v->values[VALUE_HOLDER] = h.display;
	page_begin(v, WORD_HELD_TITLE);
	page_paragraph(v, WORD_HELD_TEXT);
	page_link_paragraph(v, "/partners", WORD_SEE_PARTNERS);
	page_end(v, 409);
	v->values[VALUE_HOLDER] = NULL;
	free(h.display);
	return 0;
}

static int
accept_offer(struct visit *v, const struct registry_reseller *s,
	const char *domain, struct err *err)
{
	struct ledger_actor actor = { "customer", v->address };

	if (form_get(&v->q->form, "acknowledge") == NULL)
		return show(v, s, WORD_ERROR_ACKNOWLEDGE, err);
	if (ledger_accept(v->r, s->name, domain, &actor, err) == 0) {
		visit_note(v, "accept", s->name, domain);
		page_begin(v, WORD_ACCEPTED_TITLE);
		page_notice(v, WORD_ACCEPTED_TEXT);
		page_link_paragraph(v, "/partners", WORD_SEE_PARTNERS);
		page_end(v, 200);
		return 0;
	}
	if (err->kind == ERR_EXISTS)
		return show_held(v, s, domain, err);
	if (err->kind != ERR_DATA)
		return -1;
	page_begin(v, WORD_BARRED_TITLE);
	page_paragraph(v, WORD_BARRED_TEXT);
	contacts(v, s);
	page_end(v, 409);
	return 0;
}

static int
decline_offer(struct visit *v, const struct registry_reseller *s,
	const char *domain, struct err *err)
{
	struct ledger_actor actor = { "customer", v->address };

	if (ledger_decline(v->r, s->name, domain, &actor, err) < 0)
		return -1;
	visit_note(v, "decline", s->name, domain);
	page_message(v, 200, WORD_DECLINED_TITLE, WORD_DECLINED_TEXT);
	return 0;
}

/* The page again, where the answer is asked for. */
static void
go_on(struct visit *v)
{
	visit_go(v, v->q->path);
	buf_add_str(&v->a->location, "#answer");
}

/* The steps of who has not proved a domain yet. */
static int
take_step(struct visit *v, const struct registry_reseller *s, struct err *err)
{
	enum prove step;
	enum word wrong;
	char *address;
	int rc = prove_step(v, "customer", prove_customer, false, &step,
		&address, &wrong, err);

	if (rc == 0 && step == PROVE_ASK)
		rc = show(v, s, wrong, err);
	if (rc == 0 && step == PROVE_CODE) {
		page_begin(v, WORD_CODE_TITLE);
		prove_code(v, v->q->path, address, wrong);
		page_end(v, wrong == WORD_COUNT ? 200 : 422);
	}
	if (rc == 0 && step == PROVE_DONE)
		go_on(v);
	free(address);
	return rc;
}

static int
act(struct visit *v, const struct registry_reseller *s, struct err *err)
{
	const char *action = form_get(&v->q->form, "do");
	const char *address = visit_as(v, "customer");
	const char *domain = address ? organisation_domain(address) : NULL;

	if (domain == NULL || !organisation_own(domain))
		return take_step(v, s, err);
	v->values[VALUE_DOMAIN] = domain;
	if (action && strcmp(action, "accept") == 0)
		return accept_offer(v, s, domain, err);
	if (action && strcmp(action, "decline") == 0)
		return decline_offer(v, s, domain, err);
	return show(v, s, WORD_COUNT, err);
}

/* What was right once; whom to ask for another. */
static void
show_dead(struct visit *v, const struct registry_reseller *s, enum word title,
	enum word text)
{
	page_begin(v, title);
	page_paragraph(v, text);
	page_paragraph(v, WORD_ASK_CONTACT);
	contacts(v, s);
	page_end(v, 410);
}

static int
by_link(struct visit *v, const struct asker *a, struct err *err)
{
	switch (a->link) {
	case ASKER_GOOD:
		return v->q->post ? act(v, &a->who, err) :
			show(v, &a->who, WORD_COUNT, err);
	case ASKER_DAMAGED:
		page_message(v, 404, WORD_DAMAGED_TITLE, WORD_DAMAGED_TEXT);
		return 0;
	case ASKER_FOREIGN:
		page_message(v, 404, WORD_FOREIGN_TITLE, WORD_FOREIGN_TEXT);
		return 0;
	case ASKER_REVOKED:
		if (a->who.name)
			show_dead(v, &a->who, WORD_REVOKED_TITLE,
				WORD_REVOKED_TEXT);
		else
			page_message(v, 410, WORD_REVOKED_TITLE,
				WORD_REVOKED_KEY_TEXT);
		return 0;
	case ASKER_LAPSED:
		show_dead(v, &a->who, WORD_LAPSED_TITLE, WORD_LAPSED_TEXT);
		return 0;
	case ASKER_UNKNOWN:
		page_message(v, 410, WORD_UNKNOWN_TITLE, WORD_UNKNOWN_TEXT);
		return 0;
	case ASKER_NONE:
		break;
	}
	page_message(v, 404, WORD_MISSING_TITLE, WORD_MISSING_TEXT);
	return 0;
}

int
invitation_page(struct visit *v, struct err *err)
{
	struct asker a;
	int rc;

	if (asker_find(v->r, v->config, v->q->path, &a, err) < 0)
		return -1;
	v->values[VALUE_PARTNER] = a.who.display;
	v->values[VALUE_DAY] = a.lapse.day;
	rc = by_link(v, &a, err);
	v->values[VALUE_PARTNER] = v->values[VALUE_DOMAIN] = NULL;
	v->values[VALUE_DAY] = NULL;
	asker_deinit(&a);
	return rc;
}
