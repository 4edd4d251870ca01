#include "preview_page.h"

#include <string.h>

#include "core/html.h"
#include "core/locale.h"
#include "preview_assets.h"

/* What the mail's own style asks; answered here, so that both can be seen
 * whatever the person's screen is set to. */
#define ASKS_DARK "(prefers-color-scheme: dark)"

static void
text(struct buf *out, const char *s)
{
	html_escape(out, span_str(s));
}

/* As its speakers write it; the tag where we do not know. */
static const char *
language_name(const char *locale)
{
	static const char *const names[][2] = {
		{ "ar", "العربية" }, { "de", "Deutsch" }, { "en", "English" },
		{ "es", "Español" }, { "fr", "Français" }, { "ja", "日本語" },
		{ "ko", "한국어" }, { "pt-BR", "Português (Brasil)" },
		{ "zh-CN", "简体中文" }, { "zh-TW", "繁體中文" },
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i][0], locale) == 0)
			return names[i][1];
	return locale;
}

static const char *
worst(const struct lint *l)
{
	return l->count[LINT_ERROR] > 0 ? "error" :
		l->count[LINT_WARNING] > 0 ? "warning" : "good";
}

/* The mail's page as the value of an attribute, its question answered. */
static void
frame_source(struct buf *out, const char *html, bool dark)
{
	struct span s = span_str(html), asks = span_str(ASKS_DARK);
	size_t at = 0, found;

	while ((found = span_find(s, at, asks)) != SPAN_NONE) {
		html_escape(out, span_sub(s, at, found));
		buf_add_str(out, dark ? "all" : "not all");
		at = found + asks.n;
	}
	html_escape(out, span_sub(s, at, s.n));
}

static void
frame(struct buf *out, const struct preview_section *s, const char *size,
	bool dark)
{
	buf_printf(out, "<figure class=\"%s %s\"><h3>%s, %s</h3>"
		"<iframe class=\"mail\" sandbox=\"allow-same-origin\" "
		"title=\"%s\" srcdoc=\"", size, dark ? "dark" : "light",
		strcmp(size, "wide") == 0 ? "Desktop" : "Phone",
		dark ? "dark" : "light", s->locale);
	frame_source(out, s->letter.html, dark);
	buf_add_str(out, "\"></iframe></figure>\n");
}

/* On a desk all stands on one line, on a phone below each other. */
static void
inbox(struct buf *out, const struct preview *p,
	const struct preview_section *s, bool wide)
{
	buf_printf(out, "<figure class=\"%s\"><h3>Inbox</h3>"
		"<div class=\"row\" lang=\"%s\" dir=\"%s\"><b>",
		wide ? "wide" : "phone", s->locale,
		locale_rtl(s->locale) ? "rtl" : "ltr");
	text(out, p->sender);
	buf_add_str(out, "</b> <span class=\"shown\"><b>");
	text(out, s->letter.subject);
	buf_add_str(out, wide ? "</b> <i>" : "</b></span><i>");
	text(out, s->preheader);
	buf_add_str(out, wide ? "</i></span>" : "</i>");
	buf_add_str(out, "</div></figure>\n");
}

/* INFO: those, and no others. */
static void
finding(struct buf *out, const struct lint_finding *f, bool info)
{
	const char *severity = lint_severity_text(f->rule->severity);
	const char *slash = strrchr(f->file, '/');

	if ((f->rule->severity == LINT_INFO) != info)
		return;
	buf_printf(out, "<li class=\"%s\">", severity);
	if (f->rule->severity == LINT_INFO) {
		text(out, f->text);
	} else {
		buf_printf(out, "<b>%s</b> ", severity);
		text(out, f->text);
		buf_add_str(out, "<br><code>");
		text(out, slash != NULL ? slash + 1 : f->file);
		buf_printf(out, ":%zu:%zu %s</code>", f->line, f->column,
			f->rule->id);
	}
	buf_add_str(out, "</li>\n");
}

static void
findings(struct buf *out, const struct lint *l)
{
	size_t i;

	if (l->count[LINT_ERROR] + l->count[LINT_WARNING] == 0)
		buf_add_str(out, "<p class=\"fine\">Nothing to mend</p>\n");
	buf_add_str(out, "<ul class=\"findings\">\n");
	for (i = 0; i < l->n; i++)
		finding(out, &l->list[i], false);
	for (i = 0; i < l->n; i++)
		finding(out, &l->list[i], true);
	buf_add_str(out, "</ul>\n");
}

static void
letter(struct buf *out, const struct preview *p,
	const struct preview_section *s)
{
	buf_add_str(out, "<div class=\"inboxes\">\n");
	inbox(out, p, s, true);
	inbox(out, p, s, false);
	buf_add_str(out, "</div>\n<div class=\"mails\">\n");
	frame(out, s, "wide", false);
	frame(out, s, "phone", false);
	buf_add_str(out, "<figure class=\"text\"><h3>Checks</h3>\n");
	findings(out, &s->lint);
	buf_printf(out, "<h3>Plain text</h3><pre lang=\"%s\" dir=\"auto\">",
		s->locale);
	text(out, s->letter.text);
	buf_add_str(out, "</pre></figure>\n");
	frame(out, s, "wide", true);
	frame(out, s, "phone", true);
	buf_add_str(out, "</div>\n");
}

static void
section(struct buf *out, const struct preview *p,
	const struct preview_section *s)
{
	buf_printf(out, "<section id=\"%s\"><h2><span lang=\"%s\">%s</span>"
		"<code>%s</code></h2>\n", s->locale, s->locale,
		language_name(s->locale), s->locale);
	if (s->trouble != NULL) {
		buf_add_str(out, "<p class=\"trouble\">");
		text(out, s->trouble);
		buf_add_str(out, "</p>\n");
	}
	if (s->written)
		letter(out, p, s);
	else
		findings(out, &s->lint);
	buf_add_str(out, "</section>\n");
}

/* Nothing is fetched from anywhere, whatever stands in a template. */
static void
policy(struct buf *out, bool watched)
{
	buf_printf(out, "<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; img-src data:; style-src "
		"'unsafe-inline'; script-src 'unsafe-inline'%s\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n",
		watched ? "; frame-src 'self' file:" : "");
}

static void
head(struct buf *out, const struct preview *p)
{
	size_t i;

	buf_add_str(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\">\n");
	policy(out, p->stamp != NULL);
	buf_add_str(out, "<title>");
	text(out, p->template);
	buf_add_str(out, ": preview</title>\n<style>\n");
	buf_add_str(out, preview_style);
	buf_add_str(out, "</style>\n</head>\n<body>\n<header><h1>");
	text(out, p->sender);
	buf_add_str(out, " <small>");
	text(out, p->template);
	buf_add_str(out, "</small></h1><nav>\n");
	for (i = 0; i < p->n; i++)
		buf_printf(out, "<a class=\"%s\" href=\"#%s\" lang=\"%s\">%s"
			"</a>\n", worst(&p->list[i].lint), p->list[i].locale,
			p->list[i].locale, language_name(p->list[i].locale));
	buf_add_str(out, "</nav></header>\n<main>\n");
}

static void
page_findings(struct buf *out, const struct lint *l)
{
	if (l->n == 0)
		return;
	buf_add_str(out, "<section id=\"page\"><h2>The page around the words"
		"</h2>\n");
	findings(out, l);
	buf_add_str(out, "</section>\n");
}

void
preview_page_write(const struct preview *p, struct buf *out)
{
	size_t i;

	head(out, p);
	page_findings(out, &p->page);
	for (i = 0; i < p->n; i++)
		section(out, p, &p->list[i]);
	buf_add_str(out, "</main>\n<script>\n");
	buf_add_str(out, preview_script);
	buf_add_str(out, "</script>\n");
	if (p->stamp != NULL)
		buf_printf(out, "<iframe class=\"watcher\" title=\"%s\" "
			"src=\"" PREVIEW_STAMP_FILE "\"></iframe>\n<script>\n"
			"%s</script>\n", p->stamp, preview_watch_script);
	buf_add_str(out, "</body>\n</html>\n");
}

void
preview_stamp_write(const char *stamp, struct buf *out)
{
	buf_printf(out, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"refresh\" content=\"1\">\n"
		"<script>parent.postMessage(\"%s\", \"*\");</script>\n",
		stamp);
}
