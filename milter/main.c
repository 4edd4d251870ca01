#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "check.h"
#include "daemon.h"
#include "setup.h"
#include "sys/log.h"

static const char usage[] =
"usage: linkseal-milter [-c FILE] [-r REGISTRY] [-f] [-v]\n"
"       linkseal-milter [-c FILE] [-r REGISTRY] -n [-v]\n"
"       linkseal-milter [-c FILE] [-r REGISTRY] -t [--from A] [--login L]\n"
"                       [--client IP] [--rcpt A] [-o DIR] FILE...\n";

static const char help[] =
"Keeps the reseller link in invitations exactly as it was issued.\n"
"\n"
"  -c FILE         the configuration\n"
"  -r REGISTRY     instead of the configuration's\n"
"  -f              stay in the foreground, log to standard error\n"
"  -n              check configuration and registry, start nothing\n"
"  -t FILE...      judge saved messages as the filter would; - is\n"
"                  standard input\n"
"      --from A    as if sent by that envelope sender\n"
"      --login L   as if that login had authenticated\n"
"      --client IP as if from that address (127.0.0.1)\n"
"      --rcpt A    as if to that recipient; may be given again\n"
"  -o DIR          write each message there as it would leave\n"
"  -v              say more\n"
"      --help, --version\n";

enum { OPTION_FROM = 256, OPTION_LOGIN, OPTION_CLIENT, OPTION_RCPT,
	OPTION_HELP, OPTION_VERSION };

static const struct option long_options[] = {
	{ "from", required_argument, NULL, OPTION_FROM },
	{ "login", required_argument, NULL, OPTION_LOGIN },
	{ "client", required_argument, NULL, OPTION_CLIENT },
	{ "rcpt", required_argument, NULL, OPTION_RCPT },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

struct options {
	struct daemon_options daemon;
	struct check_options check;
	bool setup;
	bool test;
	bool envelope;		/* an option that only -t knows */
	char *const *files;
	size_t n_files;
};

static int
misused(const char *what)
{
	fprintf(stderr, "linkseal-milter: %s\n%s", what, usage);
	return EX_USAGE;
}

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
	o->envelope |= c == 'o' || (c >= OPTION_FROM && c <= OPTION_RCPT);
	switch (c) {
	case 'c':
		o->daemon.file = optarg;
		break;
	case 'r':
		o->daemon.registry = optarg;
		break;
	case 'f':
		o->daemon.foreground = true;
		break;
	case 'n':
		o->setup = true;
		break;
	case 't':
		o->test = true;
		break;
	case 'v':
		o->daemon.verbose = true;
		break;
	case 'o':
		o->check.out = optarg;
		break;
	case OPTION_FROM:
		o->check.from = optarg;
		break;
	case OPTION_LOGIN:
		o->check.login = optarg;
		break;
	case OPTION_CLIENT:
		o->check.client = optarg;
		break;
	case OPTION_RCPT:
		break;		/* no rule asks for the recipients */
	case OPTION_HELP:
		return finish(usage, help);
	case OPTION_VERSION:
		return finish("linkseal-milter ", LS_VERSION "\n");
	default:
		fputs(usage, stderr);
		return EX_USAGE;
	}
	return -1;
}

static int
take_arguments(struct options *o, int argc, char **argv)
{
	int c, status;

	while ((c = getopt_long(argc, argv, "c:r:fntvo:", long_options,
	    NULL)) != -1)
		if ((status = take_option(o, c)) >= 0)
			return status;
	o->files = argv + optind;
	o->n_files = (size_t)(argc - optind);
	if (o->test + o->setup + o->daemon.foreground > 1)
		return misused("-f, -n and -t exclude each other");
	if (o->test && o->n_files == 0)
		return misused("-t: which messages? name their files");
	if (!o->test && o->n_files)
		return misused("only -t takes files");
	if (!o->test && o->envelope)
		return misused("--from, --login, --client, --rcpt and -o go "
			"with -t");
	return -1;
}

static int
fail(const struct err *err)
{
	log_warnx("%s", err->text);
	return err_exit_status(err->kind);
}

static int
judge(const struct options *o, struct config *c)
{
	struct world *w = NULL;
	struct err err;
	int status = EX_OK;

	if (world_new(c, o->daemon.file, o->daemon.registry, &w, &err) < 0)
		return fail(&err);
	if (check_files(w, &o->check, o->files, o->n_files, &err) < 0)
		status = fail(&err);
	world_free(&w);
	return status;
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };
	struct config *c = NULL;
	struct err err;
	int status = take_arguments(&o, argc, argv);

	if (status >= 0)
		return status;
	log_init("linkseal-milter", false, o.daemon.verbose);
	if (o.setup)
		return setup_check(o.daemon.file, o.daemon.registry,
			o.daemon.verbose);
	if (config_load(o.daemon.file, o.daemon.registry, &c, &err) < 0)
		return fail(&err);
	if (o.test)
		return judge(&o, c);
	return daemon_run(&o.daemon, c);
}
