#include "templates.h"

#include <stdlib.h>
#include <string.h>

#include "core/digests.h"
#include "core/limits.h"
#include "core/locale.h"
#include "sys/file.h"

struct language {
	char *locale;
	struct template *own;
	struct template *locked;
};

/* What somebody asked for, and the number of what he got. */
struct answer {
	char *locale;
	size_t language;
};

struct templates {
	struct folders folders;
	struct skeleton *skeleton;
	struct buf logo_bytes;
	struct image logo;
	struct language *list;
	size_t n;
	struct answer *answers;
	size_t n_answers;
};

static int
read_skeleton(struct templates *t, struct err *err)
{
	char *path = folders_page(&t->folders);
	struct faults p;
	struct buf b;
	int rc;

	if (path == NULL)
		return err_set(err, ERR_NO_INPUT, "%s/skeleton.html is "
			"missing", t->folders.roots[t->folders.n_roots - 1]);
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

static int
read_logo(struct templates *t, const char *path, struct err *err)
{
	buf_init(&t->logo_bytes, LIMIT_IMAGE + 1);
	if (path == NULL)
		return 0;
	if (file_read(path, &t->logo_bytes, err) < 0)
		return -1;
	if (image_read(buf_span(&t->logo_bytes), &t->logo, err) < 0)
		return err_prefix(err, "%s", path);
	return 0;
}

int
templates_open(const struct config *c, const char *name, const char *logo,
	struct templates **t_r, struct err *err)
{
	struct templates *t = buf_zalloc(sizeof(*t));

	if (folders_open(c->own_templates, c->templates, name, &t->folders,
		err) < 0 ||
		read_logo(t, logo != NULL ? logo : c->mailer.logo, err) < 0 ||
		read_skeleton(t, err) < 0) {
		templates_free(&t);
		return -1;
	}
	*t_r = t;
	return 0;
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
	for (i = 0; i < (*t)->n_answers; i++)
		free((*t)->answers[i].locale);
	free((*t)->answers);
	skeleton_free(&(*t)->skeleton);
	buf_deinit(&(*t)->logo_bytes);
	free(*t);
	*t = NULL;
}

const struct folders *
templates_folders(const struct templates *t)
{
	return &t->folders;
}

const struct image *
templates_logo(const struct templates *t)
{
	return t->logo.type != NULL ? &t->logo : NULL;
}

static int
check_digest(const char *path, struct span content, struct err *err)
{
	char *digests = folders_digests(path);
	struct buf list;
	int rc;

	buf_init(&list, LIMIT_TEMPLATE);
	rc = file_read(digests, &list, err);
	if (rc == 0)
		rc = digests_check(buf_span(&list), digests,
			strrchr(path, '/') + 1, content, err);
	buf_deinit(&list);
	free(digests);
	return rc;
}

static int
read_template(const struct templates *t, enum template_kind kind,
	const char *locale, struct template **r, struct err *err)
{
	char *path = folders_words(&t->folders, kind, locale);
	struct faults p;
	struct buf b;
	int rc;

	if (path == NULL)
		return err_set(err, ERR_NO_INPUT, "the template \"%s\" has no "
			"locked block for %s: write %s/%s/locked/%s.md",
			t->folders.name, locale, t->folders.roots[0],
			t->folders.name, locale);
	faults_init(&p);
	buf_init(&b, LIMIT_TEMPLATE);
	rc = file_read(path, &b, err);
	if (rc == 0 && kind == TEMPLATE_LOCKED)
		rc = check_digest(path, buf_span(&b), err);
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
	char *path = folders_words(&t->folders, TEMPLATE_OWN, locale);
	bool there = path != NULL;

	free(path);
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

/* T->n: not yet. */
static size_t
find(const struct templates *t, const char *locale)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->list[i].locale, locale) == 0)
			break;
	return i;
}

/* Takes over LOCALE. */
static int
load(struct templates *t, char *locale, struct err *err)
{
	struct language l = { locale, NULL, NULL };
	int rc = read_template(t, TEMPLATE_OWN, locale, &l.own, err);

	if (rc == 0)
		rc = read_template(t, TEMPLATE_LOCKED, locale, &l.locked,
			err);
	if (rc < 0) {
		template_free(&l.own);
		free(locale);
		return -1;
	}
	t->list = buf_grow(t->list, t->n + 1, sizeof(*t->list));
	t->list[t->n++] = l;
	return 0;
}

static int
look_up(struct templates *t, const char *locale, size_t *r, struct err *err)
{
	char *name = choose(t, locale);

	if (name == NULL)
		return err_set(err, ERR_NO_INPUT, "the template \"%s\" has "
			"nothing for %s, and no %s.md to fall back on",
			t->folders.name, locale, LOCALE_LAST);
	*r = find(t, name);
	if (*r < t->n)
		free(name);
	else if (load(t, name, err) < 0)
		return -1;
	t->answers = buf_grow(t->answers, t->n_answers + 1,
		sizeof(*t->answers));
	t->answers[t->n_answers++] = (struct answer){ buf_strdup(locale), *r };
	return 0;
}

int
templates_get(struct templates *t, const char *locale,
	struct letter_parts *parts, struct err *err)
{
	const struct language *l;
	size_t i, language = 0;

	for (i = 0; i < t->n_answers; i++)
		if (strcmp(t->answers[i].locale, locale) == 0)
			break;
	if (i < t->n_answers)
		language = t->answers[i].language;
	else if (look_up(t, locale, &language, err) < 0)
		return -1;
	l = &t->list[language];
	*parts = (struct letter_parts){ .own = l->own, .locked = l->locked,
		.skeleton = t->skeleton, .locale = l->locale,
		.logo = templates_logo(t), .logo_source = LETTER_LOGO };
	return 0;
}
