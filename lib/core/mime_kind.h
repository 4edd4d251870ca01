#ifndef LS_CORE_MIME_KIND_H
#define LS_CORE_MIME_KIND_H

/*
 * What a part is to a reader, from what its header says: a letter, an
 * attachment, something sealed. Knows types and names; no bytes, and not who
 * read the header.
 */

#include "core/mime_item.h"

/* Of Content-Type and Content-Disposition; NULL where nothing is said. */
struct mime_said {
	struct span type, subtype;	/* as written; never NULL */
	struct span charset, format, delsp, smime_type;
	struct span disposition;
	struct span name;	/* the file name of either */
	bool multipart;		/* read as one */
};

/* Fills what SAID tells of the ITEM, whose parent is in MIME already. */
void mime_kind_set(struct mime *mime, struct mime_item *item,
	const struct mime_said *said);

#endif
