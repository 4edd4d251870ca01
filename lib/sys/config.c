#include "sys/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/config_file.h"
#include "sys/file.h"
#include "sys/setting.h"

/* A configuration with a section for each of some ten thousand resellers. */
#define CONFIG_SIZE_MAX (4 * 1024 * 1024)

static void
set_defaults(struct config *c)
{
	for (size_t i = 0; i < setting_count; i++) {
		const struct setting *s = &setting_table[i];

		setting_reset(s, s->sections & SETTING_RESELLER ?
			(void *)&c->settings : (void *)c);
	}
}

/* The section of that reseller, made from the global settings at its first
 * key: so global ones must be in place by then. */
static struct settings *
reseller_settings(struct config *c, const char *name)
{
	struct config_reseller *r;

	for (size_t i = 0; i < c->n_resellers; i++)
		if (strcmp(c->resellers[i].name, name) == 0)
			return &c->resellers[i].settings;
	c->resellers = buf_grow(c->resellers, c->n_resellers + 1,
		sizeof *c->resellers);
	r = &c->resellers[c->n_resellers++];
	*r = (struct config_reseller){ buf_strdup(name), c->settings };
	return &r->settings;
}

static void
apply(struct config *c, const struct config_entry *e,
	struct problems *problems)
{
	const struct setting *s = setting_find(e->section, e->key);
	void *base = c;
	struct err err;

	if (e->section == SETTING_RESELLER)
		base = reseller_settings(c, e->title);
	else if (s->sections & SETTING_RESELLER)
		base = &c->settings;
	setting_clear(s, base);
	for (size_t i = 0; i < e->n; i++)
		if (setting_set(s, base, e->values[i].text, &err) < 0)
			problems_add(problems, e->values[i].line, "%s: %s",
				e->key, err.text);
}

static void
apply_all(struct config *c, const struct config_file *file,
	struct problems *problems)
{
	for (size_t i = 0; i < file->n; i++)
		if (file->list[i].section != SETTING_RESELLER)
			apply(c, &file->list[i], problems);
	for (size_t i = 0; i < file->n; i++)
		if (file->list[i].section == SETTING_RESELLER)
			apply(c, &file->list[i], problems);
}

/* The networks as numbers; their text was checked when it was set. */
static int
parse_networks(struct config_milter *m, struct err *err)
{
	m->trusted = buf_zalloc(m->n_networks * sizeof *m->trusted);
	for (size_t i = 0; i < m->n_networks; i++)
		if (network_parse(m->networks[i], &m->trusted[i], err) < 0)
			return -1;
	return 0;
}

static int
read_file(struct config *c, struct problems *problems, struct err *err)
{
	struct config_file file = { 0 };
	struct buf text;
	int rc;

	buf_init(&text, CONFIG_SIZE_MAX);
	rc = file_read(c->file, &text, err);
	if (rc == 0 && memchr(buf_str(&text), '\0', text.n))
		rc = err_set(err, ERR_CONFIG,
			"%s: holds a NUL byte; this is no configuration",
			c->file);
	if (rc == 0) {
		config_file_read(buf_str(&text), &file, problems);
		apply_all(c, &file, problems);
		rc = problems_err(problems, c->file, err);
	}
	config_file_deinit(&file);
	buf_deinit(&text);
	return rc;
}

static char *
join(const char *directory, const char *rest)
{
	struct buf b;

	buf_init(&b, strlen(directory) + strlen(rest));
	buf_add_str(&b, directory);
	buf_add_str(&b, rest);
	return buf_take(&b);
}

/* A file that is there, or NULL. */
static char *
if_there(char *path)
{
	if (access(path, F_OK) == 0 || errno != ENOENT)
		return path;
	free(path);
	return NULL;
}

static char *
choose_file(const char *path)
{
	const char *env = getenv("LINKSEAL_CONFIG");
	const char *xdg = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	char *found = NULL;

	if (path)
		return buf_strdup(path);
	if (env && *env)
		return buf_strdup(env);
	if (xdg && *xdg == '/')
		found = if_there(join(xdg, "/linkseal/linkseal.conf"));
	else if (home && *home == '/')
		found = if_there(join(home,
			"/.config/linkseal/linkseal.conf"));
	return found ? found :
		if_there(buf_strdup(LS_SYSCONFDIR "/linkseal.conf"));
}

static int
fill(struct config *c, const char *registry, struct problems *problems,
	struct err *err)
{
	set_defaults(c);
	if (c->file && read_file(c, problems, err) < 0)
		return -1;
	if (registry) {
		free(c->registry);
		c->registry = buf_strdup(registry);
	}
	if (c->registry == NULL)
		return err_set(err, ERR_CONFIG, "%s: registry is empty; write "
			"\"sqlite:/PATH\"", c->file);
	if (parse_networks(&c->milter, err) < 0)
		return -1;
	return providers_load((const char *const *)c->provider_dirs,
		c->n_provider_dirs, c->own_host, &c->providers, err);
}

int
config_load_report(const char *path, const char *registry,
	struct buf *report, struct config **c_r, struct err *err)
{
	struct config *c = buf_zalloc(sizeof *c);
	struct problems problems = { 0 };
	int rc;

	c->references = 1;
	c->file = choose_file(path);
	rc = fill(c, registry, &problems, err);
	if (report && problems.n)
		problems_print(&problems, c->file, report);
	else if (report && rc < 0)
		buf_printf(report, "%s\n", err->text);
	problems_deinit(&problems);
	if (rc < 0)
		config_unref(&c);
	else
		*c_r = c;
	return rc;
}

int
config_load(const char *path, const char *registry, struct config **c_r,
	struct err *err)
{
	return config_load_report(path, registry, NULL, c_r, err);
}

struct config *
config_ref(struct config *c)
{
	__atomic_add_fetch(&c->references, 1, __ATOMIC_RELAXED);
	return c;
}

static void
config_free(struct config *c)
{
	providers_deinit(&c->providers);
	for (size_t i = 0; i < setting_count; i++)
		if (!(setting_table[i].sections & SETTING_RESELLER))
			setting_clear(&setting_table[i], c);
	for (size_t i = 0; i < c->n_resellers; i++)
		free(c->resellers[i].name);
	free(c->resellers);
	free(c->milter.trusted);
	free(c->file);
	free(c);
}

void
config_unref(struct config **c)
{
	if (*c && __atomic_sub_fetch(&(*c)->references, 1,
	    __ATOMIC_ACQ_REL) == 0)
		config_free(*c);
	*c = NULL;
}

const struct settings *
config_settings(const struct config *c, const char *reseller)
{
	for (size_t i = 0; i < c->n_resellers; i++)
		if (strcmp(c->resellers[i].name, reseller) == 0)
			return &c->resellers[i].settings;
	return &c->settings;
}

void
config_print(const struct config *c, struct buf *out)
{
	unsigned section = SETTING_TOP;

	for (size_t i = 0; i < setting_count; i++) {
		const struct setting *s = &setting_table[i];
		bool own = s->sections & SETTING_RESELLER;

		if (!(s->sections & section)) {
			buf_add_str(out,
				section == SETTING_TOP ? "" : "}\n");
			section <<= 1;
			buf_printf(out, "%s {\n",
				setting_section_name(section));
		}
		buf_printf(out, "%s%s = ", section == SETTING_TOP ? "" : "\t",
			s->name);
		setting_print(s, own ? (const void *)&c->settings :
			(const void *)c, out);
		buf_add_byte(out, '\n');
	}
	buf_add_str(out, "}\n");
}
