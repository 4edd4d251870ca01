#ifndef LS_MILTER_SETUP_H
#define LS_MILTER_SETUP_H

/* Checks configuration and registry without starting anything: -n. */

#include <stdbool.h>

/* FILE, REGISTRY: -c and -r; or NULL. What is wrong goes to standard error,
 * all of it; else `configuration OK` and a summary to standard output. VERBOSE:
 * every setting too. The result is the exit status. */
int setup_check(const char *file, const char *registry, bool verbose);

#endif
