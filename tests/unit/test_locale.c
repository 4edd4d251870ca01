#include "core/locale.h"

#include "core/buf.h"
#include "unit.h"

static void
ck_name(const char *s, const char *want)
{
	char *name = locale_name(span_str(s));

	if (want == NULL)
		ck_assert_ptr_null(name);
	else
		ck_assert_str_eq(name, want);
	free(name);
}

START_TEST(a_tag_gets_its_usual_spelling)
{
	ck_name("pt_br", "pt-BR");
	ck_name("EN", "en");
	ck_name("zh-hant-tw", "zh-Hant-TW");
	ck_name("es-419", "es-419");
	ck_name("ckb", "ckb");
}
END_TEST

START_TEST(what_is_no_tag_can_be_no_file_name)
{
	ck_name("", NULL);
	ck_name("e", NULL);
	ck_name("../en", NULL);
	ck_name("en/", NULL);
	ck_name("en-", NULL);
	ck_name("english", NULL);
	ck_name("12", NULL);
	ck_name("en-x", NULL);
}
END_TEST

static void
ck_chain(const char *const *chain)
{
	char *name = buf_strdup(chain[0]), *next;
	size_t i;

	for (i = 1; chain[i] != NULL; i++, name = next) {
		next = locale_next(name);
		free(name);
		ck_assert_str_eq(next, chain[i]);
	}
	ck_assert_ptr_null(locale_next(name));
	free(name);
}

START_TEST(the_chain_ends_with_english)
{
	ck_chain((const char *[]){ "pt-BR", "pt", "en", NULL });
	ck_chain((const char *[]){ "en", NULL });
}
END_TEST

START_TEST(a_chinese_script_leads_to_who_writes_it)
{
	ck_chain((const char *[]){ "zh-Hant-HK", "zh-Hant", "zh-TW", "zh",
		"en", NULL });
	ck_chain((const char *[]){ "zh-Hans-SG", "zh-Hans", "zh-CN", "zh",
		"en", NULL });
	ck_chain((const char *[]){ "zh-HK", "zh-TW", "zh", "en", NULL });
	ck_chain((const char *[]){ "zh-SG", "zh-CN", "zh", "en", NULL });
}
END_TEST

START_TEST(arabic_runs_from_right_to_left)
{
	ck_assert(locale_rtl("ar"));
	ck_assert(locale_rtl("he-IL"));
	ck_assert(!locale_rtl("art"));
	ck_assert(!locale_rtl("en"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_tag_gets_its_usual_spelling);
	tcase_add_test(tcase, what_is_no_tag_can_be_no_file_name);
	tcase_add_test(tcase, the_chain_ends_with_english);
	tcase_add_test(tcase, a_chinese_script_leads_to_who_writes_it);
	tcase_add_test(tcase, arabic_runs_from_right_to_left);
}

UNIT_MAIN("locale", add_tests)
