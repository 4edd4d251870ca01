/* linkseal-mailer check: the linter for templates. */
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "commands.h"
#include "lint_report.h"
#include "look.h"
#include "sys/config.h"

static int
check_template(struct lint *l, const char *dir, const char *shipped,
	const char *name, struct err *err)
{
	struct folders f;
	struct look k = { l, &f, dir, false };

	if (folders_open(dir, shipped, name, &f, err) < 0)
		return -1;
	return look_at_words(&k, err);
}

/* Templates of DIR; what they lack comes from SHIPPED. */
static int
check_folder(struct lint *l, const char *dir, const char *shipped,
	struct err *err)
{
	struct folders page = { .roots = { dir, shipped }, .n_roots = 2 };
	struct folders_list names;
	int rc = 0;
	size_t i;

	if (folders_names(dir, &names, err) < 0)
		return -1;
	if (names.n == 0)
		rc = err_set(err, ERR_NO_INPUT, "%s holds no template; one is "
			"a folder in it with a file such as en.md", dir);
	else
		look_at_page(&(struct look){ l, &page, dir, false });
	for (i = 0; rc == 0 && i < names.n; i++)
		rc = check_template(l, dir, shipped, names.list[i], err);
	folders_free(&names);
	return rc;
}

static int
check_all(const struct options *o, const struct config *c, struct lint *l,
	struct err *err)
{
	if (o->name != NULL)
		return check_folder(l, o->name, c->templates, err);
	if (c->own_templates != NULL &&
		check_folder(l, c->own_templates, c->templates, err) < 0)
		return -1;
	return check_folder(l, c->templates, c->templates, err);
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

int
command_check(const struct options *o, struct err *err)
{
	enum lint_format format = LINT_TEXT;
	struct lint l = { .list = NULL };
	struct config *c = NULL;
	int rc = -1;

	if (lint_format_read(o->format, &format, err) < 0 ||
		config_load(o->config, o->registry, &c, err) < 0)
		return -1;
	if (check_all(o, c, &l, err) == 0) {
		lint_sort(&l);
		rc = lint_report(&l, format, o->info, stdout, err);
	}
	if (rc == 0)
		fprintf(stderr, "%zu error%s, %zu warning%s\n",
			l.count[LINT_ERROR], plural(l.count[LINT_ERROR]),
			l.count[LINT_WARNING], plural(l.count[LINT_WARNING]));
	if (rc == 0 && (l.count[LINT_ERROR] > 0 ||
		(o->strict && l.count[LINT_WARNING] > 0)))
		rc = EX_DATAERR;
	lint_deinit(&l);
	config_unref(&c);
	return rc;
}
