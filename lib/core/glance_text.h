#ifndef LS_CORE_GLANCE_TEXT_H
#define LS_CORE_GLANCE_TEXT_H

/*
 * The part of a glance that reads decoded text: is there any address in it
 * that is not plainly somebody else's? Knows hosts and own links; not MIME.
 */

#include <stdbool.h>

#include "core/facts.h"
#include "core/own_links.h"
#include "core/span.h"

/* Of providers, and of the sender's own links; more are looked at closely. */
#define GLANCE_NEEDLES 48

/* What is looked for, worked out once a message. */
struct glance {
	struct own_links own;
	struct span hosts[GLANCE_NEEDLES];
	char *looks[GLANCE_NEEDLES];	/* skeletons of the hosts */
	size_t dots[GLANCE_NEEDLES];	/* the first in each host */
	size_t n_hosts;
	struct span pieces[GLANCE_NEEDLES];
	size_t n_pieces;
	struct span names[GLANCE_NEEDLES];	/* "partnerId=" */
	size_t n_names;
	char harmless[254];	/* the host that was looked at last */
};

/* Borrows F. False when there is too much to look for; deinit either way. */
bool glance_init(struct glance *g, const struct facts *f);
void glance_deinit(struct glance *g);

/* True when anything in TEXT may be a link or a placeholder. JOINTS: offsets
 * where a tag stood between two characters; rising. */
bool glance_words(struct glance *g, struct span text, const size_t *joints,
	size_t n_joints);

/* The same for the value of an href, as the page gives it. */
bool glance_target(struct glance *g, struct span target);

/* The names and pieces alone, in bytes of any form. */
bool glance_names(const struct glance *g, struct span bytes);

#endif
