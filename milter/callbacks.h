#ifndef LS_MILTER_CALLBACKS_H
#define LS_MILTER_CALLBACKS_H

/*
 * What libmilter calls. Each callback finds its session in the context's
 * private data, hands on what it got, and translates the answer.
 *
 *	negotiate -> connect -> (envfrom -> header* -> body* -> eom | abort)*
 *		-> close
 *
 * What libmilter does behind our back: abort is not called after an answer of
 * ours that ends a message; a new envfrom may come without one; close may
 * come alone, and first. So each of these ends the message itself.
 */

#include "flight.h"
#include "invited.h"
#include "mta.h"
#include "tally.h"
#include "world.h"

/* A callback has no argument of ours: what it works with is set here, once,
 * before the first connection. All are borrowed. */
void callbacks_use(const struct mta *mta, struct world *world,
	struct flight *flight, struct tally *tally, struct invited *invited);

/* For smfi_register. */
extern const struct smfiDesc callbacks_desc;

#endif
