#ifndef LS_CORE_NEEDLES_H
#define LS_CORE_NEEDLES_H

/*
 * What seek looks for, made once for many texts: the marks of any address and
 * of a placeholder, the hosts of the providers, the names of their parameters
 * that tell the account, a piece of each own link.
 * Those that are found by the same byte are one group, which is looked for on
 * one way through a text: hosts have their dots in common.
 */

#include "core/facts.h"
#include "core/span.h"

enum seek_kind {
	SEEK_SCHEME,		/* "://" */
	SEEK_HOST,		/* "www." or a provider's host */
	SEEK_PIECE,		/* an account id or a stretch of a token */
	SEEK_NAME,		/* "partnerId=" */
	SEEK_PLACEHOLDER,	/* "[[" */
};

struct needle {
	struct span what;
	enum seek_kind kind;
	size_t anchor;		/* a byte of it that has no other case */
	size_t rank;		/* the lower is found first at one place */
};

struct needle_group {
	const struct needle *list;
	size_t n;
	bool anchored;		/* else it is one needle, all letters */
	unsigned char byte;	/* at the anchor of each */
	size_t reach;		/* the anchor that is farthest in */
	/* Which bytes, in small letters, stand behind the anchor of some
	 * needle, or before it where nothing stands behind: most dots end a
	 * sentence. */
	bool before[256], behind[256];
};

struct needles {
	struct needle *list;
	size_t n;
	struct needle_group *groups;
	size_t n_groups;
};

/* F is borrowed until the needles are freed. */
struct needles *needles_new(const struct facts *f);
/* Without what stands in any mail. */
struct needles *needles_new_telling(const struct facts *f);
void needles_free(struct needles **n);

/* What tells a link from all others, inside it. */
struct span needles_piece(struct span link, const char *account);

#endif
