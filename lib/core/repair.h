#ifndef LS_CORE_REPAIR_H
#define LS_CORE_REPAIR_H

/*
 * Undoes what transports and editors do to a URL, as far as needed to see what
 * was meant. The result serves recognition only, it is never sent. Knows no
 * provider.
 */

#include <stdbool.h>

#include "core/span.h"

struct repair {
	char *text;
	bool entity;	/* &amp; stood for & */
	bool quoted;	/* =3D stood for = */
	bool escaped;	/* %XX stood for a character */
	bool marked;	/* a backslash stood before marks */
	bool dressed;	/* dashes or full-width forms stood for ASCII */
	bool unseen;	/* blanks, controls or invisible characters */
};

/* What S says once the damage is undone, and which damage it was; the
 * caller gives *r back. */
void repair_undo(struct span s, struct repair *r);
void repair_deinit(struct repair *r);

#endif
