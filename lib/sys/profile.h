#ifndef LS_SYS_PROFILE_H
#define LS_SYS_PROFILE_H

/* The text of one provider profile (libconfuse syntax). Knows the keys and
 * what they mean, not where files are. */

#include "core/provider.h"
#include "sys/problems.h"

/* A profile made from TEXT, which comments_blank() has gone over; never NULL.
 * What is wrong goes to PROBLEMS; the profile is good when there is nothing.
 * OWN_HOST: see provider_file.h. Owner: the caller. */
struct provider *profile_read(const char *text, const char *own_host,
	struct problems *problems);

#endif
