#include "core/skeleton.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

#define REST								\
	"<!-- repeat own -->x<!-- end --><!-- repeat before -->x<!-- end -->" \
	"<!-- repeat after -->x<!-- end -->"				\
	"<!-- repeat signature -->x<!-- end -->"
#define GREETING "<!-- repeat greeting -->x<!-- end -->"
#define LINK "<!-- repeat link --><a href=\"{{link}}\">x</a><!-- end -->"

static const char *
wrong(const char *page)
{
	static char text[2048];
	struct skeleton *s;
	struct faults p;

	faults_init(&p);
	s = skeleton_parse("s.html", span_str(page), &p);
	ck_assert((s == NULL) == (p.n > 0));
	snprintf(text, sizeof(text), "%s", p.n > 0 ? buf_str(&p.text) : "");
	skeleton_free(&s);
	faults_deinit(&p);
	return text;
}

START_TEST(every_piece_must_stand_once)
{
	ck_assert_str_eq(wrong(GREETING REST LINK), "");
	ck_assert_ptr_nonnull(strstr(wrong(GREETING LINK REST LINK),
		"second time"));
	ck_assert_ptr_nonnull(strstr(wrong(REST LINK),
		"repeat greeting --> is missing"));
	ck_assert_ptr_nonnull(strstr(wrong(GREETING REST LINK
		"<!-- repeat own -->"), "no <!-- end -->"));
	ck_assert_ptr_nonnull(strstr(wrong(GREETING REST LINK
		"<!-- repeat owl -->x<!-- end -->"), "no such piece"));
}
END_TEST

START_TEST(the_link_can_not_get_lost)
{
	ck_assert_ptr_nonnull(strstr(wrong(GREETING REST
		"<!-- repeat link -->{{button}}<!-- end -->"),
		"s.html:1:"));
	ck_assert_ptr_nonnull(strstr(wrong(GREETING REST LINK "\n {{link}}"),
		"s.html:2:2: {{link}} can't stand"));
	ck_assert_ptr_nonnull(strstr(wrong(GREETING REST LINK "{{nix}}"),
		"no such slot"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, every_piece_must_stand_once);
	tcase_add_test(tcase, the_link_can_not_get_lost);
}

UNIT_MAIN("skeleton", add_tests)
