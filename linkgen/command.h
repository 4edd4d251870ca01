#ifndef LS_LINKGEN_COMMAND_H
#define LS_LINKGEN_COMMAND_H

/* The commands of linkseal-linkgen; main.c has them in a table. */

#include "cli/command.h"

#define PROGRAM "linkseal-linkgen"

extern const struct command reseller_add, reseller_set, reseller_show,
	reseller_list, reseller_remove;
extern const struct command sender_add, sender_list, sender_remove;
extern const struct command service_add, service_list;
extern const struct command offer_add, offer_list, offer_remove;
extern const struct command issue, show, inspect, link_check, qr,
	link_revoke;
extern const struct command key_generate, key_list, key_rotate, key_revoke,
	key_publish;
extern const struct command export_text, import_text;
extern const struct command provider_list, provider_show;

#endif
