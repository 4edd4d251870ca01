#include "templates.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/digests.h"
#include "core/limits.h"
#include "core/locale.h"
#include "sys/file.h"

struct language {
	char *locale;
	struct template *own;
	struct template *locked;
};

struct templates {
	char *dir;		/* DIR/NAME */
	char *locked;		/* DIR/NAME/locked */
	struct skeleton *skeleton;
	struct language *list;
	size_t n;
};

static char *
join(const char *dir, const char *name)
{
	struct buf path;

	buf_init(&path, strlen(dir) + strlen(name) + 1);
	buf_printf(&path, "%s/%s", dir, name);
	return buf_take(&path);
}

static char *
file_name(const char *locale)
{
	struct buf name;

	buf_init(&name, strlen(locale) + 3);
	buf_printf(&name, "%s.md", locale);
	return buf_take(&name);
}

static int
read_skeleton(struct templates *t, const char *dir, struct err *err)
{
	char *path = join(dir, "skeleton.html");
	struct faults p;
	struct buf b;
	int rc;

	faults_init(&p);
	buf_init(&b, LIMIT_TEMPLATE);
	rc = file_read(path, &b, err);
	if (rc == 0) {
		t->skeleton = skeleton_parse(path, buf_span(&b), &p);
		rc = faults_err(&p, ERR_DATA, err);
	}
	buf_deinit(&b);
	faults_deinit(&p);
	free(path);
	return rc;
}

/* One path component, so that it can't lead out of the folder. */
static bool
is_name(const char *name)
{
	return *name != '\0' && *name != '.' && strchr(name, '/') == NULL;
}

int
templates_open(const char *dir, const char *name, struct templates **t_r,
	struct err *err)
{
	struct templates *t;

	if (!is_name(name))
		return err_set(err, ERR_USAGE, "\"%s\" is no name of a "
			"template; it is a folder in %s", name, dir);
	t = buf_zalloc(sizeof(*t));
	t->dir = join(dir, name);
	t->locked = join(t->dir, "locked");
	if (access(t->dir, F_OK) < 0)
		err_set(err, ERR_NO_INPUT, "there is no template \"%s\": %s "
			"is missing", name, t->dir);
	else if (read_skeleton(t, dir, err) == 0)
		*t_r = t;
	if (t->skeleton == NULL)
		templates_free(&t);
	return t == NULL ? -1 : 0;
}

void
templates_free(struct templates **t)
{
	size_t i;

	if (*t == NULL)
		return;
	for (i = 0; i < (*t)->n; i++) {
		free((*t)->list[i].locale);
		template_free(&(*t)->list[i].own);
		template_free(&(*t)->list[i].locked);
	}
	free((*t)->list);
	skeleton_free(&(*t)->skeleton);
	free((*t)->locked);
	free((*t)->dir);
	free(*t);
	*t = NULL;
}

static int
check_digest(const struct templates *t, const char *name,
	struct span content, struct err *err)
{
	char *path = join(t->locked, "DIGESTS");
	struct buf list;
	int rc;

	buf_init(&list, LIMIT_TEMPLATE);
	rc = file_read(path, &list, err);
	if (rc == 0)
		rc = digests_check(buf_span(&list), path, name, content, err);
	buf_deinit(&list);
	free(path);
	return rc;
}

static int
read_template(const struct templates *t, enum template_kind kind,
	const char *name, struct template **r, struct err *err)
{
	char *path = join(kind == TEMPLATE_LOCKED ? t->locked : t->dir, name);
	struct faults p;
	struct buf b;
	int rc;

	faults_init(&p);
	buf_init(&b, LIMIT_TEMPLATE);
	rc = file_read(path, &b, err);
	if (rc == 0 && kind == TEMPLATE_LOCKED)
		rc = check_digest(t, name, buf_span(&b), err);
	if (rc == 0) {
		*r = template_parse(kind, path, buf_span(&b), &p);
		rc = faults_err(&p, ERR_DATA, err);
	}
	buf_deinit(&b);
	faults_deinit(&p);
	free(path);
	return rc;
}

static bool
has_locale(const struct templates *t, const char *locale)
{
	char *name = file_name(locale);
	char *path = join(t->dir, name);
	bool there = access(path, F_OK) == 0;

	free(path);
	free(name);
	return there;
}

/* The first locale of the chain that marketing has written; NULL: none. */
static char *
choose(const struct templates *t, const char *locale)
{
	char *name = buf_strdup(locale), *next;

	while (name != NULL && !has_locale(t, name)) {
		next = locale_next(name);
		free(name);
		name = next;
	}
	return name;
}

static const struct language *
find(const struct templates *t, const char *locale)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->list[i].locale, locale) == 0)
			return &t->list[i];
	return NULL;
}

/* Takes over LOCALE. */
static int
load(struct templates *t, char *locale, struct err *err)
{
	struct language l = { locale, NULL, NULL };
	char *name = file_name(locale);
	int rc = read_template(t, TEMPLATE_OWN, name, &l.own, err);

	if (rc == 0)
		rc = read_template(t, TEMPLATE_LOCKED, name, &l.locked, err);
	free(name);
	if (rc < 0) {
		template_free(&l.own);
		free(locale);
		return -1;
	}
	t->list = buf_grow(t->list, t->n + 1, sizeof(*t->list));
	t->list[t->n++] = l;
	return 0;
}

int
templates_get(struct templates *t, const char *locale,
	struct letter_parts *parts, struct err *err)
{
	const struct language *l;
	char *name = choose(t, locale);

	if (name == NULL)
		return err_set(err, ERR_NO_INPUT, "%s has no template for %s, "
			"and no %s.md to fall back on", t->dir, locale,
			LOCALE_LAST);
	l = find(t, name);
	if (l != NULL)
		free(name);
	else if (load(t, name, err) < 0)
		return -1;
	else
		l = &t->list[t->n - 1];
	*parts = (struct letter_parts){ l->own, l->locked, t->skeleton,
		l->locale };
	return 0;
}
