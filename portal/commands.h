#ifndef LS_PORTAL_COMMANDS_H
#define LS_PORTAL_COMMANDS_H

/*
 * The commands of linkseal-portal, beside serving pages; main.c has them in a
 * table. They work on the registry, whether or not a portal runs.
 */

#include "cli/command.h"
#include "registry/ledger.h"

#define PROGRAM "linkseal-portal"

/* Who does it, for the history: the operator who is logged in. */
#define COMMANDS_LOGIN 300
struct ledger_actor commands_actor(char login[COMMANDS_LOGIN]);

/* May it be done? YES: --yes was given, or NULL. Else the person at the
 * terminal is asked. ERR_USAGE: there is nobody to ask; ERR_NO_PERM: no. */
int commands_ask(const char *yes, const char *question, struct err *err)
	ERR_CHECKED;

/* ERR_NOT_FOUND, in words, when a reseller is named that is not there. */
int commands_want_reseller(struct registry *r, const char *reseller,
	struct err *err) ERR_CHECKED;

extern const struct command commands_customers, commands_relationships,
	commands_history, commands_remove_dap, commands_end, commands_export,
	commands_erase, commands_expire, commands_sync;

#endif
