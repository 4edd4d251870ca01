#include "prove.h"

#include <stdlib.h>
#include <string.h>

#include "code.h"
#include "organisation.h"
#include "page.h"

void
prove_ask(struct visit *v, const char *path, enum word wrong)
{
	const char *typed = form_get(&v->q->form, "address");

	if (wrong != WORD_COUNT)
		page_alert(v, wrong);
	page_form(v, path);
	markup_html(v->m, "<label for=\"address\">");
	page_words(v, WORD_ADDRESS_LABEL);
	markup_html(v->m, "</label>\n<input id=\"address\" name=\"address\""
		" type=\"email\" required autocomplete=\"email\""
		" inputmode=\"email\" maxlength=\"254\" dir=\"ltr\"");
	markup_attribute(v->m, "value", typed);
	page_described(v, wrong, true);
	markup_html(v->m, ">\n<p class=\"hint\" id=\"hint\">");
	page_words(v, WORD_ADDRESS_HINT);
	markup_html(v->m, "</p>\n");
	page_button(v, "code", WORD_SEND_CODE);
	page_form_end(v);
}

void
prove_code(struct visit *v, const char *path, const char *address,
	enum word wrong)
{
	v->values[VALUE_ADDRESS] = address;
	if (wrong != WORD_COUNT)
		page_alert(v, wrong);
	markup_html(v->m, "<p id=\"hint\">");
	page_words(v, WORD_CODE_TEXT);
	markup_html(v->m, "</p>\n");
	page_form(v, path);
	page_hidden(v, "address", address);
	markup_html(v->m, "<label for=\"code\">");
	page_words(v, WORD_CODE_LABEL);
	markup_html(v->m, "</label>\n<input id=\"code\" name=\"code\""
		" class=\"code\" required autocomplete=\"one-time-code\""
		" inputmode=\"numeric\" maxlength=\"12\" dir=\"ltr\"");
	if (wrong == WORD_COUNT)
		markup_html(v->m, " autofocus");
	page_described(v, wrong, true);
	markup_html(v->m, ">\n");
	page_button(v, "redeem", WORD_CODE_GO);
	page_form_end(v);
	page_form(v, path);
	page_hidden(v, "address", address);
	page_quiet_button(v, "code", WORD_CODE_AGAIN);
	page_form_end(v);
}

static int
mail_code(struct visit *v, const char *role, const char *address,
	enum word *wrong_r, struct err *err)
{
	enum code_result result;

	if (code_send(v, address, role, &result, err) < 0)
		return -1;
	if (result == CODE_MANY)
		*wrong_r = WORD_ERROR_MANY_CODES;
	return 0;
}

static int
redeem(struct visit *v, const char *role, const char *address,
	enum prove *step_r, enum word *wrong_r, struct err *err)
{
	const char *code = form_get(&v->q->form, "code");
	enum signin_result result;

	if (signin_redeem(v->r, address, role, code ? code : "", v->now,
	    &result, err) < 0)
		return -1;
	if (result == SIGNIN_WRONG)
		*wrong_r = WORD_ERROR_CODE;
	if (result == SIGNIN_VOID)
		*wrong_r = WORD_ERROR_CODE_VOID;
	if (result != SIGNIN_GOOD)
		return 0;
	*step_r = PROVE_DONE;
	visit_note(v, "sign-in", NULL, organisation_domain(address));
	return visit_sign_in(v, address, role, err);
}

int
prove_step(struct visit *v, const char *role,
	int (*may)(struct visit *v, const char *address, enum word *wrong_r,
	struct err *err), bool quiet, enum prove *step_r, char **address_r,
	enum word *wrong_r, struct err *err)
{
	const char *typed = form_get(&v->q->form, "address");
	const char *action = form_get(&v->q->form, "do");

	*step_r = PROVE_ASK;
	*wrong_r = WORD_COUNT;
	*address_r = NULL;
	if (!typed || !action)
		return 0;
	*address_r = organisation_address(typed);
	if (*address_r == NULL) {
		*wrong_r = WORD_ERROR_ADDRESS;
		return 0;
	}
	if (may(v, *address_r, wrong_r, err) < 0)
		return -1;
	if (*wrong_r != WORD_COUNT && !quiet)
		return 0;
	*step_r = PROVE_CODE;
	if (strcmp(action, "redeem") == 0)
		return redeem(v, role, *address_r, step_r, wrong_r, err);
	if (*wrong_r == WORD_COUNT)
		return mail_code(v, role, *address_r, wrong_r, err);
	*wrong_r = WORD_COUNT;
	return 0;
}

int
prove_customer(struct visit *v, const char *address, enum word *wrong_r,
	struct err *err)
{
	(void)v;
	(void)err;
	if (!organisation_own(organisation_domain(address)))
		*wrong_r = WORD_ERROR_PUBLIC;
	return 0;
}

static int
note_sender(void *ctx, const struct registry_sender *s)
{
	(void)s;
	*(bool *)ctx = true;
	return 0;
}

int
prove_partner(struct visit *v, const char *address, enum word *wrong_r,
	struct err *err)
{
	bool known = false;

	if (registry_sender_find(v->r, "address", address, note_sender,
	    &known, err) < 0)
		return -1;
	if (!known)
		*wrong_r = WORD_ERROR_ADDRESS;
	return 0;
}
