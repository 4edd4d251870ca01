#include "registry/operator.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

static void
login(struct buf *out)
{
	struct passwd pw, *found = NULL;
	char text[4096];

	if (getpwuid_r(getuid(), &pw, text, sizeof text, &found) == 0 && found)
		buf_add_str(out, pw.pw_name);
	else
		buf_printf(out, "uid %lu", (unsigned long)getuid());
}

/* Who called sudo; NULL: nobody. Others than root could say what they like. */
static const char *
caller(void)
{
	const char *sudo = getuid() == 0 ? getenv("SUDO_USER") : NULL;

	return sudo && *sudo ? sudo : NULL;
}

void
operator_name(struct buf *out)
{
	if (caller())
		buf_add_str(out, caller());
	else
		login(out);
}

void
operator_text(struct buf *out)
{
	login(out);
	if (caller())
		buf_printf(out, " (sudo by %s)", caller());
}
