#ifndef LS_CORE_VARS_H
#define LS_CORE_VARS_H

/*
 * The closed set of {{variables}} and their values for one recipient. No
 * logic: a variable is replaced once, by plain characters, and what stands in
 * a value is never looked at again. Escaping is the business of whoever knows
 * where the text lands.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

enum var {
	VAR_NAME,		/* the person who gets the mail */
	VAR_COMPANY,		/* the customer */
	VAR_SERVICE,		/* what the customer buys */
	VAR_REFERENCE,		/* an offer or contract number */
	VAR_SENDER,		/* the person who signs */
	VAR_CONTACT,		/* the reseller's e-mail address */
	VAR_PHONE,		/* the reseller's */
	VAR_ADDRESS,		/* the reseller's postal address */
	VAR_PARTNER,		/* the reseller's name, from the registry */
	VAR_LINK,		/* from the registry, locked block only */
	VAR_COUNT
};

struct vars {
	char *value[VAR_COUNT];	/* owned; NULL: not known */
};

/* Zeroed vars are empty. Frees the values and leaves it empty. */
void vars_deinit(struct vars *v);

/* Copies VALUE; an empty one means "not known". ERR_DATA: not UTF-8, a line
 * break, a control or direction character, longer than LIMIT_VALUE, or
 * (except VAR_LINK) an address that mail readers would make a link. */
int vars_set(struct vars *v, enum var var, struct span value,
	struct err *err) ERR_CHECKED;

/* The number of a name; -1 when there is none. */
int vars_find(struct span name);
const char *vars_name(enum var var);
/* All names that may stand in marketing's part, for messages. */
const char *vars_list(void);

/* The next {{…}} at or after FROM: its range with the braces, and the trimmed
 * name. False when there is none; braces that do not close on their line are
 * found too, with an empty name and the range of the two braces. */
bool vars_next(struct span text, size_t from, size_t *begin_r, size_t *end_r,
	struct span *name_r);

/* Appends TEXT with its variables replaced. ERR_DATA: names the variable that
 * is unknown or has no value. */
int vars_expand(const struct vars *v, struct span text, struct buf *out,
	struct err *err) ERR_CHECKED;

/* The first character that must not stand in words people send: control
 * characters except tab and line ends, direction marks (U+202A..202E,
 * U+2066..2069), zero-width characters, U+FEFF, and bytes that are no UTF-8.
 * SPAN_NONE when there is none; *what_r names it. */
size_t vars_bad_character(struct span text, const char **what_r);

/* The first place that mail readers would turn into a link by themselves;
 * SPAN_NONE when there is none. */
size_t vars_bare_link(struct span text);

#endif
