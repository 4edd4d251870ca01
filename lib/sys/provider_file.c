#include "sys/provider_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "sys/comments.h"
#include "sys/file.h"
#include "sys/problems.h"
#include "sys/profile.h"

#define SUFFIX ".conf"

static struct provider *
read_text(char *text, const char *own_host, struct problems *problems)
{
	unsigned open = comments_blank(text);

	if (open)
		problems_add(problems, open,
			"the comment that begins here does not end");
	return profile_read(text, own_host, problems);
}

static int
read_file(const char *path, const char *own_host, struct provider **p_r,
	struct err *err)
{
	struct problems problems = { 0 };
	struct provider *p = NULL;
	struct buf text;
	int rc;

	buf_init(&text, PROVIDER_FILE_MAX);
	rc = file_read(path, &text, err);
	if (rc == 0 && text.n && memchr(text.p, '\0', text.n))
		rc = err_set(err, ERR_CONFIG, "%s: holds a NUL byte; this is "
			"no provider profile", path);
	if (rc == 0) {
		char *copy = buf_take(&text);

		p = read_text(copy, own_host, &problems);
		rc = problems_err(&problems, path, err);
		free(copy);
	}
	if (rc == 0) {
		p->file = buf_strdup(path);
		*p_r = p;
	} else {
		provider_free(&p);
	}
	problems_deinit(&problems);
	buf_deinit(&text);
	return rc;
}

/* The place of a profile of that name, SPAN_NONE for none. */
static size_t
place(const struct providers *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->list[i]->name, name) == 0)
			return i;
	return SPAN_NONE;
}

/* Takes P. A name may come again from a later directory only; BEFORE counts
 * what earlier directories gave. */
static int
add(struct providers *all, size_t before, bool *replaced, struct provider *p,
	struct err *err)
{
	size_t i = place(all, p->name);

	if (i == SPAN_NONE) {
		all->list = buf_grow(all->list, all->n + 1,
			sizeof *all->list);
		all->list[all->n++] = p;
		return 0;
	}
	if (i >= before || replaced[i]) {
		err_set(err, ERR_CONFIG, "%s: the profile %s is in %s "
			"already; give one of the two another name", p->file,
			p->name, all->list[i]->file);
		provider_free(&p);
		return -1;
	}
	provider_free(&all->list[i]);
	all->list[i] = p;
	replaced[i] = true;
	return 0;
}

static int
is_profile(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && span_ends(span_str(entry->d_name),
		span_str(SUFFIX));
}

/* Whatever the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
load_file(const char *dir, const char *name, const char *own_host,
	struct provider **p_r, struct err *err)
{
	struct buf path;
	int rc;

	buf_init(&path, strlen(dir) + 1 + strlen(name));
	buf_printf(&path, "%s/%s", dir, name);
	rc = read_file(buf_str(&path), own_host, p_r, err);
	buf_deinit(&path);
	return rc;
}

static int
load_dir(const char *dir, const char *own_host, struct providers *all,
	struct err *err)
{
	size_t before = all->n;
	bool *replaced = buf_zalloc(before * sizeof *replaced);
	struct dirent **entries = NULL;
	struct provider *p;
	int n, rc = 0;

	n = scandir(dir, &entries, is_profile, by_name);
	if (n < 0 && errno != ENOENT)
		rc = err_set(err, ERR_CONFIG, "%s: %s; the directory of "
			"provider profiles can't be read", dir,
			strerror(errno));
	for (int i = 0; i < n; i++) {
		if (rc == 0)
			rc = load_file(dir, entries[i]->d_name, own_host, &p,
				err);
		if (rc == 0)
			rc = add(all, before, replaced, p, err);
		free(entries[i]);
	}
	free(entries);
	free(replaced);
	return rc;
}

int
providers_load(const char *const *dirs, size_t n_dirs, const char *own_host,
	struct providers *out, struct err *err)
{
	*out = (struct providers){ 0 };
	for (size_t i = 0; i < n_dirs; i++)
		if (load_dir(dirs[i], own_host, out, err) == -1) {
			providers_deinit(out);
			return -1;
		}
	return 0;
}

void
providers_deinit(struct providers *p)
{
	for (size_t i = 0; i < p->n; i++)
		provider_free(&p->list[i]);
	free(p->list);
	*p = (struct providers){ 0 };
}

const struct provider *
providers_find(const struct providers *p, const char *name)
{
	size_t i = place(p, name);

	return i == SPAN_NONE ? NULL : p->list[i];
}
