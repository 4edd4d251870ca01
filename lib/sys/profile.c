#include "sys/profile.h"

#include <confuse.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "sys/scanner.h"

#define OWN_HOST "{own-host}"
/* Stands in for a host that is not configured, to check the shape all the
 * same. */
#define SOME_HOST "own.example"
#define KEYS "name, title, rule, account, reusable, signed, shape, refused " \
	"and companion"

/* Used under scanner_lock() only. */
static struct reader {
	struct provider *p;
	const char *own_host;
	struct problems *problems;
	bool has_name, has_rule, has_account;
	bool waits;		/* a shape waits for {own-host} */
	bool told;		/* why libconfuse stopped */
	const cfg_t *done;	/* the section whose url was read last */
} reader;

static void
complain(const cfg_t *cfg, const char *text)
{
	problems_add(reader.problems, (unsigned)cfg->line, "%s", text);
}

__attribute__((format(printf, 2, 0)))
static void
on_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	char text[ERR_TEXT_MAX];

	reader.told = true;
	vsnprintf(text, sizeof text, fmt, ap);
	problems_add(reader.problems, (unsigned)cfg->line, "%s%s", text,
		strstr(fmt, "no such option") ?
		"; a profile has " KEYS ", and these have url" : "");
}

static bool
is_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n <= LIMIT_NAME && s[n] == '\0';
}

static void
set_name(const cfg_t *cfg, const char *value)
{
	if (!is_name(value))
		problems_add(reader.problems, (unsigned)cfg->line, "name: %s "
			"is no name; use at most %d small letters, digits and "
			"'-'", value, LIMIT_NAME);
	free(reader.p->name);
	reader.p->name = buf_strdup(value);
	reader.has_name = true;
}

static void
set_title(const cfg_t *cfg, const char *value)
{
	if (*value == '\0')
		complain(cfg, "title: is empty; write what people call it");
	free(reader.p->title);
	reader.p->title = buf_strdup(value);
}

static void
set_rule(const cfg_t *cfg, const char *value)
{
	reader.has_rule = true;
	if (strcmp(value, "loose") == 0)
		reader.p->rule = PROVIDER_LOOSE;
	else if (strcmp(value, "strict") == 0)
		reader.p->rule = PROVIDER_STRICT;
	else
		complain(cfg, "rule: write loose (the link alone is guarded) "
			"or strict (the locked paragraphs too)");
}

static void
set_account(const cfg_t *cfg, const char *value)
{
	reader.has_account = true;
	if (strcmp(value, "guid") == 0)
		reader.p->account_kind = PROVIDER_ACCOUNT_GUID;
	else if (strcmp(value, "number") == 0)
		reader.p->account_kind = PROVIDER_ACCOUNT_NUMBER;
	else if (strcmp(value, "word") == 0)
		reader.p->account_kind = PROVIDER_ACCOUNT_WORD;
	else
		complain(cfg, "account: write guid, number or word, the kind "
			"of id an account has");
}

static void
set_flag(const cfg_t *cfg, const char *key, const char *value, bool *flag)
{
	if (strcmp(value, "true") == 0)
		*flag = true;
	else if (strcmp(value, "false") == 0)
		*flag = false;
	else
		problems_add(reader.problems, (unsigned)cfg->line,
			"%s: write true or false", key);
}

static int
on_key(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *value = cfg_opt_getnstr(opt, 0);

	if (strcmp(opt->name, "name") == 0)
		set_name(cfg, value);
	else if (strcmp(opt->name, "title") == 0)
		set_title(cfg, value);
	else if (strcmp(opt->name, "rule") == 0)
		set_rule(cfg, value);
	else if (strcmp(opt->name, "account") == 0)
		set_account(cfg, value);
	else if (strcmp(opt->name, "reusable") == 0)
		set_flag(cfg, opt->name, value, &reader.p->reusable);
	else
		set_flag(cfg, opt->name, value, &reader.p->signed_here);
	return 0;
}

/* TEMPLATE with the host of the own programme in its place. */
static char *
with_own_host(const char *template, const char *host)
{
	const char *at = strstr(template, OWN_HOST);
	struct buf b;

	buf_init(&b, strlen(template) + strlen(host));
	if (at) {
		buf_add(&b, (struct span){ (const unsigned char *)template,
			(size_t)(at - template) });
		buf_add_str(&b, host);
		template = at + strlen(OWN_HOST);
	}
	buf_add_str(&b, template);
	return buf_take(&b);
}

static int
add_to(struct provider *p, const cfg_t *cfg, const char *url, struct err *err)
{
	if (strcmp(cfg->name, "companion") == 0)
		return provider_add_companion(p, cfg->title, url, err);
	if (strcmp(cfg->name, "refused") == 0)
		return provider_add_refused(p, cfg->title, url, err);
	return provider_add_shape(p, cfg->title, url, err);
}

/* A shape that waits for its host is checked, and left out. */
static int
add_waiting(const cfg_t *cfg, const char *template, struct err *err)
{
	struct provider *scratch = provider_new("scratch");
	char *url = with_own_host(template, SOME_HOST);
	int rc = add_to(scratch, cfg, url, err);

	reader.waits = true;
	free(url);
	provider_free(&scratch);
	return rc;
}

static int
add_url(const cfg_t *cfg, const char *template, struct err *err)
{
	char *url;
	int rc;

	if (strstr(template, OWN_HOST) && reader.own_host == NULL)
		return add_waiting(cfg, template, err);
	url = with_own_host(template, reader.own_host ? reader.own_host : "");
	rc = add_to(reader.p, cfg, url, err);
	free(url);
	return rc;
}

static int
on_url(cfg_t *cfg, cfg_opt_t *opt)
{
	struct err err = { 0 };

	if (reader.done == cfg)
		complain(cfg, "a second url in one section; leave one, or "
			"make a section for each");
	else if (add_url(cfg, cfg_opt_getnstr(opt, 0), &err) == -1)
		problems_add(reader.problems, (unsigned)cfg->line,
			"%s \"%s\": url: %s", cfg->name, cfg->title,
			err.text);
	reader.done = cfg;
	return 0;
}

/* Called behind the '}' of a section. */
static int
on_section(cfg_t *cfg, cfg_opt_t *opt)
{
	const cfg_t *section = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);

	if (section != reader.done)
		problems_add(reader.problems, (unsigned)cfg->line,
			"%s \"%s\" has no url; add url = \"https://…\"",
			opt->name, section->title);
	return 0;
}

static void
check_shapes(const struct provider *p)
{
	const char *host;
	char *prefix = NULL;

	if (p->n_shapes == 0) {
		if (!reader.waits)
			problems_add(reader.problems, 0, "no shape says what "
				"its links look like; add "
				"shape \"1\" { url = \"https://…\" }");
		return;
	}
	if (provider_shape_refused(p->shapes[0]))
		problems_add(reader.problems, 0, "the first shape is the one "
			"that is issued now, so it can't be a refused one; "
			"put a shape before it");
	if (p->signed_here != provider_token_place(p, &host, &prefix))
		problems_add(reader.problems, 0, "signed = true and a shape "
			"with {token} in its path need each other; change one "
			"of the two");
	free(prefix);
}

static void
check_whole(void)
{
	if (!reader.has_name)
		problems_add(reader.problems, 0,
			"name is missing; add name = \"…\"");
	if (!reader.has_rule)
		problems_add(reader.problems, 0,
			"rule is missing; add rule = loose or rule = strict");
	if (!reader.has_account)
		problems_add(reader.problems, 0, "account is missing; add "
			"account = guid, number or word");
	check_shapes(reader.p);
}

static void
parse(const char *text)
{
	cfg_opt_t url[] = {
		CFG_STR("url", NULL, CFGF_NODEFAULT),
		CFG_END(),
	};
	int many = CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES;
	cfg_opt_t top[] = {
		CFG_STR("name", NULL, CFGF_NODEFAULT),
		CFG_STR("title", NULL, CFGF_NODEFAULT),
		CFG_STR("rule", NULL, CFGF_NODEFAULT),
		CFG_STR("account", NULL, CFGF_NODEFAULT),
		CFG_STR("reusable", NULL, CFGF_NODEFAULT),
		CFG_STR("signed", NULL, CFGF_NODEFAULT),
		CFG_SEC("shape", url, many),
		CFG_SEC("refused", url, many),
		CFG_SEC("companion", url, many),
		CFG_END(),
	};
	cfg_t *cfg;

	url[0].validcb = on_url;
	for (cfg_opt_t *opt = top; opt->name; opt++)
		opt->validcb = opt->type == CFGT_SEC ? on_section : on_key;
	cfg = cfg_init(top, CFGF_NONE);
	if (cfg == NULL)
		abort();
	cfg_set_error_function(cfg, on_error);
	/* It says why it stops, except at an empty word for a key. */
	if (cfg_parse_buf(cfg, text) == CFG_SUCCESS)
		check_whole();
	else if (!reader.told)
		complain(cfg, "a key is missing here or in the section that "
			"begins here; write key = value");
	cfg_free(cfg);
}

struct provider *
profile_read(const char *text, const char *own_host,
	struct problems *problems)
{
	struct provider *p = provider_new("");

	scanner_lock();
	reader = (struct reader){
		.p = p, .own_host = own_host, .problems = problems };
	parse(text);
	reader = (struct reader){ 0 };
	scanner_unlock();
	return p;
}
