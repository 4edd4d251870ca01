#ifndef LS_CORE_LETTER_H
#define LS_CORE_LETTER_H

/*
 * The invitation for one recipient: a subject and the same words twice, as
 * text and as HTML, from the author's part, the locked block and the skeleton.
 * In the text the link stands alone on its line with an empty line before and
 * after it; every other line has at most WRAP_COLUMNS columns.
 */

#include "core/err.h"
#include "core/image.h"
#include "core/letter_memory.h"
#include "core/skeleton.h"
#include "core/template.h"
#include "core/vars.h"

/* The Content-ID of the logo (RFC 2392), and the address that leads to it. */
#define LETTER_LOGO_ID "logo@linkseal"
#define LETTER_LOGO "cid:" LETTER_LOGO_ID

struct letter_parts {
	const struct template *own;
	const struct template *locked;
	const struct skeleton *skeleton;
	const char *locale;	/* what both templates are written in */
	const struct image *logo;	/* NULL: there is none */
	const char *logo_source;	/* where the page finds it: LETTER_LOGO
					   in a message */
	struct letter_memory *memory;	/* NULL: for one letter alone */
};

struct letter {
	char *subject;
	char *text;	/* lines end with '\n' */
	char *html;
};

/* VARS must hold partner and link. The signature is made of the reseller's
 * name and of sender, address, phone and contact, as far as they are known.
 * ERR_DATA: every variable without a value, with its place; ERR_LIMIT: longer
 * than LIMIT_LETTER. The caller gives *l_r to letter_deinit on success. */
int letter_write(const struct letter_parts *parts, const struct vars *vars,
	struct letter *l_r, struct err *err) ERR_CHECKED;
void letter_deinit(struct letter *l);

#endif
