#ifndef LS_CORE_SWEEP_H
#define LS_CORE_SWEEP_H

/*
 * Passes over many bytes at once, for what is asked of every byte of a mail.
 * Knows nothing of what they mean.
 */

#include "core/span.h"

/* Offset of the nearer of two bytes at or after FROM, else s.n. */
size_t sweep_either(struct span s, size_t from, unsigned char a,
	unsigned char b);

/* True when a control character other than tab, CR and LF is in it. */
bool sweep_control(struct span s);

#endif
