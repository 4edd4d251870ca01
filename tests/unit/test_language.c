#include "portal/language.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "sys/file.h"
#include "unit.h"

#define SHIPPED TOP_SRCDIR "/templates"

static struct languages *all;
static struct err err;

static void
set_up(void)
{
	ck_assert_msg(languages_read(SHIPPED, &all, &err) == 0, "%s",
		err.text);
}

static void
tear_down(void)
{
	languages_free(&all);
}

START_TEST(every_language_has_every_word)
{
	static const char *const shipped[] = { "en", "zh-CN", "zh-TW", "pt-BR",
		"de", "fr", "es", "ja", "ko", "ar" };

	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
		const struct language *l = languages_find(all, shipped[i]);

		ck_assert_msg(l != NULL, "%s", shipped[i]);
		for (int word = 0; word < WORD_COUNT; word++)
			ck_assert_msg(language_own(l, (enum word)word),
				"%s lacks word %d of words.def", shipped[i],
				word);
		ck_assert_int_eq(language_rtl(l),
			strcmp(shipped[i], "ar") == 0);
	}
}
END_TEST

/* A value that English fills in is nowhere forgotten: {{code}} in the subject,
 * {{partner}} on what is accepted. */
START_TEST(no_language_leaves_a_value_out)
{
	const struct language *english = languages_find(all, "en"), *l;

	for (size_t i = 0; (l = languages_get(all, i)) != NULL; i++) {
		for (int word = 0; word < WORD_COUNT; word++) {
			const char *at = language_words(english,
				(enum word)word);
			char name[40];

			while ((at = strstr(at, "{{")) != NULL) {
				snprintf(name, sizeof name, "%.*s",
					(int)(strstr(at, "}}") + 2 - at), at);
				ck_assert_msg(strstr(language_words(l,
					(enum word)word), name) != NULL,
					"%s: word %d lacks %s",
					language_locale(l), word, name);
				at += 2;
			}
		}
	}
}
END_TEST

START_TEST(a_browser_gets_the_language_it_likes_best)
{
	static const struct {
		const char *accept, *locale;
	} rows[] = {
		{ NULL, "en" }, { "", "en" }, { "de", "de" },
		{ "de-AT,en;q=0.5", "de" }, { "en;q=0.5, fr;q=0.9", "fr" },
		{ "pt", "pt-BR" }, { "pt-PT", "pt-BR" }, { "PT-br", "pt-BR" },
		{ "zh-Hant-HK", "zh-TW" }, { "zh-HK", "zh-TW" },
		{ "zh-Hans", "zh-CN" }, { "zh-TW,zh;q=0.8", "zh-TW" },
		{ "zh", "zh-CN" }, { "xx, ja;q=0.3", "ja" }, { "xx", "en" },
		{ "*", "en" }, { "de;q=0, fr;q=0.1", "fr" },
		{ ",,;;q=,de;q=1.0", "de" }, { "ar-EG", "ar" },
		{ "en-GB,de;q=0.5", "en" }, { "fil,de;q=0.5", "de" },
		{ "sv-SE,ko;q=0.1", "ko" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(strcmp(language_locale(languages_choose(all,
			rows[i].accept)), rows[i].locale) == 0, "%s: %s",
			rows[i].accept, language_locale(languages_choose(all,
			rows[i].accept)));
}
END_TEST

START_TEST(a_word_that_is_missing_comes_from_the_next_language)
{
	char directory[] = "/tmp/linkseal-language-XXXXXX", path[100];
	struct languages *some;
	const struct language *l;
	struct buf english;

	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/portal", directory);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	ck_assert_int_eq(languages_read(directory, &some, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
	buf_init(&english, 100000);
	ck_assert_int_eq(file_read(SHIPPED "/portal/en.txt", &english, &err),
		0);
	snprintf(path, sizeof path, "%s/portal/en.txt", directory);
	ck_assert_int_eq(file_write(path, span_str("accept: Accept\n"), 0600,
		&err), 0);
	ck_assert_int_eq(languages_read(directory, &some, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "language_name is missing"));
	ck_assert_int_eq(file_write(path, buf_span(&english), 0600, &err), 0);
	snprintf(path, sizeof path, "%s/portal/pt.txt", directory);
	ck_assert_int_eq(file_write(path, span_str("accept: Aceitar\n"
		"decline: Recusar\n"), 0600, &err), 0);
	snprintf(path, sizeof path, "%s/portal/pt-BR.txt", directory);
	ck_assert_int_eq(file_write(path, span_str("accept: Aceito\n"), 0600,
		&err), 0);
	ck_assert_msg(languages_read(directory, &some, &err) == 0, "%s",
		err.text);
	l = languages_find(some, "pt-BR");
	ck_assert_str_eq(language_words(l, WORD_ACCEPT), "Aceito");
	ck_assert_str_eq(language_words(l, WORD_DECLINE), "Recusar");
	ck_assert_str_eq(language_words(l, WORD_CANCEL), "Cancel");
	languages_free(&some);
	unlink(path);
	snprintf(path, sizeof path, "%s/portal/pt.txt", directory);
	unlink(path);
	snprintf(path, sizeof path, "%s/portal/en.txt", directory);
	unlink(path);
	snprintf(path, sizeof path, "%s/portal", directory);
	rmdir(path);
	ck_assert_int_eq(rmdir(directory), 0);
	buf_deinit(&english);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, every_language_has_every_word);
	tcase_add_test(tcase, no_language_leaves_a_value_out);
	tcase_add_test(tcase, a_browser_gets_the_language_it_likes_best);
	tcase_add_test(tcase,
		a_word_that_is_missing_comes_from_the_next_language);
}

UNIT_MAIN("language", add_tests)
