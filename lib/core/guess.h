#ifndef LS_CORE_GUESS_H
#define LS_CORE_GUESS_H

/*
 * How much of a shape stands in a URL that is not of it, whatever its host:
 * for links that were damaged, and for copies on other hosts. It only tells
 * what it sees; provider.c and imitation.c decide what that means.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/shape.h"
#include "core/url.h"

struct guess {
	unsigned score;		/* more is nearer */
	bool path;		/* the shape's path, at least as a beginning */
	bool fragment;		/* its fragment, wherever it stands */
	bool kind;		/* a word of {kind:…} */
	unsigned names;		/* its parameters known by their names */
	unsigned empty;		/* those of them that have no value */
	bool placed;		/* two of them, or one and the account, stand
				   as parameters, be it that the '?' is lost;
				   or a token in the path */
	struct pattern_values values;	/* in any letter case */
};

/* U is the URL parsed after repair_undo(); the guess borrows from it. */
void guess_shape(const struct provider_shape *s,
	enum provider_account_kind kind, const struct url *u,
	struct guess *g);

/* Appends the URL that S would have with the values of U and the guess; what
 * is not known stands as its slot, {account}. To say what is wrong with U. */
void guess_expected(const struct provider_shape *s,
	enum provider_account_kind kind, const struct url *u,
	const struct guess *g, struct buf *out);

#endif
