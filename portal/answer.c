#include "answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "page.h"
#include "pages.h"
#include "sys/log.h"

#define LANGUAGE_COOKIE "__Host-language"

/* ?language=… chooses, a cookie remembers. */
static const struct language *
choose_language(struct visit *v)
{
	const char *asked = form_get(&v->q->query, "language");
	const struct language *w = NULL;
	char cookie[40];

	if (asked)
		w = languages_find(v->languages, asked);
	if (w) {
		buf_printf(&v->a->cookies[1], LANGUAGE_COOKIE "=%s; Path=/;"
			" Secure; HttpOnly; SameSite=Lax; Max-Age=31536000",
			language_locale(w));
		return w;
	}
	if (session_find_cookie(v->q->cookies, LANGUAGE_COOKIE, cookie,
	    sizeof cookie))
		w = languages_find(v->languages, cookie);
	return w ? w : languages_choose(v->languages, v->q->language);
}

static int
home(struct visit *v, struct err *err)
{
	(void)err;
	page_begin(v, WORD_SITE);
	page_paragraph(v, WORD_HOME_TEXT);
	markup_html(v->m, "<p><a class=\"button\" href=\"/partners\">");
	page_words(v, WORD_PARTNERS_TITLE);
	markup_html(v->m, "</a></p>\n");
	page_heading(v, WORD_HOME_PARTNER);
	page_paragraph(v, WORD_HOME_PARTNER_TEXT);
	page_link_paragraph(v, "/customers", WORD_ALL_CUSTOMERS);
	page_end(v, 200);
	return 0;
}

static int
sign_out(struct visit *v, struct err *err)
{
	if (v->q->post && signin_end(v->r, v->session.token, err) < 0)
		return -1;
	if (v->q->post)
		session_renew(&v->session);
	visit_go(v, "/");
	return 0;
}

static const struct {
	const char *path;
	int (*page)(struct visit *v, struct err *err);
} pages[] = {
	{ "/", home },
	{ "/partners", partners_page },
	{ "/customers", customers_page },
	{ "/customers.csv", customers_page },
	{ "/customer", customers_page },
	{ "/sign-in", signin_page },
	{ "/sign-in/partner", signin_page },
	{ "/sign-out", sign_out },
};

static int
find_page(struct visit *v, struct err *err)
{
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (strcmp(v->q->path, pages[i].path) == 0)
			return pages[i].page(v, err);
	return invitation_page(v, err);
}

/* Who it is: as the proxy says, else as the session does. */
static int
recognise(struct visit *v, struct err *err)
{
	if (v->q->user) {
		v->address = buf_strdup(v->q->user);
		return 0;
	}
	if (!v->session.sent)
		return 0;
	return signin_bearer(v->r, v->session.token, v->now, &v->address,
		&v->role, err);
}

/* False: the request is refused, and the answer says why. */
static bool
admit(struct visit *v)
{
	if (v->q->large)
		page_message(v, 413, WORD_LARGE_TITLE, WORD_LARGE_TEXT);
	else if (v->q->broken)
		page_message(v, 400, WORD_MISSING_TITLE, WORD_MISSING_TEXT);
	else if (!site_may(v->site, v->q->post ? SITE_POST : SITE_GET,
	    v->q->visitor))
		page_message(v, 429, WORD_MANY_TITLE, WORD_MANY_TEXT);
	else if (v->q->post && (!session_proven(&v->session,
	    form_get(&v->q->form, "proof")) || (v->q->site &&
	    strcmp(v->q->site, "same-origin") != 0)))
		page_message(v, 403, WORD_OLD_TITLE, WORD_OLD_TEXT);
	else
		return true;
	return false;
}

static void
answer_with_registry(struct visit *v)
{
	struct err err;
	int rc = site_registry(v->site, &v->r, &err);

	if (rc == 0) {
		rc = recognise(v, &err);
		if (rc == 0)
			rc = find_page(v, &err);
		site_registry_done(v->site, &v->r);
	}
	if (rc == 0)
		return;
	log_warnx("%s", err.text);
	page_message(v, err.kind == ERR_TEMP ? 503 : 500, WORD_FAULT_TITLE,
		WORD_FAULT_TEXT);
}

static void
send_style(const struct site *s, struct response *a)
{
	buf_add(&a->body, site_style(s));
	a->type = "text/css; charset=utf-8";
	a->lasting = true;
}

void
answer_make(struct site *s, const struct request *q, struct response *a)
{
	struct visit v = { .site = s, .config = site_config(s), .q = q, .a = a,
		.languages = site_languages(s), .now = time(NULL) };
	char minutes[12];

	if (strcmp(q->path, site_style_path(s)) == 0) {
		send_style(s, a);
		return;
	}
	snprintf(minutes, sizeof minutes, "%d", SIGNIN_MINUTES);
	v.values[VALUE_MINUTES] = minutes;
	session_read(&v.session, q->cookies);
	v.language = choose_language(&v);
	if (admit(&v))
		answer_with_registry(&v);
	if (!v.session.sent)
		session_cookie(&v.session, &a->cookies[0]);
	markup_free(&v.m);
	free(v.address);
	free(v.role);
}
