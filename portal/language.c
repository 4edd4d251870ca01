#include "language.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/locale.h"
#include "core/wording.h"
#include "sys/file.h"

/* More is a folder of something else. */
#define LANGUAGES_MAX 100
#define ENDING ".txt"

struct language {
	char *locale;
	struct wording *wording;
	const struct language *next;	/* what it lacks is there; or NULL */
};

struct languages {
	struct language list[LANGUAGES_MAX + 1];
	size_t n;
};

#define WORD(number, name, values) [number] = { name, values },
static const struct wording_key keys[WORD_COUNT] = {
#include "words.def"
};
#undef WORD

/* "pt-BR" of "…/pt-BR.txt"; NULL when it names no language. */
static char *
locale_of(const char *path)
{
	const char *name = strrchr(path, '/') + 1;
	struct span s = { (const unsigned char *)name,
		strlen(name) - strlen(ENDING) };
	char *locale = locale_name(s);

	if (locale && span_eq_str(s, locale))
		return locale;
	free(locale);
	return NULL;
}

static int
read_one(struct languages *l, const char *path, struct faults *faults,
	struct err *err)
{
	struct language *w = &l->list[l->n];
	struct buf text;
	int rc;

	if (l->n == LANGUAGES_MAX)
		return err_set(err, ERR_LIMIT, "%s: more than %d languages",
			path, LANGUAGES_MAX);
	buf_init(&text, LIMIT_TEMPLATE + 1);
	rc = file_read(path, &text, err);
	if (rc == 0 && (w->locale = locale_of(path)) == NULL)
		faults_add(faults, path, 1, 0, "the name of the file is no "
			"language; write it as in pt-BR" ENDING);
	if (rc == 0 && w->locale) {
		w->wording = wording_parse(path, buf_span(&text), keys,
			WORD_COUNT, faults);
		l->n++;
	}
	buf_deinit(&text);
	return rc;
}

static int
read_all(struct languages *l, const char *dir, struct err *err)
{
	struct faults faults;
	struct buf pattern;
	glob_t found;
	int rc = 0;

	faults_init(&faults);
	buf_init(&pattern, 4096);
	buf_printf(&pattern, "%s/portal/*" ENDING, dir);
	if (glob(buf_str(&pattern), 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc && rc == 0; i++)
			rc = read_one(l, found.gl_pathv[i], &faults, err);
		globfree(&found);
	}
	if (rc == 0)
		rc = faults_err(&faults, ERR_DATA, err);
	buf_deinit(&pattern);
	faults_deinit(&faults);
	return rc;
}

/* What W lacks is in another language. */
static void
chain(struct languages *l, struct language *w)
{
	char *at = buf_strdup(w->locale), *next;

	while (w->next == NULL && (next = locale_next(at)) != NULL) {
		w->next = languages_find(l, next);
		free(at);
		at = next;
	}
	free(at);
}

static int
check_english(const struct languages *l, const char *dir, struct err *err)
{
	const struct language *english = languages_find(l, LOCALE_LAST);

	if (english == NULL)
		return err_set(err, ERR_NO_INPUT, "%s/portal/" LOCALE_LAST
			ENDING " is not there; it holds the words of the "
			"pages", dir);
	for (size_t i = 0; i < WORD_COUNT; i++)
		if (!language_own(english, (enum word)i))
			return err_set(err, ERR_DATA, "%s/portal/" LOCALE_LAST
				ENDING ": the key %s is missing, and it stands "
				"in for all languages", dir, keys[i].name);
	return 0;
}

int
languages_read(const char *dir, struct languages **l_r, struct err *err)
{
	struct languages *l = buf_zalloc(sizeof *l);

	if (read_all(l, dir, err) < 0 || check_english(l, dir, err) < 0) {
		languages_free(&l);
		return -1;
	}
	for (size_t i = 0; i < l->n; i++)
		chain(l, &l->list[i]);
	*l_r = l;
	return 0;
}

void
languages_free(struct languages **l)
{
	if (*l == NULL)
		return;
	for (size_t i = 0; i < (*l)->n; i++) {
		free((*l)->list[i].locale);
		wording_free(&(*l)->list[i].wording);
	}
	free(*l);
	*l = NULL;
}

const struct language *
languages_get(const struct languages *l, size_t i)
{
	return i < l->n ? &l->list[i] : NULL;
}

const struct language *
languages_find(const struct languages *l, const char *locale)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->list[i].locale, locale) == 0)
			return &l->list[i];
	return NULL;
}

/* The language for one range such as "de-AT": itself, what its chain leads to,
 * or the first of the same language ("pt" gives pt-BR). */
static const struct language *
for_range(const struct languages *l, struct span range)
{
	char *at = locale_name(range), *next;
	const struct language *found = NULL;
	size_t n;

	while (at && !found) {
		found = languages_find(l, at);
		n = strlen(at);
		for (size_t i = 0; i < l->n && !found && !strchr(at, '-'); i++)
			if (strncmp(l->list[i].locale, at, n) == 0 &&
			    l->list[i].locale[n] == '-')
				found = &l->list[i];
		next = locale_next(at);
		free(at);
		at = next;
		/* Each chain ends in English, which not all asked for. */
		if (at && strcmp(at, LOCALE_LAST) == 0 &&
		    !span_istarts(range, span_str(LOCALE_LAST)))
			break;
	}
	free(at);
	return found;
}

/* ";q=0.8" gives 800; nothing 1000. */
static int
quality(struct span range)
{
	size_t q = span_find(range, 0, span_str("q="));
	int value = 0, digit = 1000;

	if (q == SPAN_NONE)
		return 1000;
	for (q += 2; q < range.n && digit > 0; q++) {
		if (!span_is_digit(range.p[q]))
			continue;
		value += (range.p[q] - '0') * digit;
		digit /= 10;
	}
	return value;
}

const struct language *
languages_choose(const struct languages *l, const char *accept)
{
	const struct language *best = NULL, *w;
	int most = 0;

	while (accept && *accept) {
		size_t end = strcspn(accept, ","), tag = strcspn(accept, ",;");
		struct span s = { (const unsigned char *)accept, end };
		int q = quality(s);

		if (q > most && (w = for_range(l, span_trim(span_sub(s, 0,
		    tag)))) != NULL) {
			best = w;
			most = q;
		}
		accept += end + (accept[end] == ',');
	}
	return best ? best : languages_find(l, LOCALE_LAST);
}

const char *
language_locale(const struct language *w)
{
	return w->locale;
}

bool
language_rtl(const struct language *w)
{
	return locale_rtl(w->locale);
}

bool
language_own(const struct language *w, enum word word)
{
	return wording_get(w->wording, word) != NULL;
}

const char *
language_words(const struct language *w, enum word word)
{
	const char *found = wording_get(w->wording, word);

	while (found == NULL && w->next) {
		w = w->next;
		found = wording_get(w->wording, word);
	}
	return found;
}
