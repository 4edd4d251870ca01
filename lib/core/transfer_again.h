#ifndef LS_CORE_TRANSFER_AGAIN_H
#define LS_CORE_TRANSFER_AGAIN_H

/*
 * Encodes bodies that are nearly the same as the one before, as the mails of a
 * list are: lines at the beginning and at the end that did not change are not
 * encoded again. The result is that of transfer_encode().
 */

#include "core/buf.h"

struct transfer_again;

struct transfer_again *transfer_again_new(void);
/* Takes NULL; leaves NULL. */
void transfer_again_free(struct transfer_again **a);

/* As transfer_encode(). */
const char *transfer_again_encode(struct transfer_again *a,
	struct span body, struct buf *out);

#endif
