/* linkseal-mailer: writes invitations and sends them. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "commands.h"
#include "config.h"
#include "smtp/smtp_transport.h"
#include "sys/log.h"

static const struct {
	const char *name;
	enum options_command id;
	int (*run)(const struct options *o, struct err *err);
	const char *help;
} commands[] = {
	{ "text", OPTIONS_TEXT, command_text,
		"print an invitation, to be copied or opened as a draft" },
	{ "preview", OPTIONS_PREVIEW, command_preview,
		"make a page that shows it in every language" },
	{ "check", OPTIONS_CHECK, command_check,
		"look at templates as a careful editor would" },
	{ "send", OPTIONS_SEND, command_send,
		"send it to one address or a list; a dry run without --send" },
	{ "resume", OPTIONS_RESUME, command_resume,
		"go on with a campaign, by its name" },
	{ "status", OPTIONS_STATUS, command_status,
		"how far the campaigns are, and who is in which state" },
	{ "record", OPTIONS_RECORD, command_record,
		"tell the registry who was invited, if a campaign could not" },
};
#define COUNT (sizeof(commands) / sizeof(commands[0]))

static void
help(void)
{
	size_t i;

	puts("linkseal-mailer: writes invitations and sends them\n");
	for (i = 0; i < COUNT; i++) {
		printf("linkseal-mailer %s%s\n  %s\n", commands[i].name,
			commands[i].id == OPTIONS_STATUS ||
			commands[i].id == OPTIONS_RECORD ? " [CAMPAIGN]" :
			commands[i].id == OPTIONS_CHECK ? " [DIR]" :
			commands[i].id == OPTIONS_RESUME ? " CAMPAIGN" :
			" OPTIONS", commands[i].help);
		options_help(commands[i].id, stdout);
		putchar('\n');
	}
	puts("linkseal-mailer --version\n\nManual: man linkseal-mailer");
}

/* A command returns 0, an exit status, or -1 with what is wrong in ERR. */
static int
run(size_t i, int argc, char **argv)
{
	struct options o;
	struct err err = { ERR_NONE, "" };
	int rc = options_parse(commands[i].id, argc, argv, &o, &err);

	if (rc == 0 && o.help)
		options_help(commands[i].id, stdout);
	else if (rc == 0)
		rc = commands[i].run(&o, &err);
	smtp_stop();
	options_deinit(&o);
	if (rc >= 0)
		return rc;
	log_warnx("%s", err.text);
	if (err.kind == ERR_USAGE)
		fputs("Try: linkseal-mailer --help\n", stderr);
	return err_exit_status(err.kind);
}

/* -c and -r may stand before the command, as for the other programs. */
static bool
takes_value(const char *option)
{
	return strcmp(option, "-c") == 0 || strcmp(option, "-r") == 0 ||
		strcmp(option, "--config") == 0 ||
		strcmp(option, "--registry") == 0;
}

/* Brings the command to argv[1] and the options before it behind it. */
static void
command_first(int argc, char **argv)
{
	char *command;
	int at = 1;

	while (at < argc && argv[at][0] == '-')
		at += takes_value(argv[at]) ? 2 : 1;
	if (at >= argc)
		return;
	command = argv[at];
	memmove(argv + 2, argv + 1, (size_t)(at - 1) * sizeof(*argv));
	argv[1] = command;
}

int
main(int argc, char **argv)
{
	size_t i;

	log_init("linkseal-mailer", false, false);
	smtp_start();
	if (argc >= 2 && strcmp(argv[1], "--version") == 0) {
		puts("linkseal-mailer " PACKAGE_VERSION);
		return EX_OK;
	}
	if (argc >= 2 && (strcmp(argv[1], "--help") == 0 ||
		strcmp(argv[1], "-h") == 0)) {
		help();
		return EX_OK;
	}
	command_first(argc, argv);
	for (i = 0; argc >= 2 && i < COUNT; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return run(i, argc - 1, argv + 1);
	if (argc < 2 || argv[1][0] == '-')
		log_warnx("a command is missing");
	else
		log_warnx("there is no command \"%s\"", argv[1]);
	fputs("Try: linkseal-mailer --help\n", stderr);
	return EX_USAGE;
}
