#ifndef LS_CORE_TEMPLATE_H
#define LS_CORE_TEMPLATE_H

/*
 * One file of words, as marketing or the product's owner writes it:
 *
 *	---
 *	subject: {{partner}} asks to be your reseller
 *	---
 *
 *	A paragraph in Markdown.
 *
 * Two kinds: the author's own part (subject, preheader, greeting, at most two
 * paragraphs, each of which may be edited or deleted) and the locked block
 * (labels and the paragraphs around {{link}}). Bytes in; which file they came
 * from is only a name for messages. No logic.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/markdown.h"
#include "core/faults.h"
#include "core/span.h"
#include "core/vars.h"

enum template_kind {
	TEMPLATE_OWN,
	TEMPLATE_LOCKED,
};

enum template_key {
	TEMPLATE_SUBJECT,	/* required in own */
	TEMPLATE_PREHEADER,
	TEMPLATE_GREETING,	/* used when {{name}} has a value */
	TEMPLATE_GREETING_WITHOUT_NAME,
	TEMPLATE_BUTTON,	/* required in locked: words on the button */
	TEMPLATE_COPY,		/* required in locked: "or copy this address" */
	TEMPLATE_KEYS
};

struct template;

/* Copies BYTES. Reports all that is wrong to P, and then returns NULL. A
 * byte order mark at the very start and CRLF line ends are fine. */
struct template *template_parse(enum template_kind kind, const char *file,
	struct span bytes, struct faults *p);
void template_free(struct template **t);

/* The name given to template_parse, for messages. Borrowed. */
const char *template_file(const struct template *t);

/* The file as it is; values and body lie in it. Borrowed. */
struct span template_source(const struct template *t);

/* "subject" and so on. */
const char *template_key_name(enum template_key key);

/* The value as written; n is 0 when the key is absent. Borrowed. */
struct span template_value(const struct template *t, enum template_key key);

/* The Markdown below the front matter. Borrowed. */
struct span template_body(const struct template *t);

/* The greeting that fits what is known: with or without a name. */
enum template_key template_greeting(const struct vars *v);

/* Reports each variable that is used here and has no value in V. */
void template_check_values(const struct template *t, const struct vars *v,
	struct faults *p);

#endif
