#include "sys/config_file.h"

#include <confuse.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sys/comments.h"
#include "sys/scanner.h"
#include "sys/setting.h"

/* After so many unknown keys the rest is no configuration of ours. */
#define UNKNOWN_MAX 50
#define SECTIONS 6	/* the top level too */

struct unknown {
	unsigned section;
	char *key;
};

/* libconfuse's callbacks have no argument of ours: one reader, used under
 * scanner_lock() only. */
static struct reader {
	struct config_file *file;
	struct problems *problems;
	struct unknown unknown[UNKNOWN_MAX];
	size_t n_unknown;
	unsigned seen;		/* sections that were closed */
	bool again;		/* an unknown key was put aside: read anew */
	bool told;		/* why libconfuse stopped */
} reader;

static unsigned
section_of(const cfg_t *cfg)
{
	unsigned section = setting_section(cfg->name);

	return section ? section : SETTING_TOP;
}

static bool
was_put_aside(const cfg_t *cfg, const char *key)
{
	for (size_t i = 0; i < reader.n_unknown; i++)
		if (reader.unknown[i].section == section_of(cfg) &&
		    strcmp(reader.unknown[i].key, key) == 0)
			return true;
	return false;
}

static void
put_aside(cfg_t *cfg, const char *key)
{
	unsigned section = section_of(cfg);
	const char *name = setting_section_name(section);
	const char *nearest = setting_nearest(section, key);

	problems_add(reader.problems, (unsigned)cfg->line,
		"there is no key %s %s%s; %s%s%s", key,
		*name ? "in section " : "at the top level", name,
		nearest ? "did you mean " : "see linkseal.conf(5)",
		nearest ? nearest : "", nearest ? "?" : "");
	/* libconfuse does not find every name that was made known: "|". */
	if (reader.n_unknown == UNKNOWN_MAX || was_put_aside(cfg, key))
		return;
	reader.unknown[reader.n_unknown++] = (struct unknown){
		section, buf_strdup(key) };
	reader.again = true;
}

/* libconfuse ends at the first key that it does not know. To find the others
 * too, such a key is made known and the text is read anew. */
__attribute__((format(printf, 2, 0)))
static void
on_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	char text[ERR_TEXT_MAX];
	va_list copy;
	const char *key;

	reader.told = true;
	va_copy(copy, ap);
	vsnprintf(text, sizeof text, fmt, ap);
	key = strstr(fmt, "'%s'") ? va_arg(copy, const char *) : "";
	va_end(copy);
	if (strstr(fmt, "no such option"))
		put_aside(cfg, key);
	else if (!was_put_aside(cfg, key))
		problems_add(reader.problems, (unsigned)cfg->line, "%s", text);
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static struct config_entry *
entry_of(const cfg_t *cfg, const cfg_opt_t *opt)
{
	struct config_file *file = reader.file;

	for (size_t i = 0; i < file->n; i++) {
		struct config_entry *e = &file->list[i];

		if (e->section == section_of(cfg) &&
		    same(e->title, cfg->title) && same(e->key, opt->name))
			return e;
	}
	return NULL;
}

static struct config_entry *
entry_add(const cfg_t *cfg, const cfg_opt_t *opt)
{
	struct config_file *file = reader.file;
	struct config_entry *e;

	file->list = buf_grow(file->list, file->n + 1, sizeof *file->list);
	e = &file->list[file->n++];
	*e = (struct config_entry){
		.section = section_of(cfg),
		.title = buf_strdup(cfg->title),
		.key = buf_strdup(opt->name),
		.line = (unsigned)cfg->line,
	};
	return e;
}

static void
keep_first(struct config_entry *e, size_t n)
{
	while (e->n > n)
		free(e->values[--e->n].text);
}

/* Makes the values those of OPT; what is new stands in LINE. */
static void
take_values(struct config_entry *e, cfg_opt_t *opt, unsigned line)
{
	unsigned n = cfg_opt_size(opt);

	for (unsigned i = 0; i < n; i++) {
		const char *text = cfg_opt_getnstr(opt, i);

		if (i < e->n && same(e->values[i].text, text))
			continue;
		keep_first(e, i);
		e->values = buf_grow(e->values, i + 1, sizeof *e->values);
		e->values[e->n++] = (struct config_value){
			buf_strdup(text), line };
	}
	keep_first(e, n);
}

/* libconfuse reads section|key as that section's key. */
static bool
is_of_section(const cfg_t *cfg, const cfg_opt_t *opt)
{
	for (const cfg_opt_t *o = cfg->opts; o->name; o++)
		if (o == opt)
			return true;
	return false;
}

/* Called behind each value, and once more behind a list. */
static int
on_value(cfg_t *cfg, cfg_opt_t *opt)
{
	struct config_entry *e = entry_of(cfg, opt);
	unsigned line = (unsigned)cfg->line;

	if (!is_of_section(cfg, opt)) {
		problems_add(reader.problems, line, "%s stands in another "
			"section; a key has no '|', write section { %s = … }",
			opt->name, opt->name);
		return 0;
	}
	if (e && !(opt->flags & CFGF_LIST)) {
		problems_add(reader.problems, line, "%s is set a second time, "
			"first in line %u; leave one", opt->name, e->line);
		return 0;
	}
	take_values(e ? e : entry_add(cfg, opt), opt, line);
	return 0;
}

/* Called behind the '}' of a section without a title. */
static int
on_section(cfg_t *cfg, cfg_opt_t *opt)
{
	unsigned section = setting_section(opt->name);

	if (reader.seen & section)
		problems_add(reader.problems, (unsigned)cfg->line,
			"a second section %s ends here; make one of the two",
			opt->name);
	reader.seen |= section;
	return 0;
}

/* The keys of one section, those put aside too, in libconfuse's form. */
static cfg_opt_t *
options(unsigned section, cfg_opt_t *top)
{
	size_t n = 0, max = setting_count + UNKNOWN_MAX + SECTIONS;
	cfg_opt_t *opts = buf_zalloc((max + 1) * sizeof *opts);

	for (size_t i = 0; i < setting_count; i++) {
		const struct setting *s = &setting_table[i];
		cfg_opt_t one = CFG_STR(s->name, NULL, CFGF_NODEFAULT);
		cfg_opt_t many = CFG_STR_LIST(s->name, NULL, CFGF_NODEFAULT);

		if (!(s->sections & section))
			continue;
		opts[n] = s->type == SETTING_LIST ? many : one;
		opts[n++].validcb = on_value;
	}
	for (size_t i = 0; i < reader.n_unknown; i++) {
		cfg_opt_t many = CFG_STR_LIST(reader.unknown[i].key, NULL,
			CFGF_NODEFAULT);

		if (reader.unknown[i].section == section)
			opts[n++] = many;
	}
	for (size_t i = 0; top && i < SECTIONS - 1; i++)
		opts[n++] = top[i];
	opts[n] = (cfg_opt_t)CFG_END();
	return opts;
}

/* `key = { }` calls nobody back, and yet it was said. */
static void
take_empty_lists(cfg_t *cfg)
{
	for (cfg_opt_t *opt = cfg->opts; opt->name; opt++) {
		struct config_entry *e = entry_of(cfg, opt);

		if (opt->flags & CFGF_LIST && opt->flags & CFGF_MODIFIED &&
		    cfg_opt_size(opt) == 0 && !was_put_aside(cfg, opt->name))
			keep_first(e ? e : entry_add(cfg, opt), 0);
	}
}

static void
read_once(const char *text)
{
	cfg_opt_t *milter = options(SETTING_MILTER, NULL);
	cfg_opt_t *mailer = options(SETTING_MAILER, NULL);
	cfg_opt_t *cloud = options(SETTING_CLOUD, NULL);
	cfg_opt_t *portal = options(SETTING_PORTAL, NULL);
	cfg_opt_t *reseller = options(SETTING_RESELLER, NULL);
	cfg_opt_t sections[] = {
		CFG_SEC("milter", milter, CFGF_NONE),
		CFG_SEC("mailer", mailer, CFGF_NONE),
		CFG_SEC("cloud", cloud, CFGF_NONE),
		CFG_SEC("portal", portal, CFGF_NONE),
		CFG_SEC("reseller", reseller,
			CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES),
	};
	cfg_opt_t *top;
	cfg_t *cfg;

	sections[0].validcb = sections[1].validcb = on_section;
	sections[2].validcb = sections[3].validcb = on_section;
	top = options(SETTING_TOP, sections);
	cfg = cfg_init(top, CFGF_NONE);
	reader.seen = 0;
	reader.told = false;
	if (cfg == NULL)
		abort();
	cfg_set_error_function(cfg, on_error);
	/* It says why it stops, except at an empty word for a key. */
	if (cfg_parse_buf(cfg, text) != CFG_SUCCESS && !reader.told)
		problems_add(reader.problems, (unsigned)cfg->line, "a key is "
			"missing here or in the section that begins here; "
			"write key = value");
	take_empty_lists(cfg);
	if (cfg_size(cfg, "milter"))
		take_empty_lists(cfg_getsec(cfg, "milter"));
	if (cfg_size(cfg, "portal"))
		take_empty_lists(cfg_getsec(cfg, "portal"));
	cfg_free(cfg);
	free(milter);
	free(mailer);
	free(cloud);
	free(portal);
	free(reseller);
	free(top);
}

void
config_file_read(const char *text, struct config_file *file,
	struct problems *problems)
{
	char *bare = buf_strdup(text);
	unsigned open = comments_blank(bare);

	if (open)
		problems_add(problems, open,
			"the comment that begins here does not end");
	scanner_lock();
	reader = (struct reader){ .file = file, .problems = problems };
	do {
		reader.again = false;
		config_file_deinit(file);
		read_once(bare);
	} while (reader.again);
	if (!reader.told && (open = comments_open_brace(bare)))
		problems_add(problems, open,
			"what begins here with '{' does not end; write '}'");
	while (reader.n_unknown)
		free(reader.unknown[--reader.n_unknown].key);
	scanner_unlock();
	free(bare);
}

void
config_file_deinit(struct config_file *file)
{
	for (size_t i = 0; i < file->n; i++) {
		struct config_entry *e = &file->list[i];

		keep_first(e, 0);
		free(e->values);
		free(e->title);
		free(e->key);
	}
	free(file->list);
	*file = (struct config_file){ 0 };
}
