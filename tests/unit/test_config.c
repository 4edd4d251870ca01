#include "sys/config.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sys/file.h"

#include "unit.h"

static char dir[64];
static char path[128];

static void
make_dir(void)
{
	snprintf(dir, sizeof dir, "/tmp/linkseal-config-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/linkseal.conf", dir);
}

static void
remove_dir(void)
{
	unlink(path);
	ck_assert_int_eq(rmdir(dir), 0);
}

static int
load(const char *text, struct config **c_r, struct buf *report,
	struct err *err)
{
	ck_assert_int_eq(file_write(path, span_str(text), 0600, err), 0);
	return config_load_report(path, NULL, report, c_r, err);
}

static struct config *
load_good(const char *text)
{
	struct config *c = NULL;
	struct err err = { 0 };

	ck_assert_msg(load(text, &c, NULL, &err) == 0, "%s", err.text);
	return c;
}

/* The report of a file that must be wrong, paths cut off each line. */
static char *
load_bad(const char *text)
{
	struct config *c = NULL;
	struct err err = { 0 };
	struct buf report, lines;
	char *rest, *line;

	buf_init(&report, 65536);
	buf_init(&lines, 65536);
	ck_assert_int_eq(load(text, &c, &report, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_ptr_null(c);
	buf_str(&report);
	rest = (char *)report.p;
	while ((line = strsep(&rest, "\n")) != NULL && *line) {
		ck_assert(strncmp(line, path, strlen(path)) == 0);
		buf_printf(&lines, "%s\n", line + strlen(path) + 1);
	}
	buf_deinit(&report);
	return buf_take(&lines);
}

static void
assert_bad(const char *text, const char *expected)
{
	char *report = load_bad(text);

	ck_assert_msg(strstr(report, expected) != NULL,
		"expected \"%s\" in:\n%s", expected, report);
	free(report);
}

START_TEST(an_empty_file_gives_the_defaults_of_the_core)
{
	struct config *c = load_good("");

	ck_assert_int_eq(c->settings.on_altered, settings_default.on_altered);
	ck_assert_int_eq(c->settings.on_missing, settings_default.on_missing);
	ck_assert_int_eq(c->settings.on_foreign, settings_default.on_foreign);
	ck_assert_int_eq(c->settings.on_imitation,
		settings_default.on_imitation);
	ck_assert_int_eq(c->settings.on_locked_text,
		settings_default.on_locked_text);
	ck_assert_int_eq(c->settings.on_uneditable,
		settings_default.on_uneditable);
	ck_assert_int_eq(c->settings.on_oversize,
		settings_default.on_oversize);
	ck_assert_int_eq(c->settings.on_error, settings_default.on_error);
	ck_assert_int_eq(c->settings.pretend, settings_default.pretend);
	ck_assert_int_eq(c->settings.judge_quoted,
		settings_default.judge_quoted);
	ck_assert_uint_eq(c->settings.max_message,
		settings_default.max_message);
	ck_assert_uint_eq(c->milter.n_networks, 2);
	ck_assert_ptr_null(c->milter.user);
	config_unref(&c);
}
END_TEST

START_TEST(a_reseller_has_the_global_settings_with_its_own_over_them)
{
	/* The global section stands behind, and still counts. */
	struct config *c = load_good(
		"reseller contoso { on_missing = reject }\n"
		"reseller fabrikam { mode = pretend }\n"
		"milter { on_foreign = quarantine }\n");
	const struct settings *s = config_settings(c, "contoso");

	ck_assert_int_eq(s->on_missing, ACTION_REJECT);
	ck_assert_int_eq(s->on_foreign, ACTION_QUARANTINE);
	ck_assert(!s->pretend);
	ck_assert(config_settings(c, "fabrikam")->pretend);
	ck_assert_ptr_eq(config_settings(c, "nobody"), &c->settings);
	ck_assert_int_eq(c->settings.on_missing, ACTION_INJECT);
	config_unref(&c);
}
END_TEST

START_TEST(a_reseller_signs_in_with_its_own_keys_over_the_common_ones)
{
	struct config *c = load_good(
		"reseller contoso { credential_command = \"print it\" }\n"
		"reseller fabrikam { tenant = fabrikam.example\n"
		"client_id = other }\n"
		"cloud { client_id = one\ncredential_file = /a\n"
		"credential_store = \"keep it\"\ncertificate = /b }\n");
	struct config_account a = config_account(c, "contoso");

	ck_assert_str_eq(a.client_id, "one");
	ck_assert_str_eq(a.credential_command, "print it");
	ck_assert_ptr_null(a.credential_file);
	ck_assert_ptr_null(a.credential_store);
	ck_assert_str_eq(a.certificate, "/b");
	ck_assert_ptr_null(a.tenant);
	a = config_account(c, "fabrikam");
	ck_assert_str_eq(a.tenant, "fabrikam.example");
	ck_assert_str_eq(a.client_id, "other");
	ck_assert_str_eq(a.credential_file, "/a");
	ck_assert_str_eq(a.credential_store, "keep it");
	ck_assert_str_eq(config_account(c, "nobody").client_id, "one");
	ck_assert_ptr_null(config_account(c, "nobody").tenant);
	config_unref(&c);
}
END_TEST

START_TEST(a_proxy_is_an_address_without_a_password)
{
	static const char *const good[] = { "none", "http://192.0.2.1:3128",
		"socks5h://proxy.contoso.example:1080" };
	struct config *c;
	char text[200];

	for (size_t i = 0; i < 3; i++) {
		snprintf(text, sizeof text, "cloud { proxy = \"%s\" }",
			good[i]);
		c = load_good(text);
		ck_assert_str_eq(c->cloud.proxy, good[i]);
		config_unref(&c);
	}
	assert_bad("cloud {\nproxy = \"proxy:3128\" }", "2: proxy: this is no");
	assert_bad("cloud { proxy = \"http://\" }", "1: proxy: this is no");
	assert_bad("cloud { proxy = \"http://a:b@c:1\" }", "https_proxy");
}
END_TEST

START_TEST(sizes_have_suffixes)
{
	struct config *c = load_good("milter { max_message = 1000 }\n"
		"reseller a { max_message = \"64K\" }\n"
		"reseller b { max_message = 2G }\n");

	ck_assert_uint_eq(c->settings.max_message, 1000);
	ck_assert_uint_eq(config_settings(c, "a")->max_message, 65536);
	ck_assert_uint_eq(config_settings(c, "b")->max_message,
		(size_t)2 << 30);
	config_unref(&c);
}
END_TEST

START_TEST(lists_are_replaced_emptied_and_added_to)
{
	struct config *c = load_good("milter { networks = {} }");

	ck_assert_uint_eq(c->milter.n_networks, 0);
	config_unref(&c);
	c = load_good("milter { networks = { \"192.0.2.0/24\",\n\"::1\" }\n"
		"networks += { \"10.0.0.0/8\" } }");
	ck_assert_uint_eq(c->milter.n_networks, 3);
	ck_assert_str_eq(c->milter.networks[0], "192.0.2.0/24");
	ck_assert_str_eq(c->milter.networks[2], "10.0.0.0/8");
	ck_assert(network_holds_text(&c->milter.trusted[2], "10.1.2.3"));
	config_unref(&c);
	c = load_good("milter { networks = { \"10.0.0.0/8\" }\n"
		"networks = { \"::1\" } }");
	ck_assert_uint_eq(c->milter.n_networks, 1);
	ck_assert_str_eq(c->milter.networks[0], "::1");
	config_unref(&c);
}
END_TEST

START_TEST(all_errors_are_told_at_once_each_with_its_line)
{
	char *report = load_bad("# a comment\n"
		"reg = 1 // and one more\n"
		"milter {\n"
		"\ton_alterd = reject\n"
		"\ton_altered = banana\n"
		"\tnetworks = { \"10.0.0.0/8\",\n"
		"\t\t\"bogus\" }\n"
		"\tnosuch = { 1, 2 }\n"
		"}\n"
		"reseller contoso {\n"
		"\tsocket = x\n"
		"}\n");
	static const char *const lines[] = {
		"2: there is no key reg at the top level",
		"4: there is no key on_alterd in section milter; "
			"did you mean on_altered?",
		"5: on_altered: \"banana\" is not allowed; one of: "
			"restore reject quarantine tempfail allow",
		"7: networks: \"bogus\" is no network",
		"8: there is no key nosuch in section milter",
		"11: there is no key socket in section reseller",
	};
	char *rest = report, *line;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		line = strsep(&rest, "\n");
		ck_assert_ptr_nonnull(line);
		ck_assert_msg(strncmp(line, lines[i], strlen(lines[i])) == 0,
			"%s", line);
	}
	ck_assert_str_eq(rest, "");
	free(report);
}
END_TEST

START_TEST(more_errors_than_fit_are_counted)
{
	struct config *c = NULL;
	struct err err = { 0 };
	struct buf text;

	buf_init(&text, 65536);
	for (int i = 0; i < 40; i++)
		buf_printf(&text, "wrong%d = 1\n", i);
	ck_assert_int_eq(load(buf_str(&text), &c, NULL, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, " more"));
	ck_assert_ptr_nonnull(strstr(err.text, "wrong0"));
	buf_deinit(&text);
}
END_TEST

static const struct {
	const char *text;
	const char *report;
} wrong[] = {
	{ "milter { timeout = 0 }", "1: timeout:" },
	{ "milter { timeout = 2147483648 }", "1: timeout:" },
	{ "milter { timeout = 5\ntimeout = 6 }",
		"2: timeout is set a second time, first in line 1" },
	{ "milter { max_message = 12Q }", "1: max_message:" },
	{ "milter { max_message = 0 }", "1: max_message:" },
	{ "milter { max_message = 99999999999G }", "1: max_message:" },
	{ "milter { max_message = -1 }", "1: max_message:" },
	{ "milter { socket_mode = 1660 }", "1: socket_mode:" },
	{ "milter { socket_mode = 0669 }", "1: socket_mode:" },
	{ "milter { socket = \"inet:localhost:8891\" }", "1: socket:" },
	{ "milter { socket = \"inet:65536@localhost\" }", "1: socket:" },
	{ "milter { socket = \"unix:relative\" }", "1: socket:" },
	{ "milter { mode = off }", "one of: enforce pretend" },
	{ "milter { on_locked_text = tempfail }",
		"one of: restore reject quarantine allow" },
	{ "milter { on_error = allow }", "one of: tempfail reject" },
	{ "milter { networks = { \"\" } }", "1: networks:" },
	{ "reseller a { on_missing = restore }", "1: on_missing:" },
	{ "reseller a { }\nreseller a { }", "2: found duplicate title 'a'" },
	{ "milter { }\nmilter { }", "2: a second section milter" },
	{ "own_host = \"https://x.example/\"", "1: own_host:" },
	{ "own_host = \".example\"", "1: own_host:" },
	{ "registry = \"\"", "registry is empty" },
	{ "mailer { smtp = localhost }", "1: smtp:" },
	{ "mailer { from = \"<a@contoso.example>\" }", "1: from:" },
	{ "mailer { tls = yes }", "one of: require opportunistic none" },
	{ "milter { socket", "1: premature end of file" },
	{ "registry = \"x\n\n", "premature end of file" },
	{ "\n/* x", "2: the comment that begins here does not end" },
	{ "milter { socket \"x\" }", "1: missing equal sign" },
	{ "\n\"\" registry = x", "2: a key is missing here" },
	{ "milter { '' = 1 }", "1: a key is missing here" },
	{ "portral { x = 1 }", "1: there is no key portral" },
	{ "}", "1: unexpected closing brace" },
	{ "milter|timeout = 10", "1: timeout stands in another section" },
	{ "'milter||timeout' = 10", "1: timeout stands in another section" },
	{ "|| = 10", "1: there is no key" },
	{ "\nmilter {\nmode = pretend\n",
		"2: what begins here with '{' does not end; write '}'" },
	{ "milter { mode = pretend }\n\nreseller a { # }\n",
		"3: what begins here with '{' does not end; write '}'" },
};

START_TEST(what_is_wrong_is_told_with_its_line)
{
	assert_bad(wrong[_i].text, wrong[_i].report);
}
END_TEST

START_TEST(what_is_printed_is_read_as_it_was)
{
	struct config *c = NULL, *again = NULL;
	struct err err = { 0 };
	struct buf a, b;

	buf_init(&a, 65536);
	buf_init(&b, 65536);
	ck_assert_int_eq(load("milter { socket = 'unix:/a\"b\\\\c${HOME}\nd'\n"
		"networks = { '127.0.0.1' } }", &c, NULL, &err), 0);
	config_print(c, &a);
	ck_assert_ptr_nonnull(strstr(buf_str(&a),
		"\"unix:/a\\\"b\\\\c\\${HOME}\nd\""));
	ck_assert_int_eq(load(buf_str(&a), &again, NULL, &err), 0);
	config_print(again, &b);
	ck_assert_str_eq(buf_str(&a), buf_str(&b));
	config_unref(&c);
	config_unref(&again);
	buf_deinit(&a);
	buf_deinit(&b);
}
END_TEST

START_TEST(comments_of_all_kinds_leave_line_numbers_right)
{
	assert_bad("# a\n#\n\n// b\n/* c\n * d */ reg = 1", "6: ");
	assert_bad("registry = \"sqlite:/a#b//c\" # \"d\nreg = 1", "2: ");
	assert_bad("registry = 'a\\'#'\nreg = 1", "2: ");
}
END_TEST

START_TEST(a_named_file_that_is_missing_is_no_input)
{
	struct config *c = NULL;
	struct err err = { 0 };

	ck_assert_int_eq(config_load(path, NULL, &c, &err), -1);
	ck_assert_int_eq(err.kind, ERR_NO_INPUT);
}
END_TEST

START_TEST(the_file_comes_from_the_environment_when_none_is_named)
{
	struct config *c = NULL;
	struct err err;
	char file[160];

	ck_assert_int_eq(file_write(path, span_str("keys = \"/k\""), 0600,
		&err), 0);
	setenv("LINKSEAL_CONFIG", path, 1);
	ck_assert_int_eq(config_load(NULL, "sqlite:/r", &c, &err), 0);
	ck_assert_str_eq(c->keys, "/k");
	ck_assert_str_eq(c->registry, "sqlite:/r");
	ck_assert_str_eq(c->file, path);
	config_unref(&c);
	unsetenv("LINKSEAL_CONFIG");
	/* A user's file that is not there is skipped. */
	snprintf(file, sizeof file, "%s/none", dir);
	setenv("XDG_CONFIG_HOME", file, 1);
	ck_assert_int_eq(config_load(NULL, NULL, &c, &err), 0);
	config_unref(&c);
}
END_TEST

START_TEST(a_service_without_home_gets_every_default)
{
	char *home = buf_strdup(getenv("HOME"));
	struct config *c;

	unsetenv("HOME");
	c = load_good("keys = \"~/k\"");
	ck_assert_int_eq(c->keys[0], '/');
	ck_assert_int_eq(c->mailer.state[0], '/');
	config_unref(&c);
	if (home)
		setenv("HOME", home, 1);
	free(home);
}
END_TEST

START_TEST(a_reference_keeps_the_configuration)
{
	struct config *c = load_good("keys = \"~/k\"");
	struct config *other = config_ref(c);

	config_unref(&c);
	ck_assert_ptr_null(c);
	ck_assert_ptr_nonnull(strstr(other->keys, "/k"));
	ck_assert_int_ne(other->keys[0], '~');
	config_unref(&other);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, make_dir, remove_dir);
	tcase_add_test(tcase, an_empty_file_gives_the_defaults_of_the_core);
	tcase_add_test(tcase,
		a_reseller_has_the_global_settings_with_its_own_over_them);
	tcase_add_test(tcase,
		a_reseller_signs_in_with_its_own_keys_over_the_common_ones);
	tcase_add_test(tcase, a_proxy_is_an_address_without_a_password);
	tcase_add_test(tcase, sizes_have_suffixes);
	tcase_add_test(tcase, lists_are_replaced_emptied_and_added_to);
	tcase_add_test(tcase, all_errors_are_told_at_once_each_with_its_line);
	tcase_add_test(tcase, more_errors_than_fit_are_counted);
	tcase_add_loop_test(tcase, what_is_wrong_is_told_with_its_line, 0,
		sizeof wrong / sizeof *wrong);
	tcase_add_test(tcase, what_is_printed_is_read_as_it_was);
	tcase_add_test(tcase, comments_of_all_kinds_leave_line_numbers_right);
	tcase_add_test(tcase, a_named_file_that_is_missing_is_no_input);
	tcase_add_test(tcase,
		the_file_comes_from_the_environment_when_none_is_named);
	tcase_add_test(tcase, a_service_without_home_gets_every_default);
	tcase_add_test(tcase, a_reference_keeps_the_configuration);
}

UNIT_MAIN("config", add_tests)
