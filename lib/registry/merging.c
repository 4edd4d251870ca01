#include "registry/merging.h"

#include <stdarg.h>
#include <stdio.h>

#include "registry/store.h"

/* Every change is told to people and to the history alike. */
void
merging_tell(struct merging *m, const char *reseller, const char *fmt, ...)
{
	char line[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	if (m->told) {
		buf_add_str(m->told, line);
		buf_add_byte(m->told, '\n');
	}
	if (!m->failed && store_note(m->r, "import", reseller, line,
	    &m->why) != 0)
		m->failed = true;
}

void
merging_fault(struct merging *m, const struct roster_place *at,
	const char *fmt, ...)
{
	char text[ERR_TEXT_MAX + 1];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	faults_add(m->faults, m->name, at->line, at->column, "%s", text);
}

bool
merging_stays(const struct merging *m, const char *reseller)
{
	return !m->replace || g_hash_table_contains(m->wanted, reseller);
}
