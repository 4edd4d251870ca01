#include "look.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/lint_letter.h"
#include "core/lint_own.h"
#include "core/lint_page.h"
#include "core/locale.h"
#include "sys/file.h"

/* One file in memory; PATH is NULL when there is none. */
struct source {
	char *path;
	struct buf bytes;
	bool read;
};

/* Both files of a language. */
struct pair {
	struct source own, locked;
};

static bool
is_told(const struct look *k, const char *path)
{
	size_t n = k->only != NULL ? strlen(k->only) : 0;

	if (k->quiet)
		return false;
	return n == 0 || (strncmp(path, k->only, n) == 0 && path[n] == '/');
}

/* Takes over PATH. A missing file is no fault here. */
static void
source_read(const struct look *k, struct source *s, char *path)
{
	struct err err;

	s->path = path;
	s->read = false;
	/* One byte more than is allowed, so that a longer one is told. */
	buf_init(&s->bytes, LIMIT_TEMPLATE + 1);
	if (path == NULL)
		return;
	s->read = file_read(path, &s->bytes, &err) == 0 ||
		err.kind == ERR_LIMIT;
	if (!s->read && is_told(k, path))
		lint_add(k->lint, "file", path, buf_span(&s->bytes), 0, "%s; "
			"mend its permissions", err.text);
}

static void
source_free(struct source *s)
{
	free(s->path);
	buf_deinit(&s->bytes);
}

static void
pair_read(const struct look *k, struct pair *p, const char *locale)
{
	source_read(k, &p->own, folders_words(k->folders, TEMPLATE_OWN,
		locale));
	source_read(k, &p->locked, folders_words(k->folders, TEMPLATE_LOCKED,
		locale));
}

static void
pair_free(struct pair *p)
{
	source_free(&p->own);
	source_free(&p->locked);
}

/* NULL when it can't be used. */
static struct template *
parse(enum template_kind kind, const struct source *s)
{
	struct template *t = NULL;
	struct faults p;

	if (!s->read)
		return NULL;
	faults_init(&p);
	t = template_parse(kind, s->path, buf_span(&s->bytes), &p);
	faults_deinit(&p);
	return t;
}

static struct skeleton *
parse_page(const struct look *k)
{
	struct look quiet = { k->lint, k->folders, k->only, true };
	struct skeleton *page = NULL;
	struct source s;
	struct faults p;

	source_read(&quiet, &s, folders_page(k->folders));
	faults_init(&p);
	if (s.read)
		page = skeleton_parse(s.path, buf_span(&s.bytes), &p);
	faults_deinit(&p);
	source_free(&s);
	return page;
}

static void
look_at_own(const struct look *k, const struct source *s, const char *locale,
	const struct template *english)
{
	if (s->read && is_told(k, s->path))
		lint_own(k->lint, s->path, locale, buf_span(&s->bytes),
			english);
}

static void
look_at_digest(const struct look *k, const struct source *s)
{
	struct source list;

	source_read(k, &list, folders_digests(s->path));
	if (list.read)
		lint_digest(k->lint, s->path, strrchr(s->path, '/') + 1,
			buf_span(&s->bytes), list.path, buf_span(&list.bytes));
	source_free(&list);
}

static void
look_at_locked(const struct look *k, const struct source *s,
	const char *locale, const struct template *english)
{
	if (!s->read || !is_told(k, s->path))
		return;
	look_at_digest(k, s);
	lint_locked(k->lint, s->path, locale, buf_span(&s->bytes), english);
}

static void
look_at_letter(const struct look *k, const struct pair *pair,
	const char *locale)
{
	struct template *own = parse(TEMPLATE_OWN, &pair->own);
	struct template *locked = parse(TEMPLATE_LOCKED, &pair->locked);
	struct skeleton *page = parse_page(k);

	if (own != NULL && locked != NULL && page != NULL &&
		is_told(k, pair->own.path))
		lint_letter(k->lint, &(struct letter_parts){ .own = own,
			.locked = locked, .skeleton = page,
			.locale = locale });
	template_free(&own);
	template_free(&locked);
	skeleton_free(&page);
}

/* One of the two files is there. */
static void
tell_missing(const struct look *k, const struct pair *p, const char *locale)
{
	const struct source *there = p->own.path != NULL ? &p->own :
		&p->locked;

	if (p->own.path != NULL && p->locked.path != NULL)
		return;
	if (there->path != NULL && is_told(k, there->path))
		lint_add(k->lint, "file", there->path, buf_span(&there->bytes),
			0, "there is no %s beside this; write %s/%s%s/%s.md, "
			"or delete this file", there == &p->own ?
			"locked block" : "file of words",
			k->folders->roots[0], k->folders->name,
			there == &p->own ? "/locked" : "", locale);
}

void
look_at_locale(const struct look *k, const char *locale)
{
	struct look quiet = { k->lint, k->folders, k->only, true };
	bool first = strcmp(locale, LOCALE_LAST) == 0;
	struct template *own = NULL, *locked = NULL;
	struct pair pair, english;

	pair_read(k, &pair, locale);
	pair_read(&quiet, &english, LOCALE_LAST);
	if (!first) {
		own = parse(TEMPLATE_OWN, &english.own);
		locked = parse(TEMPLATE_LOCKED, &english.locked);
	}
	tell_missing(k, &pair, locale);
	look_at_own(k, &pair.own, locale, own);
	look_at_locked(k, &pair.locked, locale, locked);
	look_at_letter(k, &pair, locale);
	template_free(&own);
	template_free(&locked);
	pair_free(&pair);
	pair_free(&english);
}

void
look_at_page(const struct look *k)
{
	struct source s;

	source_read(k, &s, folders_page(k->folders));
	if (s.path == NULL)
		lint_add(k->lint, "file", k->folders->roots[0],
			(struct span){ NULL, 0 }, 0, "skeleton.html is "
			"missing; put the shipped one there");
	else if (s.read && is_told(k, s.path))
		lint_page(k->lint, s.path, buf_span(&s.bytes));
	source_free(&s);
}

int
look_at_words(const struct look *k, struct err *err)
{
	struct folders_list own, locked = { NULL, 0 };
	size_t i;

	if (folders_locales(k->folders, &own, err) < 0)
		return -1;
	if (folders_locked_locales(k->folders, &locked, err) < 0) {
		folders_free(&own);
		return -1;
	}
	for (i = 0; i < own.n; i++)
		look_at_locale(k, own.list[i]);
	for (i = 0; i < locked.n; i++)
		if (!folders_has(&own, locked.list[i]))
			look_at_locale(k, locked.list[i]);
	folders_free(&own);
	folders_free(&locked);
	return 0;
}
