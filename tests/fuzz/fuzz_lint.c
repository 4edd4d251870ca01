/* A file of words or the page, in a language that the first byte names,
 * compared with the shipped English one: each finding has a place in it, and
 * what has errors is what can't be used. */

#include "core/lint_own.h"
#include "core/lint_page.h"
#include "shipped.h"

static struct span bytes;

static struct template *
english(enum template_kind kind, struct span s)
{
	struct faults faults;
	struct template *t;

	faults_init(&faults);
	t = template_parse(kind, "en", s, &faults);
	faults_deinit(&faults);
	return t;
}

static void
ck_places(const struct lint *l)
{
	size_t lines = 1, i;

	for (i = 0; i < bytes.n; i++)
		lines += bytes.p[i] == '\n';
	for (i = 0; i < l->n; i++)
		promise(l->list[i].line >= 1 && l->list[i].line <= lines &&
			l->list[i].column >= 1 && *l->list[i].text != '\0',
			"a finding has a place");
}

static void
look_at_words(struct lint *l, enum template_kind kind, const char *locale,
	struct span shipped_bytes)
{
	struct template *other = english(kind, shipped_bytes);
	struct template *t = english(kind, bytes);

	if (kind == TEMPLATE_OWN)
		lint_own(l, "own", locale, bytes, other);
	else
		lint_locked(l, "locked", locale, bytes, other);
	if (t == NULL)
		promise(l->count[LINT_ERROR] > 0, "faults are errors");
	template_free(&t);
	template_free(&other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const locales[] = { "en", "de", "ar", "ja", "ko",
		"zh-CN", "fr", "es" };
	static struct buf held[2];
	struct lint l = { .list = NULL };
	unsigned which;

	bytes = (struct span){ data, n };
	which = next_byte(&bytes);
	if (which % 3 == 0)
		look_at_words(&l, TEMPLATE_OWN, locales[which / 3 % 8],
			shipped("templates/invitation/en.md", &held[0]));
	else if (which % 3 == 1)
		look_at_words(&l, TEMPLATE_LOCKED, locales[which / 3 % 8],
			shipped("templates/invitation/locked/en.md",
			&held[1]));
	else
		lint_page(&l, "page", bytes);
	lint_sort(&l);
	ck_places(&l);
	lint_deinit(&l);
	return 0;
}
