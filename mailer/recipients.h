#ifndef LS_MAILER_RECIPIENTS_H
#define LS_MAILER_RECIPIENTS_H

/*
 * Who gets the invitation: from a CSV file with a header row, or one address
 * of the command line. All that is wrong is told with its line, before
 * anything is sent; an address that stands twice is sent to once.
 */

#include "core/err.h"
#include "core/faults.h"
#include "core/vars.h"

struct recipient {
	char *address;		/* domain as A-labels */
	char *key;		/* lower case; what the journal knows */
	char *locale;		/* NULL: as for everybody */
	struct vars vars;	/* its own columns; others are NULL */
	size_t line;		/* in the file; 0 from the command line */
};

struct recipients {
	struct recipient *list;
	size_t n;
	struct faults notes;	/* duplicates: told, no fault */
};

/* Nobody yet. The caller calls recipients_deinit. */
void recipients_init(struct recipients *r);
void recipients_deinit(struct recipients *r);

/* Columns: email, and as far as there are any: name, company, locale and the
 * other variables that a recipient may have. Faults go to P. */
void recipients_read(struct recipients *r, const char *file,
	struct span csv, struct faults *p);

/* Only the first stays, and what it gets goes to ADDRESS. ERR_DATA. */
int recipients_redirect(struct recipients *r, const char *address,
	struct err *err) ERR_CHECKED;

/* One more, from the command line. ERR_DATA. */
int recipients_add(struct recipients *r, const char *address,
	struct err *err) ERR_CHECKED;

#endif
