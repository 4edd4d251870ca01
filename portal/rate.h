#ifndef LS_PORTAL_RATE_H
#define LS_PORTAL_RATE_H

/*
 * How often somebody may do something: a bucket that is refilled evenly, for
 * each of very many names in little, constant memory. Names that fall into one
 * place push each other out, which nobody outside can bring about on purpose.
 * Knows no clock. For one thread at a time.
 */

#include <stdbool.h>
#include <stdint.h>

struct rate;

/* BURST at once, MINUTE more in each minute. The caller frees it. */
struct rate *rate_new(unsigned burst, unsigned minute);
void rate_free(struct rate **r);

/* Takes one for NAME at NOW (milliseconds); false: none is left. */
bool rate_take(struct rate *r, const char *name, int64_t now);

#endif
