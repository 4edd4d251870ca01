#ifndef LS_CORE_INBOUND_FIELD_H
#define LS_CORE_INBOUND_FIELD_H

/*
 * The field that tells the receiver's mail readers and rules what was found,
 * in the manner of RFC 8601:
 *
 *	Linkseal-Result: mx.customer.example; verdict=genuine
 *		reseller=contoso provider=partner-center
 *		reason="exactly as it was issued"
 *
 * Whoever reads it must be able to believe it, so every such field that comes
 * in from outside goes, whoever it says has written it (RFC 8601 5 lets those
 * of other hosts stay; people don't look at the host).
 */

#include "core/edits.h"
#include "core/inbound_link.h"
#include "core/message.h"

#define INBOUND_FIELD "Linkseal-Result"

/* Removes them all; and where a CR alone would begin one, inside another
 * field, as some programs read it, a blank takes the CR's place. How many. */
size_t inbound_field_clear(const struct message *m, struct edits *edits);

/* The same for a header that is not parsed, since it is too large: each field
 * of this name in HEADER, which ends with it or with an empty line. */
size_t inbound_field_clear_raw(struct span header, struct edits *edits);

/* The message without them, for who has no mail server to edit it. */
void inbound_field_cut_raw(struct span message, struct buf *out);

/* Adds the field for L. HOST: who says so. A reseller is named only where the
 * link is somebody's. */
void inbound_field_add(const struct inbound_link *l, const char *host,
	struct edits *edits);

#endif
