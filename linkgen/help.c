#include "help.h"

#include <string.h>

static const char shared[] =
	"  -c, --config FILE       the configuration; default: "
	"$LINKSEAL_CONFIG, else\n"
	"                          the user's, else the system's "
	"linkseal.conf\n"
	"  -r, --registry URL      the registry, instead of the configured "
	"one:\n"
	"                          sqlite:/PATH\n"
	"      --help              this text\n";

static void
usage(FILE *out, const struct command *c)
{
	fprintf(out, PROGRAM " %s%s%s%s%s", c->noun, c->verb ? " " : "",
		c->verb ? c->verb : "", *c->operands ? " " : "", c->operands);
}

void
help_commands(FILE *out, const struct command *const *commands, size_t n,
	const char *noun)
{
	size_t i;

	fputs("usage:\n", out);
	for (i = 0; i < n; i++) {
		if (noun && strcmp(noun, commands[i]->noun) != 0)
			continue;
		fputs("  ", out);
		usage(out, commands[i]);
		fprintf(out, "\n          %s\n", commands[i]->summary);
	}
	fprintf(out, "\nEvery command takes:\n%s", shared);
	if (noun == NULL)
		fputs("      --version           the version of Linkseal\n"
			"\n" PROGRAM "(1) has examples.\n", out);
}

void
help_command(FILE *out, const struct command *c)
{
	const struct command_option *o;
	int width;

	fputs("usage: ", out);
	usage(out, c);
	fprintf(out, "\n%s\n", c->summary);
	if (c->details)
		fprintf(out, "\n%s", c->details);
	fputs("\nOptions:\n", out);
	for (o = c->options; o && o->name; o++) {
		width = 16 - (int)strlen(o->name);
		fprintf(out, "      --%s %-*s %s\n", o->name,
			width > 0 ? width : 0, o->argument ? o->argument : "",
			o->help);
	}
	fputs(shared, out);
}
