#include "again.h"

#include <string.h>

#include "core/limits.h"

/* "again-2026-11-21-" stands before it. */
#define DOMAIN_MAX (LIMIT_CAMPAIGN - 17)

/* RFC 4180. Spreadsheets take what begins with these for a formula, and a
 * company's name is what others say it is. */
static void
cell(struct buf *out, const char *text)
{
	text += strspn(text, "=+-@\t\r\n ");
	buf_add_byte(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			buf_add_byte(out, '"');
		buf_add_byte(out, (unsigned char)*text);
	}
	buf_add_byte(out, '"');
}

void
again_head(struct buf *out)
{
	buf_add_str(out, "email,name,company,locale\r\n");
}

void
again_line(struct buf *out, const struct ledger_customer *c)
{
	buf_printf(out, AGAIN_PERSON "@%s,,", c->domain);
	if (c->name)
		cell(out, c->name);
	buf_add_str(out, ",\r\n");
}

void
again_command(struct buf *out, const char *reseller, const char *file,
	const char *domain, const char *day)
{
	buf_printf(out, "linkseal-mailer send --reseller %s", reseller);
	if (file)
		buf_printf(out, " --recipients %s", file);
	else
		buf_printf(out, " --to '" AGAIN_PERSON "@%s'", domain);
	buf_printf(out, " --campaign again-%s", day);
	if (file == NULL)
		buf_printf(out, "-%.*s", DOMAIN_MAX, domain);
	buf_add_str(out, " --send");
}
