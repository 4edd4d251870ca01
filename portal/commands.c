#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "registry/operator.h"

struct ledger_actor
commands_actor(char login[COMMANDS_LOGIN])
{
	struct buf name;

	buf_init(&name, 8192);
	operator_name(&name);
	snprintf(login, COMMANDS_LOGIN, "%s", buf_str(&name));
	buf_deinit(&name);
	return (struct ledger_actor){ "operator", login };
}

int
commands_ask(const char *yes, const char *question, struct err *err)
{
	char answer[16];

	if (yes)
		return 0;
	if (!isatty(STDIN_FILENO))
		return err_set(err, ERR_USAGE, "nobody can be asked here; "
			"say --yes if you are sure");
	fprintf(stderr, "%s [y/N] ", question);
	if (fgets(answer, sizeof answer, stdin) &&
	    (strcmp(answer, "y\n") == 0 || strcmp(answer, "yes\n") == 0))
		return 0;
	return err_set(err, ERR_NO_PERM, "nothing was changed");
}

int
commands_want_reseller(struct registry *r, const char *reseller,
	struct err *err)
{
	struct registry_reseller s = { .name = NULL };

	if (reseller && registry_reseller_get(r, reseller, &s, err) != 0)
		return -1;
	registry_reseller_deinit(&s);
	return 0;
}
