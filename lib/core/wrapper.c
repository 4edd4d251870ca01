#include "core/wrapper.h"

#include <stdlib.h>
#include <string.h>

#include "core/base64url.h"
#include "core/buf.h"
#include "core/proofpoint.h"
#include "core/proxy.h"
#include "core/redirect.h"
#include "core/target.h"

/* A form of a gateway's addresses. DECODE gives what the address holds, as
 * its bytes say, or NULL; the caller frees. */
struct form {
	const char *gateway;
	const char *host;	/* with a dot before it: and all beneath */
	const char *path;	/* what the path begins with */
	char *(*decode)(const struct url *u, const struct form *form);
	const char *parameter;	/* that holds the address */
};

/* "amp;u" is what is left of the name when the address was escaped for HTML
 * once too often. */
static bool
is_named(struct span name, const char *wanted)
{
	while (span_istarts(name, span_str("amp;")))
		name = span_sub(name, strlen("amp;"), name.n);
	return span_ieq_str(name, wanted);
}

static const struct url_parameter *
parameter(const struct url *u, const char *name)
{
	for (size_t i = 0; i < u->n_parameters; i++)
		if (is_named(u->parameters[i].name, name))
			return &u->parameters[i];
	return NULL;
}

static char *
by_parameter(const struct url *u, const struct form *form)
{
	const struct url_parameter *p = parameter(u, form->parameter);

	return p ? redirect_value(u->whole, p->value) : NULL;
}

static char *
by_either(const struct url *u, const struct form *form)
{
	char *s = by_parameter(u, form);
	const struct url_parameter *p = parameter(u, "q");

	if (s || p == NULL)
		return s;
	return redirect_value(u->whole, p->value);
}

static char *
by_base64(const struct url *u, const struct form *form)
{
	const struct url_parameter *p = parameter(u, form->parameter);
	char *plain, *s;

	if (p == NULL)
		return NULL;
	plain = url_unescape(p->value);
	s = base64url_decode(span_str(plain));
	free(plain);
	return s;
}

/* "&amp;" for "&", the one escape that an address meets. */
static char *
unescape_html(char *s)
{
	struct span text = span_str(s), amp = span_str("&amp;");
	struct buf out;

	buf_init(&out, text.n);
	for (size_t i = 0; i < text.n; i++) {
		buf_add_byte(&out, text.p[i]);
		if (span_istarts(span_sub(text, i, text.n), amp))
			i += amp.n - 1;
	}
	free(s);
	return buf_take(&out);
}

static char *
by_proofpoint_v1(const struct url *u, const struct form *form)
{
	char *s = by_parameter(u, form);

	return s ? unescape_html(s) : NULL;
}

/* '-' stands for '%' and '_' for '/'. */
static char *
by_proofpoint_v2(const struct url *u, const struct form *form)
{
	const struct url_parameter *p = parameter(u, form->parameter);
	char *coded, *s;

	if (p == NULL)
		return NULL;
	coded = buf_dup(p->value);
	for (char *c = coded; *c; c++)
		*c = *c == '-' ? '%' : *c == '_' ? '/' : *c;
	s = url_unescape(span_str(coded));
	free(coded);
	return unescape_html(s);
}

static char *
by_proofpoint_v3(const struct url *u, const struct form *form)
{
	(void)form;
	return proofpoint_v3(u->whole);
}

/* The last segment of the path is the address, escaped as a whole. */
static char *
by_segment(const struct url *u, const struct form *form)
{
	size_t at = u->path.n;

	(void)form;
	while (at > 0 && u->path.p[at - 1] != '/')
		at--;
	return redirect_value(u->whole, span_sub(u->path, at, u->path.n));
}

/* Between "___" and the last "___", as it was; what stands behind that, if it
 * was not lost, is a '.' and a token without a "___". */
static char *
by_underscores(const struct url *u, const struct form *form)
{
	struct span mark = span_str("___");
	size_t from = span_find(u->whole, 0, span_str("/___"));
	size_t to = SPAN_NONE, at;

	(void)form;
	if (from == SPAN_NONE)
		return NULL;
	from += 1 + mark.n;
	for (at = from; (at = span_find(u->whole, at, mark)) != SPAN_NONE;
	    at++)
		to = at;
	if (to == SPAN_NONE)
		return NULL;
	return buf_dup(span_sub(u->whole, from, to));
}

static const struct form forms[] = {
	{ "Microsoft Safe Links", ".safelinks.protection.outlook.com", "",
	  by_parameter, "url" },
	{ "Microsoft Safe Links", ".safelinks.protection.office365.us", "",
	  by_parameter, "url" },
	{ "Microsoft Safe Links", ".safelinks.protection.outlook.cn", "",
	  by_parameter, "url" },
	{ "Microsoft Safe Links", ".teams.cdn.office.net",
	  "/evergreen-assets/safelinks/", by_parameter, "url" },
	{ "Microsoft Safe Links", "outlook.office.com", "/mail/safelink.html",
	  by_parameter, "url" },
	{ "Proofpoint", "urldefense.proofpoint.com", "/v1/url",
	  by_proofpoint_v1, "u" },
	{ "Proofpoint", "urldefense.proofpoint.com", "/v2/url",
	  by_proofpoint_v2, "u" },
	{ "Proofpoint", "urldefense.proofpoint.com", "/v3/__",
	  by_proofpoint_v3, "" },
	{ "Proofpoint", ".urldefense.com", "/v3/__", by_proofpoint_v3, "" },
	{ "Proofpoint", ".urldefense.us", "/v3/__", by_proofpoint_v3, "" },
	{ "Barracuda", ".cudasvc.com", "/url", by_parameter, "a" },
	{ "Cisco Secure Email", "secure-web.cisco.com", "/", by_segment, "" },
	{ "Mimecast", ".mimecast.com", "/s/", NULL, "" },
	{ "Mimecast", ".mimecastprotect.com", "/", NULL, "" },
	{ "Sophos", ".protection.sophos.com", "", by_base64, "u" },
	{ "Avanan", "url.avanan.click", "/v2/", by_underscores, "" },
	{ "Check Point", "protect.checkpoint.com", "/v2/", by_underscores,
	  "" },
	{ "Trustwave", "scanmail.trustwave.com", "", by_parameter, "u" },
	{ "FireEye", ".fireeye.com", "/v1/url", by_parameter, "u" },
	{ "FireEye", ".fireeye.com", "/url", by_parameter, "u" },
	{ "Trellix", ".trellix.com", "/v1/url", by_parameter, "u" },
	{ "Symantec", "clicktime.symantec.com", "/", by_parameter, "u" },
	{ "Trend Micro", ".trendmicro.com", "/wis/clicktime/", by_parameter,
	  "url" },
	{ "a Google redirect", "www.google.", "/url", by_either, "url" },
	{ "Hornetsecurity", "atpscan.global.hornetsecurity.com", "",
	  by_parameter, "u" },
	{ "Libraesva", "urlsand.esvalabs.com", "", by_parameter, "u" },
	{ "EdgePilot", "link.edgepilot.com", "/s/", by_parameter, "u" },
	{ "Egress Defend", ".defend.egress.com", "/Warning", NULL, "" },
	{ "INKY", "shared.outlook.inky.com", "/link", NULL, "" },
	{ "Darktrace", ".l.antigena.com", "/", NULL, "" },
};

static bool
is_country(const char *rest)
{
	size_t n = strcspn(rest, ".");

	if (n < 2 || n > 3)
		return false;
	return rest[n] == '\0' || (strlen(rest + n + 1) == 2 &&
	    strchr(rest + n + 1, '.') == NULL);
}

static bool
is_host(const char *host, size_t n, const char *wanted)
{
	size_t m;

	if (wanted[0] != '.' && wanted[0] != host[0])
		return false;
	m = strlen(wanted);
	if (wanted[m - 1] == '.')
		return strncmp(host, wanted, m) == 0 && is_country(host + m);
	if (wanted[0] != '.')
		return strcmp(host, wanted) == 0;
	if (wanted[m - 1] != host[n - 1])
		return false;
	return strcmp(host, wanted + 1) == 0 ||
	    (n > m && strcmp(host + n - m, wanted) == 0);
}

/* Nothing in it that makes readers and programs see different hosts. */
static bool
is_plain(const struct url *u)
{
	struct span before = span_sub(u->whole, 0,
	    (size_t)(u->path.p - u->whole.p));

	return !u->has_userinfo && (u->scheme.n == 0 ||
	    span_ieq_str(u->scheme, "https") ||
	    span_ieq_str(u->scheme, "http")) &&
	    span_find_byte(before, 0, '\\') == SPAN_NONE &&
	    !(u->path.n && u->path.p[0] == '\\');
}

/* HOST: url_host() of U. */
static const struct form *
form_of(const struct url *u, const char *host)
{
	size_t n = strlen(host);

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (is_host(host, n, forms[i].host) &&
		    span_istarts(u->path, span_str(forms[i].path)))
			return url_default_port(u) ? &forms[i] : NULL;
	return NULL;
}

/* What the address of a gateway or proxy holds, as it says; or NULL. */
static char *
decode(const struct url *u, const char *host, struct wrapper *w)
{
	const struct form *form = form_of(u, host);

	if (form == NULL)
		return proxy_target(u, host, &w->gateway, &w->by_host);
	w->gateway = form->gateway;
	w->by_host = true;
	return form->decode ? form->decode(u, form) : NULL;
}

void
wrapper_open(const struct url *u, struct wrapper *w)
{
	char *host = is_plain(u) ? url_host(u) : NULL, *s;

	*w = (struct wrapper){ .gateway = NULL };
	s = host ? decode(u, host, w) : NULL;
	free(host);
	if (s && (s = target_complete(s)) != NULL)
		w->inner[w->n++] = s;
	/* A gateway's address may be damaged too, but still show another. */
	if (w->n == 0)
		w->n = redirect_inner(u, w->inner, WRAPPER_INNER);
}

void
wrapper_deinit(struct wrapper *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->inner[i]);
	*w = (struct wrapper){ .gateway = NULL };
}
