#include "sys/config.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/config_file.h"
#include "sys/file.h"
#include "sys/key_file.h"
#include "sys/setting.h"

/* A configuration with a section for each of some ten thousand resellers. */
#define CONFIG_SIZE_MAX (4 * 1024 * 1024)

/* Where a setting stands, for all or in the section of reseller R. */
static const void *
look(const struct config *c, const struct config_reseller *r,
	const struct setting *s)
{
	switch (setting_base(s)) {
	case SETTING_IN_SETTINGS:
		return r ? &r->settings : &c->settings;
	case SETTING_IN_ACCOUNT:
		return r ? &r->account : &c->account;
	case SETTING_IN_CONFIG:
		break;
	}
	return c;
}

static void *
place(struct config *c, struct config_reseller *r, const struct setting *s)
{
	return (void *)look(c, r, s);
}

static void
set_defaults(struct config *c)
{
	for (size_t i = 0; i < setting_count; i++)
		setting_reset(&setting_table[i],
			place(c, NULL, &setting_table[i]));
}

static const struct config_reseller *
find(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->n_resellers; i++)
		if (strcmp(c->resellers[i].name, name) == 0)
			return &c->resellers[i];
	return NULL;
}

/* The section of that reseller, made from the global settings at its first
 * key: so global ones must be in place by then. */
static struct config_reseller *
reseller_section(struct config *c, const char *name)
{
	const struct config_reseller *found = find(c, name);

	if (found)
		return &c->resellers[found - c->resellers];
	c->resellers = buf_grow(c->resellers, c->n_resellers + 1,
		sizeof *c->resellers);
	c->resellers[c->n_resellers] = (struct config_reseller){
		.name = buf_strdup(name), .settings = c->settings };
	return &c->resellers[c->n_resellers++];
}

static void
apply(struct config *c, const struct config_entry *e,
	struct problems *problems)
{
	const struct setting *s = setting_find(e->section, e->key);
	void *base = place(c, e->section == SETTING_RESELLER ?
		reseller_section(c, e->title) : NULL, s);
	struct err err;

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

/* RFC 8601 2.5: the name under which a machine speaks of mail. */
static char *
host_of(const char *authserv_id)
{
	char name[HOST_NAME_MAX + 1] = "";

	if (authserv_id == NULL &&
	    gethostname(name, sizeof name - 1) == 0 && *name)
		authserv_id = name;
	return buf_strdup(authserv_id ? authserv_id : "localhost");
}

/* The networks as numbers; their text was checked when it was set. */
static int
parse_networks(char *const *text, size_t n, struct network **r,
	struct err *err)
{
	*r = buf_zalloc(n * sizeof **r);
	for (size_t i = 0; i < n; i++)
		if (network_parse(text[i], &(*r)[i], err) < 0)
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
	c->milter.host = host_of(c->milter.authserv_id);
	if (c->milter.trusted_keys && key_file_read(c->milter.trusted_keys,
	    &c->milter.trusted_records, err) < 0)
		return err_prefix(err, "trusted_keys");
	if (parse_networks(c->milter.networks, c->milter.n_networks,
	    &c->milter.trusted, err) < 0 ||
	    parse_networks(c->portal.proxies, c->portal.n_proxies,
	    &c->portal.trusted, err) < 0)
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

/* Settings of mail own nothing. */
static void
clear_account(struct config_account *account)
{
	for (size_t i = 0; i < setting_count; i++)
		if (setting_base(&setting_table[i]) == SETTING_IN_ACCOUNT)
			setting_clear(&setting_table[i], account);
}

static void
config_free(struct config *c)
{
	providers_deinit(&c->providers);
	for (size_t i = 0; i < setting_count; i++)
		if (setting_base(&setting_table[i]) == SETTING_IN_CONFIG)
			setting_clear(&setting_table[i], c);
	clear_account(&c->account);
	for (size_t i = 0; i < c->n_resellers; i++) {
		clear_account(&c->resellers[i].account);
		free(c->resellers[i].name);
	}
	free(c->resellers);
	free(c->milter.trusted);
	free(c->portal.trusted);
	free(c->milter.host);
	key_records_deinit(&c->milter.trusted_records);
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
	const struct config_reseller *r = find(c, reseller);

	return r ? &r->settings : &c->settings;
}

struct config_account
config_account(const struct config *c, const char *reseller)
{
	const struct config_reseller *r = find(c, reseller);
	struct config_account a = c->account;

	if (r == NULL)
		return a;
	if (r->account.tenant)
		a.tenant = r->account.tenant;
	if (r->account.client_id)
		a.client_id = r->account.client_id;
	if (r->account.certificate)
		a.certificate = r->account.certificate;
	if (r->account.credential_file || r->account.credential_command ||
	    r->account.credential_store) {
		a.credential_file = r->account.credential_file;
		a.credential_command = r->account.credential_command;
		a.credential_store = r->account.credential_store;
	}
	return a;
}

void
config_print(const struct config *c, struct buf *out)
{
	unsigned section = SETTING_TOP;

	for (size_t i = 0; i < setting_count; i++) {
		const struct setting *s = &setting_table[i];

		if (!(s->sections & section)) {
			buf_add_str(out,
				section == SETTING_TOP ? "" : "}\n");
			section <<= 1;
			buf_printf(out, "%s {\n",
				setting_section_name(section));
		}
		buf_printf(out, "%s%s = ", section == SETTING_TOP ? "" : "\t",
			s->name);
		setting_print(s, look(c, NULL, s), out);
		buf_add_byte(out, '\n');
	}
	buf_add_str(out, "}\n");
}
