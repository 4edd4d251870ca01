/* linkseal-linkgen: resellers, their senders and the links issued for them. */

#include <sodium.h>
#include <stdio.h>
#include <sysexits.h>

#include "command.h"

static const struct command *const commands[] = {
	&reseller_add, &reseller_set, &reseller_show, &reseller_list,
	&reseller_remove,
	&sender_add, &sender_list, &sender_remove,
	&service_add, &service_list,
	&offer_add, &offer_list, &offer_remove,
	&issue, &show, &inspect, &link_check, &qr, &link_revoke,
	&key_generate, &key_list, &key_rotate, &key_revoke, &key_publish,
	&export_text, &import_text,
	&provider_list, &provider_show,
};

static const struct program program = {
	.name = PROGRAM,
	.manual = PROGRAM "(1)",
	.commands = commands,
	.n_commands = sizeof commands / sizeof commands[0],
};

int
main(int argc, char **argv)
{
	if (sodium_init() < 0) {
		fputs("linkseal-linkgen: libsodium finds no source of random "
			"numbers\n", stderr);
		return EX_OSERR;
	}
	return command_main(&program, argc, argv);
}
