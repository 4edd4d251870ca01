#include "page.h"

#include <string.h>

#include "again.h"
#include "core/vars.h"
#include "site.h"

static const char *const value_names[VALUE_COUNT] = {
	[VALUE_PARTNER] = "partner", [VALUE_DOMAIN] = "domain",
	[VALUE_WHO] = "who", [VALUE_ADDRESS] = "address",
	[VALUE_MINUTES] = "minutes", [VALUE_HOLDER] = "holder",
	[VALUE_SERVICE] = "service", [VALUE_CODE] = "code",
	[VALUE_DAY] = "day",
};

static const char *
value_of(const struct visit *v, struct span name)
{
	for (size_t i = 0; i < VALUE_COUNT; i++)
		if (span_eq_str(name, value_names[i]) && v->values[i])
			return v->values[i];
	return "";
}

/* WORD's words, each value handed to VALUE; all else to WORDS. */
static void
fill(const struct visit *v, enum word word, void *ctx,
	void (*words)(void *ctx, struct span),
	void (*value)(void *ctx, const char *))
{
	struct span text = span_str(language_words(v->language, word)), name;
	size_t at = 0, begin, end;

	while (vars_next(text, at, &begin, &end, &name)) {
		words(ctx, span_sub(text, at, begin));
		value(ctx, value_of(v, name));
		at = end;
	}
	words(ctx, span_sub(text, at, text.n));
}

static void
add_words(void *ctx, struct span words)
{
	markup_span(ctx, words);
}

/* In a direction of its own: a Latin name in Arabic words, and the other way
 * round. */
static void
add_value(void *ctx, const char *value)
{
	markup_html(ctx, "<bdi>");
	markup_text(ctx, value);
	markup_html(ctx, "</bdi>");
}

static void
add_text(void *ctx, const char *value)
{
	markup_text(ctx, value);
}

static void
buf_words(void *ctx, struct span words)
{
	buf_add(ctx, words);
}

static void
buf_value(void *ctx, const char *value)
{
	buf_add_str(ctx, value);
}

void
page_words(struct visit *v, enum word word)
{
	fill(v, word, v->m, add_words, add_value);
}

void
page_plain(const struct visit *v, enum word word, struct buf *out)
{
	fill(v, word, out, buf_words, buf_value);
}

void
page_paragraph(struct visit *v, enum word word)
{
	markup_html(v->m, "<p>");
	page_words(v, word);
	markup_html(v->m, "</p>\n");
}

void
page_heading(struct visit *v, enum word word)
{
	markup_html(v->m, "<h2>");
	page_words(v, word);
	markup_html(v->m, "</h2>\n");
}

void
page_item(struct visit *v, enum word word)
{
	markup_html(v->m, "<li>");
	page_words(v, word);
	markup_html(v->m, "</li>\n");
}

void
page_alert(struct visit *v, enum word word)
{
	markup_html(v->m, "<p class=\"alert\" role=\"alert\" id=\"alert\">");
	page_words(v, word);
	markup_html(v->m, "</p>\n");
}

void
page_described(struct visit *v, enum word wrong, bool hint)
{
	if (wrong == WORD_COUNT) {
		markup_attribute(v->m, "aria-describedby",
			hint ? "hint" : NULL);
		return;
	}
	markup_html(v->m, " aria-invalid=\"true\" autofocus");
	markup_attribute(v->m, "aria-describedby",
		hint ? "alert hint" : "alert");
}

void
page_notice(struct visit *v, enum word word)
{
	markup_html(v->m, "<p class=\"notice\" role=\"status\">");
	page_words(v, word);
	markup_html(v->m, "</p>\n");
}

void
page_link(struct visit *v, const char *path, enum word word)
{
	markup_html(v->m, "<a");
	markup_attribute(v->m, "href", path);
	markup_html(v->m, ">");
	page_words(v, word);
	markup_html(v->m, "</a>");
}

void
page_link_paragraph(struct visit *v, const char *path, enum word word)
{
	markup_html(v->m, "<p>");
	page_link(v, path, word);
	markup_html(v->m, "</p>\n");
}

void
page_hidden(struct visit *v, const char *name, const char *value)
{
	markup_html(v->m, "<input type=\"hidden\"");
	markup_attribute(v->m, "name", name);
	markup_attribute(v->m, "value", value);
	markup_html(v->m, ">\n");
}

void
page_form(struct visit *v, const char *path)
{
	char proof[SESSION_PROOF];

	session_proof(&v->session, proof);
	markup_html(v->m, "<form method=\"post\"");
	markup_attribute(v->m, "action", path);
	markup_html(v->m, ">\n");
	page_hidden(v, "proof", proof);
}

void
page_form_end(struct visit *v)
{
	markup_html(v->m, "</form>\n");
}

/* CLASS may be NULL. */
static void
button(struct visit *v, const char *class, const char *action, enum word word)
{
	markup_html(v->m, "<button");
	markup_attribute(v->m, "class", class);
	markup_attribute(v->m, "name", "do");
	markup_attribute(v->m, "value", action);
	markup_html(v->m, ">");
	page_words(v, word);
	markup_html(v->m, "</button>\n");
}

void
page_button(struct visit *v, const char *action, enum word word)
{
	button(v, NULL, action, word);
}

void
page_quiet_button(struct visit *v, const char *action, enum word word)
{
	button(v, "quiet", action, word);
}

/* A list of all languages, each called as it calls itself. A form that GET
 * sends, so it works on every page and needs no script. */
static void
language_chooser(struct visit *v)
{
	const struct language *w;

	markup_html(v->m, "<form class=\"language\" method=\"get\"");
	markup_attribute(v->m, "action", v->q->path);
	markup_html(v->m, ">\n<label for=\"language\">");
	page_words(v, WORD_LANGUAGE);
	markup_html(v->m, "</label>\n"
		"<select id=\"language\" name=\"language\">\n");
	for (size_t i = 0; (w = languages_get(v->languages, i)) != NULL; i++) {
		markup_html(v->m, "<option");
		markup_attribute(v->m, "value", language_locale(w));
		markup_attribute(v->m, "lang", language_locale(w));
		markup_attribute(v->m, "selected",
			w == v->language ? "" : NULL);
		markup_html(v->m, ">");
		markup_text(v->m, language_words(w, WORD_LANGUAGE_NAME));
		markup_html(v->m, "</option>\n");
	}
	markup_html(v->m, "</select>\n<button class=\"quiet\">");
	page_words(v, WORD_LANGUAGE_SET);
	markup_html(v->m, "</button>\n</form>\n");
}

static void
signed_in(struct visit *v)
{
	if (v->address == NULL)
		return;
	v->values[VALUE_WHO] = v->address;
	markup_html(v->m, "<div class=\"signed\"><span>");
	page_words(v, WORD_SIGNED_IN);
	markup_html(v->m, "</span>\n");
	/* Who comes through the proxy signs out there. */
	if (v->role) {
		page_form(v, "/sign-out");
		page_quiet_button(v, "sign-out", WORD_SIGN_OUT);
		page_form_end(v);
	}
	markup_html(v->m, "</div>\n");
}

static void
head(struct visit *v, enum word title)
{
	markup_html(v->m, "<!DOCTYPE html>\n<html");
	markup_attribute(v->m, "lang", language_locale(v->language));
	markup_attribute(v->m, "dir",
		language_rtl(v->language) ? "rtl" : "ltr");
	markup_html(v->m, ">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width,"
		" initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"robots\" content=\"noindex\">\n<title>");
	fill(v, title, v->m, add_words, add_text);
	markup_html(v->m, "</title>\n<link rel=\"stylesheet\"");
	markup_attribute(v->m, "href", site_style_path(v->site));
	markup_html(v->m, ">\n</head>\n");
}

void
page_begin(struct visit *v, enum word title)
{
	markup_free(&v->m);
	v->m = markup_new(PORTAL_PAGE);
	head(v, title);
	markup_html(v->m, "<body>\n<a class=\"skip\" href=\"#content\">");
	page_words(v, WORD_SKIP);
	markup_html(v->m, "</a>\n<header>\n<a class=\"site\" href=\"/\">");
	page_words(v, WORD_SITE);
	markup_html(v->m, "</a>\n");
	signed_in(v);
	markup_html(v->m, "</header>\n<main id=\"content\" tabindex=\"-1\">\n"
		"<h1>");
	page_words(v, title);
	markup_html(v->m, "</h1>\n");
}

void
page_end(struct visit *v, unsigned status)
{
	const char *html;

	markup_html(v->m, "</main>\n<footer>\n");
	language_chooser(v);
	markup_html(v->m, "</footer>\n</body>\n</html>\n");
	html = markup_str(v->m);
	if (html == NULL) {
		page_message(v, 500, WORD_FAULT_TITLE, WORD_FAULT_TEXT);
		return;
	}
	buf_reset(&v->a->body);
	v->a->status = status;
	buf_add_str(&v->a->body, html);
}

void
page_message(struct visit *v, unsigned status, enum word title, enum word text)
{
	page_begin(v, title);
	page_paragraph(v, text);
	page_link_paragraph(v, "/", WORD_HOME);
	page_end(v, status);
}

void
page_day(struct visit *v, const char *time)
{
	struct span s = span_str(time);

	markup_html(v->m, "<time");
	markup_attribute(v->m, "datetime", time);
	markup_html(v->m, ">");
	markup_span(v->m, span_sub(s, 0, s.n < 10 ? s.n : 10));
	markup_html(v->m, "</time>");
}

void
page_command(struct visit *v, enum word word, const char *command)
{
	v->values[VALUE_ADDRESS] = AGAIN_PERSON;
	markup_html(v->m, "<p><label for=\"command\">");
	page_words(v, word);
	markup_html(v->m, "</label>\n<textarea id=\"command\""
		" class=\"command\" readonly dir=\"ltr\" rows=\"3\">");
	markup_text(v->m, command);
	markup_html(v->m, "</textarea></p>\n");
	v->values[VALUE_ADDRESS] = NULL;
}

void
page_percent(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (span_is_alnum(c))
			buf_add_byte(out, c);
		else
			buf_printf(out, "%%%02X", c);
	}
}
