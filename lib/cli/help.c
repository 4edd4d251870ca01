#include "cli/help.h"

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
usage(FILE *out, const struct program *p, const struct command *c)
{
	fprintf(out, "%s %s%s%s%s%s", p->name, c->noun, c->verb ? " " : "",
		c->verb ? c->verb : "", *c->operands ? " " : "", c->operands);
}

void
help_list(FILE *out, const struct program *p, const char *noun)
{
	const struct command *c;

	for (size_t i = 0; i < p->n_commands; i++) {
		c = p->commands[i];
		if (noun && strcmp(noun, c->noun) != 0)
			continue;
		fputs("  ", out);
		usage(out, p, c);
		fprintf(out, "\n          %s\n", c->summary);
	}
}

void
help_commands(FILE *out, const struct program *p, const char *noun)
{
	fputs("usage:\n", out);
	help_list(out, p, noun);
	fprintf(out, "\nEvery command takes:\n%s", shared);
	if (noun == NULL)
		fprintf(out, "      --version           the version of "
			"Linkseal\n\n%s has examples.\n", p->manual);
}

void
help_command(FILE *out, const struct program *p, const struct command *c)
{
	const struct command_option *o;
	int width;

	fputs("usage: ", out);
	usage(out, p, c);
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
