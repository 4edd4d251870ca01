#include "folders.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/locale.h"

/* Whose locked blocks all templates use that have none of their own. */
#define SHARED "invitation"
#define SUFFIX ".md"

char *
folders_join(const char *dir, const char *name)
{
	struct buf path;

	buf_init(&path, strlen(dir) + strlen(name) + 1);
	buf_printf(&path, "%s/%s", dir, name);
	return buf_take(&path);
}

static bool
exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* ROOT/A/B/FILE; A and B may be NULL. */
static char *
path_of(const char *root, const char *a, const char *b, const char *file)
{
	struct buf path;

	buf_init(&path, 65536);
	buf_add_str(&path, root);
	if (a != NULL)
		buf_printf(&path, "/%s", a);
	if (b != NULL)
		buf_printf(&path, "/%s", b);
	if (file != NULL)
		buf_printf(&path, "/%s", file);
	return buf_take(&path);
}

/* The first that is there, in the order of the roots; NULL. */
static char *
locate(const struct folders *f, const char *a, const char *b,
	const char *file)
{
	size_t i;

	for (i = 0; i < f->n_roots; i++) {
		char *path = path_of(f->roots[i], a, b, file);

		if (exists(path))
			return path;
		free(path);
	}
	return NULL;
}

/* One path component, so that it can't lead out of the folder. */
static bool
is_name(const char *name)
{
	return *name != '\0' && *name != '.' && strchr(name, '/') == NULL;
}

int
folders_open(const char *own, const char *shipped, const char *name,
	struct folders *f, struct err *err)
{
	char *path;

	*f = (struct folders){ .name = name };
	if (own != NULL)
		f->roots[f->n_roots++] = own;
	if (own == NULL || strcmp(own, shipped) != 0)
		f->roots[f->n_roots++] = shipped;
	if (!is_name(name))
		return err_set(err, ERR_USAGE, "\"%s\" is no name of a "
			"template; it is a folder in %s", name, f->roots[0]);
	path = locate(f, name, NULL, NULL);
	if (path == NULL)
		return err_set(err, ERR_NO_INPUT, "there is no template "
			"\"%s\": %s/%s is missing", name, f->roots[0], name);
	free(path);
	return 0;
}

char *
folders_words(const struct folders *f, enum template_kind kind,
	const char *locale)
{
	struct buf file;
	char *path;

	buf_init(&file, strlen(locale) + sizeof(SUFFIX));
	buf_printf(&file, "%s" SUFFIX, locale);
	if (kind == TEMPLATE_OWN)
		path = locate(f, f->name, NULL, buf_str(&file));
	else
		path = locate(f, f->name, "locked", buf_str(&file));
	if (path == NULL && kind == TEMPLATE_LOCKED)
		path = locate(f, SHARED, "locked", buf_str(&file));
	buf_deinit(&file);
	return path;
}

char *
folders_page(const struct folders *f)
{
	return locate(f, NULL, NULL, "skeleton.html");
}

char *
folders_digests(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = buf_dup(span_sub(span_str(path), 0,
		(size_t)(slash - path)));
	char *digests = folders_join(dir, "DIGESTS");

	free(dir);
	return digests;
}

bool
folders_has(const struct folders_list *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (strcmp(l->list[i], name) == 0)
			return true;
	return false;
}

void
folders_free(struct folders_list *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		free(l->list[i]);
	free(l->list);
	*l = (struct folders_list){ NULL, 0 };
}

/* Takes over NAME. */
static void
add_name(struct folders_list *l, char *name)
{
	if (folders_has(l, name)) {
		free(name);
		return;
	}
	l->list = buf_grow(l->list, l->n + 1, sizeof(*l->list));
	l->list[l->n++] = name;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
sort(struct folders_list *l)
{
	if (l->n > 0)
		qsort(l->list, l->n, sizeof(*l->list), by_name);
}

/* The language that a file is for; NULL when it is for none. The file must be
 * called as we would look for it. */
static char *
locale_of(const char *file)
{
	struct span s = span_str(file), suffix = span_str(SUFFIX);
	char *locale;

	if (*file == '.' || !span_ends(s, suffix))
		return NULL;
	s = span_sub(s, 0, s.n - suffix.n);
	locale = locale_name(s);
	if (locale != NULL && span_eq(s, span_str(locale)))
		return locale;
	free(locale);
	return NULL;
}

static int
add_locales(struct folders_list *l, const char *dir, struct err *err)
{
	DIR *d = opendir(dir);
	const struct dirent *e;

	if (d == NULL && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (d == NULL)
		return err_set(err, ERR_OS, "%s can't be read: %s", dir,
			strerror(errno));
	while ((e = readdir(d)) != NULL) {
		char *locale = locale_of(e->d_name);

		if (locale != NULL)
			add_name(l, locale);
	}
	closedir(d);
	return 0;
}

static int
all_locales(const struct folders *f, const char *sub, struct folders_list *r,
	struct err *err)
{
	int rc = 0;
	size_t i;

	*r = (struct folders_list){ NULL, 0 };
	for (i = 0; i < f->n_roots && rc == 0; i++) {
		char *dir = path_of(f->roots[i], f->name, sub, NULL);

		rc = add_locales(r, dir, err);
		free(dir);
	}
	if (rc < 0)
		folders_free(r);
	sort(r);
	return rc;
}

int
folders_locales(const struct folders *f, struct folders_list *r,
	struct err *err)
{
	return all_locales(f, NULL, r, err);
}

int
folders_locked_locales(const struct folders *f, struct folders_list *r,
	struct err *err)
{
	return all_locales(f, "locked", r, err);
}

static bool
holds_words(const char *dir)
{
	struct folders_list l = { NULL, 0 };
	char *locked = folders_join(dir, "locked");
	struct err err;
	bool any = add_locales(&l, dir, &err) == 0 &&
		add_locales(&l, locked, &err) == 0 && l.n > 0;

	folders_free(&l);
	free(locked);
	return any;
}

int
folders_names(const char *dir, struct folders_list *r, struct err *err)
{
	DIR *d = opendir(dir);
	const struct dirent *e;

	*r = (struct folders_list){ NULL, 0 };
	if (d == NULL)
		return err_set(err, ERR_NO_INPUT, "%s can't be read: %s", dir,
			strerror(errno));
	while ((e = readdir(d)) != NULL) {
		char *path;

		if (!is_name(e->d_name))
			continue;
		path = folders_join(dir, e->d_name);
		if (holds_words(path))
			add_name(r, buf_strdup(e->d_name));
		free(path);
	}
	closedir(d);
	sort(r);
	return 0;
}
