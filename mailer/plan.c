#include "plan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "journal_place.h"
#include "sys/file.h"

#define HEAD "linkseal-plan 1\n"
#define SIZE_MAX_BYTES 65536

/* Options that name files. */
static const char *const files[] = { "config", "logo" };

static void
add_escaped(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == '%' || *s == 0x7f)
			buf_printf(b, "%%%02X", (unsigned char)*s);
		else
			buf_add_byte(b, (unsigned char)*s);
}

static bool
is_file(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (strcmp(name, files[i]) == 0)
			return true;
	return false;
}

static void
add_option(void *ctx, const char *name, const char *value)
{
	struct buf *b = ctx;
	char *path = value != NULL && is_file(name) ? realpath(value, NULL) :
		NULL;

	/* The copy of the list is named when the plan is read. */
	if (strcmp(name, "recipients") == 0)
		return;
	buf_printf(b, "--%s", name);
	if (value != NULL) {
		buf_add_byte(b, '=');
		add_escaped(b, path != NULL ? path : value);
	}
	buf_add_byte(b, '\n');
	free(path);
}

static int
write_file(const char *dir, const char *name, const char *suffix,
	struct span content, struct err *err)
{
	char *path;
	int rc;

	if (journal_place(dir, name, suffix, &path, err) < 0)
		return -1;
	rc = journal_place_make(path, err);
	if (rc == 0)
		rc = file_write(path, content, 0600, err);
	free(path);
	return rc;
}

int
plan_write(const char *dir, const char *name, const struct options *o,
	struct span list, struct err *err)
{
	struct options all = *o;
	struct buf b;
	int rc;

	all.campaign = name;
	buf_init(&b, SIZE_MAX_BYTES);
	buf_add_str(&b, HEAD);
	options_each(&all, add_option, &b);
	rc = write_file(dir, name, PLAN_SUFFIX, buf_span(&b), err);
	if (rc == 0 && o->recipients != NULL)
		rc = write_file(dir, name, PLAN_LIST_SUFFIX, list, err);
	buf_deinit(&b);
	return rc;
}

static int
digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
		c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* In place. */
static void
unescape(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++) {
		if (*s == '%' && digit(s[1]) >= 0 && digit(s[2]) >= 0) {
			*to++ = (char)(digit(s[1]) << 4 | digit(s[2]));
			s += 2;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

/* Takes WORD over. */
static void
add_word(struct plan *p, char *word)
{
	p->words = buf_grow(p->words, (size_t)p->n + 2, sizeof(*p->words));
	p->words[p->n++] = word;
	p->words[p->n] = NULL;
}

static int
read_words(struct plan *p, const char *path, struct span s, struct err *err)
{
	size_t at, eol;

	if (!span_starts(s, span_str(HEAD)))
		return err_set(err, ERR_DATA, "%s:1: this is no plan of "
			"ours, or of a newer version", path);
	for (at = sizeof(HEAD) - 1; (eol = span_find_byte(s, at, '\n')) !=
		SPAN_NONE; at = eol + 1) {
		add_word(p, buf_dup(span_sub(s, at, eol)));
		unescape(p->words[p->n - 1]);
	}
	return 0;
}

static int
add_list(struct plan *p, const char *dir, const char *name, struct err *err)
{
	char *path;
	struct buf b;

	if (journal_place(dir, name, PLAN_LIST_SUFFIX, &path, err) < 0)
		return -1;
	buf_init(&b, strlen(path) + 20);
	buf_printf(&b, "--recipients=%s", path);
	if (access(path, F_OK) == 0)
		add_word(p, buf_take(&b));
	buf_deinit(&b);
	free(path);
	return 0;
}

int
plan_read(const char *dir, const char *name, struct plan *p, struct err *err)
{
	struct buf b;
	char *path;
	int rc;

	*p = (struct plan){ NULL, 0 };
	add_word(p, buf_strdup("send"));
	if (journal_place(dir, name, PLAN_SUFFIX, &path, err) < 0)
		return -1;
	buf_init(&b, SIZE_MAX_BYTES);
	if (access(path, F_OK) < 0 && errno == ENOENT)
		rc = err_set(err, ERR_NOT_FOUND, "there is no campaign \"%s\" "
			"in %s; see: linkseal-mailer status", name, dir);
	else
		rc = file_read(path, &b, err);
	if (rc == 0)
		rc = read_words(p, path, buf_span(&b), err);
	if (rc == 0)
		rc = add_list(p, dir, name, err);
	buf_deinit(&b);
	free(path);
	return rc;
}

void
plan_deinit(struct plan *p)
{
	int i;

	for (i = 0; i < p->n; i++)
		free(p->words[i]);
	free(p->words);
	*p = (struct plan){ NULL, 0 };
}
