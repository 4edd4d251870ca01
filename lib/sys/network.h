#ifndef LS_SYS_NETWORK_H
#define LS_SYS_NETWORK_H

/* IP networks as people write them: "192.0.2.0/24", "2001:db8::/32", "::1". */

#include <stdbool.h>
#include <sys/socket.h>

#include "core/err.h"

struct network {
	int family;			/* AF_INET, AF_INET6 */
	unsigned char address[16];	/* network order; 4 used for AF_INET */
	unsigned bits;			/* of the address that count */
};

/* ERR_CONFIG: not an address, too many bits, or bits set behind the prefix
 * ("10.0.0.1/8"), which is more often a slip than meant. */
int network_parse(const char *s, struct network *n_r, struct err *err)
	ERR_CHECKED;

/* True when ADDRESS lies in N. An IPv4 address mapped into IPv6
 * (::ffff:192.0.2.1) counts as the IPv4 address that it is. */
bool network_holds(const struct network *n, const struct sockaddr *address);

/* The same for an address in text, for the offline judge; false when S is no
 * address. */
bool network_holds_text(const struct network *n, const char *s);

/* True when S is an IPv4 or IPv6 address. */
bool network_is_address(const char *s);

#endif
