#define _XOPEN_SOURCE 700	/* nftw */
#include "mailer/folders.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

static char place[] = "/tmp/linkseal-folders-XXXXXX";
static char own[80], shipped[80];
static struct err err;

static void
touch(const char *root, const char *file)
{
	char path[200];
	char *slash;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", root, file);
	for (slash = path + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fclose(f);
}

static void
set_up(void)
{
	ck_assert_ptr_nonnull(mkdtemp(place));
	snprintf(own, sizeof(own), "%s/own", place);
	snprintf(shipped, sizeof(shipped), "%s/shipped", place);
	touch(shipped, "skeleton.html");
	touch(shipped, "invitation/en.md");
	touch(shipped, "invitation/pt-BR.md");
	touch(shipped, "invitation/locked/en.md");
	touch(shipped, "invitation/locked/DIGESTS");
	touch(shipped, "invitation/notes.md.orig");
	touch(shipped, "invitation/pt_br.md");
	touch(own, "invitation/en.md");
	touch(own, "spring/de.md");
}

static int
forget(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

static void
tear_down(void)
{
	ck_assert_int_eq(nftw(place, forget, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void
ck_path(char *path, const char *root, const char *file)
{
	char want[200];

	snprintf(want, sizeof(want), "%s/%s", root, file);
	ck_assert_ptr_nonnull(path);
	ck_assert_str_eq(path, want);
	free(path);
}

START_TEST(the_own_file_comes_first)
{
	struct folders f;

	ck_assert_int_eq(folders_open(own, shipped, "invitation", &f, &err),
		0);
	ck_path(folders_words(&f, TEMPLATE_OWN, "en"), own,
		"invitation/en.md");
	ck_path(folders_words(&f, TEMPLATE_OWN, "pt-BR"), shipped,
		"invitation/pt-BR.md");
	ck_path(folders_words(&f, TEMPLATE_LOCKED, "en"), shipped,
		"invitation/locked/en.md");
	ck_path(folders_page(&f), shipped, "skeleton.html");
	ck_assert_ptr_null(folders_words(&f, TEMPLATE_OWN, "ja"));
	ck_path(folders_digests("/a/locked/en.md"), "/a/locked", "DIGESTS");
}
END_TEST

START_TEST(one_file_makes_a_template)
{
	struct folders f;

	ck_assert_int_eq(folders_open(own, shipped, "spring", &f, &err), 0);
	ck_path(folders_words(&f, TEMPLATE_OWN, "de"), own, "spring/de.md");
	ck_path(folders_words(&f, TEMPLATE_LOCKED, "en"), shipped,
		"invitation/locked/en.md");
	ck_assert_ptr_null(folders_words(&f, TEMPLATE_OWN, "en"));
}
END_TEST

START_TEST(without_own_ones_the_shipped_are_used)
{
	struct folders f;

	ck_assert_int_eq(folders_open(NULL, shipped, "invitation", &f, &err),
		0);
	ck_path(folders_words(&f, TEMPLATE_OWN, "en"), shipped,
		"invitation/en.md");
	ck_assert_int_eq(folders_open(NULL, shipped, "spring", &f, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
}
END_TEST

START_TEST(a_name_leads_nowhere_else)
{
	static const char *const names[] = { "", ".", "..", "../own", "/tmp",
		".hidden" };
	struct folders f;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		ck_assert_int_eq(folders_open(own, shipped, names[i], &f,
			&err), -1);
		ck_assert_int_eq(err.kind, ERR_USAGE);
	}
}
END_TEST

START_TEST(languages_are_those_of_both)
{
	struct folders_list l;
	struct folders f;

	touch(own, "invitation/ja.md");
	ck_assert_int_eq(folders_open(own, shipped, "invitation", &f, &err),
		0);
	ck_assert_int_eq(folders_locales(&f, &l, &err), 0);
	ck_assert_uint_eq(l.n, 3);
	ck_assert_str_eq(l.list[0], "en");
	ck_assert_str_eq(l.list[1], "ja");
	ck_assert_str_eq(l.list[2], "pt-BR");
	ck_assert(folders_has(&l, "ja") && !folders_has(&l, "de"));
	folders_free(&l);
	ck_assert_int_eq(folders_locked_locales(&f, &l, &err), 0);
	ck_assert_uint_eq(l.n, 1);
	folders_free(&l);
}
END_TEST

START_TEST(a_folder_with_words_is_a_template)
{
	struct folders_list l;

	touch(own, "notes/readme.txt");
	touch(own, "autumn/locked/en.md");
	ck_assert_int_eq(folders_names(own, &l, &err), 0);
	ck_assert_uint_eq(l.n, 3);
	ck_assert_str_eq(l.list[0], "autumn");
	ck_assert_str_eq(l.list[2], "spring");
	folders_free(&l);
	ck_assert_int_eq(folders_names("/nonexistent", &l, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_own_file_comes_first);
	tcase_add_test(tcase, one_file_makes_a_template);
	tcase_add_test(tcase, without_own_ones_the_shipped_are_used);
	tcase_add_test(tcase, a_name_leads_nowhere_else);
	tcase_add_test(tcase, languages_are_those_of_both);
	tcase_add_test(tcase, a_folder_with_words_is_a_template);
}

UNIT_MAIN("folders", add_tests)
