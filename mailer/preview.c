/* linkseal-mailer preview: a page that shows the invitation. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "browser.h"
#include "commands.h"
#include "preview_make.h"
#include "sys/file.h"
#include "watch.h"

#define PAGE "index.html"
/* Ten languages with the largest logo in each of four frames: 11 MB. */
#define PAGE_MAX (64 * 1024 * 1024)
#define STAMP_SIZE 33

struct show {
	const struct options *o;
	struct account account;
	struct folders folders;
	char *page;		/* absolute paths */
	char *stamp_file;
	size_t errors;		/* in what was written last */
};

static int
write_page(struct show *w, const char *stamp, struct err *err)
{
	struct preview p = { .stamp = stamp };
	struct buf b;
	int rc = preview_make(w->o, &w->account, &w->folders, &p, err);

	buf_init(&b, PAGE_MAX);
	if (rc == 0) {
		preview_page_write(&p, &b);
		w->errors = preview_errors(&p);
		rc = buf_ok(&b) ? file_write(w->page, buf_span(&b), 0644,
			err) : err_set(err, ERR_LIMIT, "the page is larger "
			"than %d MB; use a smaller logo", PAGE_MAX >> 20);
	}
	buf_deinit(&b);
	preview_deinit(&p);
	return rc;
}

static int
write_stamp(const struct show *w, const char *stamp, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, 1024);
	preview_stamp_write(stamp, &b);
	rc = file_write(w->stamp_file, buf_span(&b), 0644, err);
	buf_deinit(&b);
	return rc;
}

/* The page first: whoever sees the new stamp finds it. */
static int
write_both(struct show *w, struct err *err)
{
	unsigned char random[(STAMP_SIZE - 1) / 2];
	char stamp[STAMP_SIZE];

	randombytes_buf(random, sizeof(random));
	sodium_bin2hex(stamp, sizeof(stamp), random, sizeof(random));
	if (write_page(w, stamp, err) < 0)
		return -1;
	return write_stamp(w, stamp, err);
}

static int
add_folder(struct watch *w, const char *root, const char *name,
	const char *sub, struct err *err)
{
	char *dir = folders_join(root, name), *path = folders_join(dir, sub);
	int rc = watch_add(w, path, NULL, err);

	free(path);
	free(dir);
	return rc;
}

static int
add_root(struct watch *w, const char *root, const char *name, struct err *err)
{
	if (watch_add(w, root, NULL, err) < 0 ||
		add_folder(w, root, name, ".", err) < 0 ||
		add_folder(w, root, name, "locked", err) < 0)
		return -1;
	/* Whose locked blocks a template without its own takes. */
	return add_folder(w, root, "invitation", "locked", err);
}

static int
add_logo(struct watch *w, const struct show *s, struct err *err)
{
	const char *logo = s->o->logo != NULL ? s->o->logo :
		s->account.config->mailer.logo;
	const char *slash = logo != NULL ? strrchr(logo, '/') : NULL;
	char *dir;
	int rc;

	if (logo == NULL)
		return 0;
	dir = slash == NULL ? buf_strdup(".") : buf_dup(span_sub(
		span_str(logo), 0, (size_t)(slash - logo) + 1));
	rc = watch_add(w, dir, slash != NULL ? slash + 1 : logo, err);
	free(dir);
	return rc;
}

static int
add_all(struct watch *w, const struct show *s, struct err *err)
{
	int rc = add_logo(w, s, err);
	size_t i;

	for (i = 0; i < s->folders.n_roots && rc == 0; i++)
		rc = add_root(w, s->folders.roots[i], s->folders.name, err);
	return rc;
}

static int
show_it(const struct show *w, struct err *err)
{
	return w->o->open ? browser_open(w->page, err) : 0;
}

/* Until somebody ends us; then the page stands alone again. */
static int
keep_watching(struct show *w, struct err *err)
{
	struct watch *watch = NULL;
	int rc;

	if (watch_new(&watch, err) < 0)
		return -1;
	rc = add_all(watch, w, err);
	if (rc == 0)
		rc = write_both(w, err);
	if (rc == 0)
		rc = show_it(w, err);
	if (rc == 0)
		fprintf(stderr, "%s is kept up to date; Ctrl-C ends it\n",
			w->page);
	while (rc == 0 && (rc = watch_wait(watch, err)) > 0)
		rc = write_both(w, err);
	unlink(w->stamp_file);
	if (rc == 0)
		rc = write_page(w, NULL, err);
	watch_free(&watch);
	return rc;
}

static int
show_once(struct show *w, struct err *err)
{
	if (write_page(w, NULL, err) < 0)
		return -1;
	puts(w->page);
	return show_it(w, err);
}

static int
make_place(struct show *w, struct err *err)
{
	const char *dir = w->o->output;
	char *real;

	if (mkdir(dir, 0755) < 0 && errno != EEXIST)
		return err_set(err, ERR_IO, "%s can't be made: %s", dir,
			strerror(errno));
	real = realpath(dir, NULL);
	if (real == NULL)
		return err_set(err, ERR_IO, "%s: %s", dir, strerror(errno));
	w->page = folders_join(real, PAGE);
	w->stamp_file = folders_join(real, PREVIEW_STAMP_FILE);
	free(real);
	return 0;
}

int
command_preview(const struct options *o, struct err *err)
{
	struct show w = { .o = o };
	int rc;

	if (o->reseller == NULL)
		return err_set(err, ERR_USAGE, "--reseller NAME is missing");
	if (o->output == NULL)
		return err_set(err, ERR_USAGE, "-o DIR is missing: where "
			"shall the page be written?");
	if (account_open(o->config, o->registry, o->reseller, &w.account,
		err) < 0)
		return -1;
	rc = folders_open(w.account.config->own_templates,
		w.account.config->templates, o->template, &w.folders, err);
	if (rc == 0)
		rc = make_place(&w, err);
	if (rc == 0)
		rc = o->watch ? keep_watching(&w, err) : show_once(&w, err);
	if (rc == 0 && w.errors > 0)
		rc = EX_DATAERR;
	free(w.page);
	free(w.stamp_file);
	account_deinit(&w.account);
	return rc;
}
