#include "sys/profile.h"

#include <confuse.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/shape.h"
#include "sys/provider_key.h"
#include "sys/scanner.h"

#define OWN_HOST "{own-host}"
/* Stands in for a host that is not configured, to check the shape all the
 * same. */
#define SOME_HOST "own.example"
/* Used under scanner_lock() only. */
static struct reader {
	struct provider *p;
	const char *own_host;
	struct problems *problems;
	unsigned seen;		/* keys, as bits by their place */
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
		"; linkseal-provider(5) names all keys" : "");
}

static int
on_key(cfg_t *cfg, cfg_opt_t *opt)
{
	struct err err;

	for (size_t i = 0; i < PROVIDER_KEYS; i++)
		if (strcmp(opt->name, provider_keys[i].name) == 0)
			reader.seen |= 1U << i;
	if (provider_key_set(reader.p, opt->name, cfg_opt_getnstr(opt, 0),
	    &err) != 0)
		complain(cfg, err.text);
	return 0;
}

static int
on_api_key(cfg_t *cfg, cfg_opt_t *opt)
{
	struct err err;

	if (provider_api_set(&reader.p->api, opt->name,
	    cfg_opt_getnstr(opt, 0), &err) != 0)
		problems_add(reader.problems, (unsigned)cfg->line, "api: %s",
			err.text);
	return 0;
}

/* Called behind its '}'. */
static int
on_api(cfg_t *cfg, cfg_opt_t *opt)
{
	struct err err;

	(void)opt;
	if (provider_api_check(&reader.p->api, &err) != 0)
		complain(cfg, err.text);
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

/* A shape that can name an indirect provider, and the rule. */
static void
check_indirect(const struct provider *p)
{
	bool slot = false;

	for (size_t i = 0; i < p->n_shapes; i++)
		slot = slot || shape_has(p->shapes[i], PATTERN_PROVIDER);
	if (slot != (p->indirect == PROVIDER_INDIRECT_NAMED))
		problems_add(reader.problems, 0, "indirect = named and a shape "
			"with {provider} need each other; change one of the "
			"two");
}

static void
check_whole(void)
{
	for (size_t i = 0; i < PROVIDER_KEYS; i++)
		if (provider_keys[i].missing && !(reader.seen & 1U << i))
			problems_add(reader.problems, 0, "%s is missing; add "
				"%s", provider_keys[i].name,
				provider_keys[i].missing);
	check_shapes(reader.p);
	if (!reader.waits)
		check_indirect(reader.p);
}

static cfg_opt_t
text_option(const char *name, cfg_validate_callback_t called)
{
	cfg_opt_t opt = CFG_STR(name, NULL, CFGF_NODEFAULT);

	opt.validcb = called;
	return opt;
}

static cfg_opt_t
section_option(const char *name, cfg_opt_t *inside, int flags,
	cfg_validate_callback_t called)
{
	cfg_opt_t opt = CFG_SEC(name, inside, flags);

	opt.validcb = called;
	return opt;
}

static void
parse(const char *text)
{
	cfg_opt_t url[] = { text_option("url", on_url), CFG_END() };
	cfg_opt_t api[] = {
		text_option("base", on_api_key),
		text_option("token", on_api_key),
		text_option("resource", on_api_key),
		text_option("scope", on_api_key),
		text_option("certificates", on_api_key),
		text_option("issuers", on_api_key),
		text_option("signer", on_api_key),
		CFG_END(),
	};
	int many = CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES;
	cfg_opt_t top[PROVIDER_KEYS + 5] = {
		section_option("api", api, CFGF_NONE, on_api),
		section_option("shape", url, many, on_section),
		section_option("refused", url, many, on_section),
		section_option("companion", url, many, on_section),
		CFG_END(),
	};
	cfg_t *cfg;

	for (size_t i = 0; i < PROVIDER_KEYS; i++)
		top[4 + i] = text_option(provider_keys[i].name, on_key);
	top[4 + PROVIDER_KEYS] = (cfg_opt_t)CFG_END();
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
