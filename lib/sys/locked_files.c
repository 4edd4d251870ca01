#include "sys/locked_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/digests.h"
#include "core/locale.h"
#include "sys/file.h"

#define FOLDER "invitation/locked"
#define SUFFIX ".md"

struct reading {
	struct locked_texts *texts;
	struct buf folder;
	struct buf list_name;
	struct buf digests;
};

static int
parse(struct reading *r, const char *path, char *locale, struct span content,
	struct err *err)
{
	struct template *t;
	struct faults p;
	int rc;

	faults_init(&p);
	t = template_parse(TEMPLATE_LOCKED, path, content, &p);
	rc = faults_err(&p, ERR_DATA, err);
	faults_deinit(&p);
	if (rc == 0)
		locked_texts_add(r->texts, locale, t);
	return rc;
}

static int
read_one(struct reading *r, const char *path, struct err *err)
{
	const char *name = strrchr(path, '/') + 1;
	char *locale = locale_name(span_sub(span_str(name), 0,
		strlen(name) - strlen(SUFFIX)));
	struct buf b;
	int rc;

	if (locale == NULL)
		return err_set(err, ERR_DATA, "%s: the file's name is no "
			"language; name it as in pt-BR.md", path);
	buf_init(&b, LIMIT_TEMPLATE);
	rc = file_read(path, &b, err);
	if (rc == 0)
		rc = digests_check(buf_span(&r->digests),
			buf_str(&r->list_name), name, buf_span(&b), err);
	if (rc == 0)
		rc = parse(r, path, locale, buf_span(&b), err);
	buf_deinit(&b);
	free(locale);
	return rc;
}

static int
is_text(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > strlen(SUFFIX) && e->d_name[0] != '.' &&
		strcmp(e->d_name + n - strlen(SUFFIX), SUFFIX) == 0;
}

static int
read_named(struct reading *r, const char *name, struct err *err)
{
	struct buf path;
	int rc;

	buf_init(&path, 8192);
	buf_printf(&path, "%s/%s", buf_str(&r->folder), name);
	rc = read_one(r, buf_str(&path), err);
	buf_deinit(&path);
	return rc;
}

/* Sorted, so that the order is the same everywhere. */
static int
read_all(struct reading *r, struct err *err)
{
	struct dirent **list = NULL;
	int i, n = scandir(buf_str(&r->folder), &list, is_text, alphasort);
	int rc = 0;

	if (n < 0)
		return err_set(err, ERR_NO_INPUT, "%s can't be read: %s",
			buf_str(&r->folder), strerror(errno));
	if (n == 0)
		rc = err_set(err, ERR_NO_INPUT, "%s holds no locked block",
			buf_str(&r->folder));
	for (i = 0; i < n; i++) {
		if (rc == 0)
			rc = read_named(r, list[i]->d_name, err);
		free(list[i]);
	}
	free(list);
	return rc;
}

int
locked_files_read(const char *dir, struct locked_texts **t_r, struct err *err)
{
	struct reading r = { .texts = locked_texts_new() };
	int rc;

	buf_init(&r.folder, 4096);
	buf_init(&r.list_name, 4096);
	buf_init(&r.digests, LIMIT_TEMPLATE);
	buf_printf(&r.folder, "%s/" FOLDER, dir);
	buf_printf(&r.list_name, "%s/DIGESTS", buf_str(&r.folder));
	rc = file_read(buf_str(&r.list_name), &r.digests, err);
	if (rc == 0)
		rc = read_all(&r, err);
	buf_deinit(&r.folder);
	buf_deinit(&r.list_name);
	buf_deinit(&r.digests);
	if (rc == 0)
		*t_r = r.texts;
	else
		locked_texts_free(&r.texts);
	return rc;
}
