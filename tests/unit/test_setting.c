#include "sys/setting.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sys/config.h"
#include "sys/file.h"

#include "unit.h"

static char *
document(const char *name)
{
	char file[512];
	struct buf b;
	struct err err;

	snprintf(file, sizeof file, "%s/%s", TOP_SRCDIR, name);
	buf_init(&b, 1 << 20);
	ck_assert_int_eq(file_read(file, &b, &err), 0);
	return buf_take(&b);
}

/* Documents name the directories of a package, whatever configure was told,
 * and a default as it is written in the file. */
static void
standard_text(const struct setting *s, struct buf *out)
{
	static const char *const dirs[][2] = {
		{ LS_DATADIR, "/usr/share/linkseal" },
		{ LS_STATEDIR, "/var/lib/linkseal" },
		{ LS_SYSCONFDIR, "/etc/linkseal" },
	};
	const char *p = s->standard ? s->standard : "";
	bool bare = s->allowed || s->type == SETTING_SECONDS ||
		s->type == SETTING_MODE;

	buf_add_str(out, bare ? "" : s->type == SETTING_LIST ? "{ \"" : "\"");
	while (*p) {
		size_t i = 0;

		while (i < 3 && strncmp(p, dirs[i][0], strlen(dirs[i][0])))
			i++;
		if (i < 3) {
			buf_add_str(out, dirs[i][1]);
			p += strlen(dirs[i][0]);
		} else if (strncmp(p, ", ", 2) == 0) {
			buf_add_str(out, "\", \"");
			p += 2;
		} else {
			buf_add_byte(out, (unsigned char)*p++);
		}
	}
	buf_add_str(out, bare ? "" : s->type == SETTING_LIST ? "\" }" : "\"");
}

static unsigned
first_section(const struct setting *s)
{
	return s->sections & ~(unsigned)SETTING_RESELLER;
}

START_TEST(the_sample_tells_every_key_with_its_default)
{
	char *sample = document("dist/linkseal.conf");
	const char *at = sample;
	struct buf line;

	buf_init(&line, 4096);
	for (size_t i = 0; i < setting_count; i++) {
		const struct setting *s = &setting_table[i];

		buf_reset(&line);
		buf_printf(&line, "\n#%s%s = ", first_section(s) == SETTING_TOP
			? "" : "\t", s->name);
		standard_text(s, &line);
		buf_add_byte(&line, '\n');
		at = strstr(at, buf_str(&line));
		ck_assert_msg(at != NULL, "not in its place:%s",
			buf_str(&line));
		at++;
	}
	buf_deinit(&line);
	free(sample);
}
END_TEST

/* The sample's lines with the '#' of every key taken away, up to the example
 * of a reseller. */
static size_t
take_hashes_away(char *sample, struct buf *out)
{
	char *rest = sample, *line;
	size_t keys = 0;

	while ((line = strsep(&rest, "\n")) != NULL &&
	    strncmp(line, "# What differs for one reseller", 31) != 0) {
		bool key = line[0] == '#' && line[1] != ' ' && line[1];

		keys += key;
		buf_printf(out, "%s\n", line + key);
	}
	ck_assert_ptr_nonnull(line);
	return keys;
}

START_TEST(the_sample_without_its_hashes_is_the_empty_file)
{
	char name[] = "/tmp/linkseal-setting-XXXXXX";
	char *sample = document("dist/linkseal.conf");
	struct config *c = NULL, *empty = NULL;
	struct buf text, a, b;
	struct err err;

	close(mkstemp(name));
	buf_init(&text, 1 << 20);
	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	ck_assert_int_eq(config_load(name, NULL, &empty, &err), 0);
	ck_assert_uint_eq(take_hashes_away(sample, &text), setting_count);
	ck_assert_int_eq(file_write(name, buf_span(&text), 0600, &err), 0);
	ck_assert_msg(config_load(name, NULL, &c, &err) == 0, "%s", err.text);
	config_print(c, &a);
	config_print(empty, &b);
	/* What stands before the sections are directories of this build. */
	ck_assert_str_eq(strstr(buf_str(&a), "milter {"),
		strstr(buf_str(&b), "milter {"));
	unlink(name);
	free(sample);
	config_unref(&c);
	config_unref(&empty);
	buf_deinit(&text);
	buf_deinit(&a);
	buf_deinit(&b);
}
END_TEST

START_TEST(the_manual_tells_every_key_with_its_default)
{
	static const char *const headings[] = {
		".SH TOP LEVEL\n", ".SH SECTION MILTER\n",
		".SH SECTION MAILER\n", ".SH SECTION CLOUD\n",
		".SH SECTION PORTAL\n",
	};
	char *manual = document("man/linkseal.conf.5");
	const char *at = manual, *end, *value;
	unsigned sections = 0;
	struct buf text;

	buf_init(&text, 4096);
	for (size_t i = 0; i < setting_count; i++) {
		const struct setting *s = &setting_table[i];

		while (1U << sections >> 1 != first_section(s)) {
			at = strstr(at, headings[sections++]);
			ck_assert_ptr_nonnull(at);
		}
		buf_reset(&text);
		buf_printf(&text, "\n.TP\n.B %s\n", s->name);
		at = strstr(at, buf_str(&text));
		ck_assert_msg(at != NULL, "not in its place: %s", s->name);
		end = strstr(at + 1, "\n.TP\n");
		value = strstr(at, "\nDefault: ");
		ck_assert_msg(value && (!end || value < end), "%s", s->name);
		buf_reset(&text);
		buf_add_str(&text, "\nDefault: ");
		standard_text(s, &text);
		buf_add_byte(&text, '\n');
		ck_assert_msg(strncmp(value, buf_str(&text), text.n) == 0,
			"default of %s", s->name);
	}
	buf_deinit(&text);
	free(manual);
}
END_TEST

START_TEST(no_document_tells_a_key_that_is_not_there)
{
	char *manual = document("man/linkseal.conf.5");
	size_t n = 0;

	for (const char *p = manual; (p = strstr(p, "\nDefault: ")); p++)
		n++;
	ck_assert_uint_eq(n, setting_count);
	free(manual);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, the_sample_tells_every_key_with_its_default);
	tcase_add_test(tcase, the_sample_without_its_hashes_is_the_empty_file);
	tcase_add_test(tcase, the_manual_tells_every_key_with_its_default);
	tcase_add_test(tcase, no_document_tells_a_key_that_is_not_there);
}

UNIT_MAIN("setting", add_tests)
