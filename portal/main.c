#include <getopt.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "cli/help.h"
#include "commands.h"
#include "serve.h"
#include "sys/log.h"

static const char usage[] =
"usage: linkseal-portal [-c FILE] [-r REGISTRY] [-v]\n"
"       linkseal-portal [-c FILE] [-r REGISTRY] -n\n"
"       linkseal-portal COMMAND [OPTION...]\n";

static const char help[] =
"The pages on which customers accept a reseller and see their partners, and\n"
"partners see their customers. Serves HTTP to a proxy that speaks TLS.\n"
"\n"
"  -c, --config FILE     the configuration; default: $LINKSEAL_CONFIG, else\n"
"                        the user's, else the system's linkseal.conf\n"
"  -r, --registry URL    instead of the configuration's\n"
"  -n, --check           check configuration, words and registry, start\n"
"                        nothing\n"
"  -v, --verbose         say more\n"
"      --help, --version\n"
"\n"
"Commands; `linkseal-portal COMMAND --help` tells more of each:\n";

static const struct command *const commands[] = {
	&commands_customers, &commands_relationships, &commands_history,
	&commands_remove_dap, &commands_end,
	&commands_sync, &commands_export, &commands_erase, &commands_expire,
};

static const struct program program = {
	.name = PROGRAM,
	.manual = PROGRAM "(8)",
	.commands = commands,
	.n_commands = sizeof commands / sizeof commands[0],
};

enum { OPTION_HELP = 256, OPTION_VERSION };

static const struct option long_options[] = {
	{ "config", required_argument, NULL, 'c' },
	{ "registry", required_argument, NULL, 'r' },
	{ "check", no_argument, NULL, 'n' },
	{ "verbose", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

struct options {
	const char *file, *registry;
	bool check, verbose;
};

static int
finish(const char *text, const char *more)
{
	printf("%s%s", text, more);
	return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

/* -1: go on; else the exit status. */
static int
take_option(struct options *o, int c)
{
	switch (c) {
	case 'c':
		o->file = optarg;
		return -1;
	case 'r':
		o->registry = optarg;
		return -1;
	case 'n':
		o->check = true;
		return -1;
	case 'v':
		o->verbose = true;
		return -1;
	case OPTION_HELP:
		printf("%s%s", usage, help);
		help_list(stdout, &program, NULL);
		return finish("", "");
	case OPTION_VERSION:
		return finish("linkseal-portal ", LS_VERSION "\n");
	default:
		fputs(usage, stderr);
		return EX_USAGE;
	}
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };
	struct config *config = NULL;
	struct err err;
	int c, status;

	while ((c = getopt_long(argc, argv, "+c:r:nv", long_options,
	    NULL)) != -1)
		if ((status = take_option(&o, c)) >= 0)
			return status;
	if (optind < argc)
		return command_main(&program, argc, argv);
	log_init("linkseal-portal", false, o.verbose);
	if (sodium_init() < 0) {
		log_warnx("libsodium finds no source of random numbers");
		return EX_OSERR;
	}
	if (config_load(o.file, o.registry, &config, &err) < 0) {
		log_warnx("%s", err.text);
		return err_exit_status(err.kind);
	}
	status = o.check ? serve_check(config) : serve(config);
	config_unref(&config);
	return status;
}
