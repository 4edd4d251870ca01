#ifndef LS_CORE_PROVIDER_H
#define LS_CORE_PROVIDER_H

/*
 * A provider profile: what links of one provider look like. Data, not code:
 * profiles are read from files (sys/provider_file) and given to core.
 *
 * A shape is written as the URL itself, with slots:
 *
 *	https://host/path?type={Reseller}&id={account}[&DAP={true|false}]#/f
 *
 *	{account}   the reseller's account id
 *	{provider}  the indirect provider's
 *	{guid} {guids} (one or more joined by '-') {number} {token}
 *	            typed values
 *	{A|B}       one of these words; a word alone needs a capital or a digit
 *	{kind:A|B}  the same, and the word says which kind of link it is: a link
 *	            of a kind that an account was never given is foreign
 *	[&p={…}]    a parameter that may be absent
 *
 * A slot takes as much as it can. GUIDs are in small letters, {token} holds
 * letters and digits. Parameters may come in any order; scheme, host and path
 * are compared without case, all else exactly.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/programme.h"
#include "core/provider_api.h"
#include "core/span.h"
#include "core/url.h"

struct provider_shape;		/* one parsed shape */

struct provider {
	char *name;		/* "partner-center" */
	char *title;		/* for people */
	enum provider_rule rule;
	enum provider_account_kind account_kind;
	bool reusable;		/* false: one link for one relationship */
	bool signed_here;	/* own programme: links are our tokens */
	unsigned lapses;	/* days until a link is dead; 0: never */
	enum provider_indirect indirect;
	struct provider_api api;
	char *file;		/* where it was read, for messages */
	struct provider_shape **shapes;	/* newest first; [0] is issued now */
	size_t n_shapes;
	struct provider_shape **companions;	/* may stand beside the link */
	size_t n_companions;
	char **hosts;		/* of all shapes, lower case, no repeats */
	char **looks;		/* the skeleton of each: confusable.h */
	size_t n_hosts;
	struct span names_account;	/* "partnerId=", as a shape has it, if
					   that is no common word */
};

/* Without shapes; copies NAME. The caller frees it. */
struct provider *provider_new(const char *name);
void provider_free(struct provider **p);

/* Parses TEMPLATE and adds it. LABEL names it for people ("2018"). ERR_CONFIG
 * with the column of the fault in TEMPLATE, also when nothing in it tells
 * whose or which link it is: {account}, {token} or {guids}. */
int provider_add_shape(struct provider *p, const char *label,
	const char *template, struct err *err) ERR_CHECKED;
/* A shape that is recognised but never issued, such as one that asks for more
 * rights than an invitation. It stands among the shapes, and must not be the
 * first. */
int provider_add_refused(struct provider *p, const char *label,
	const char *template, struct err *err) ERR_CHECKED;
int provider_add_companion(struct provider *p, const char *label,
	const char *template, struct err *err) ERR_CHECKED;

/* What a URL is to a profile. */
enum provider_match {
	PROVIDER_NO_MATCH,	/* nothing to do with this provider */
	PROVIDER_COMPANION,	/* a known page that may stand beside a link */
	PROVIDER_OTHER_PAGE,	/* the provider's host, but no invitation */
	PROVIDER_LIKE,		/* meant to be an invitation, but damaged */
	PROVIDER_EXACT,		/* exactly of one shape */
};

struct provider_reading {
	enum provider_match match;
	const struct provider_shape *shape;	/* for LIKE and EXACT */
	char *account;		/* lower case; NULL when none could be read */
	char *indirect;		/* the {provider} slot; NULL when absent */
	char *token;		/* the {token} slot, as written; or NULL */
	char *kind;		/* the word of {kind:…}; NULL when unreadable */
	bool placed;		/* what tells whose link it is stands where the
				   shape has it, or two of its parameters */
	unsigned closeness;	/* LIKE: more is nearer to its shape */
	char why[200];		/* for LIKE: the first difference, in words */
};

/* Never fails; r is to be given to provider_reading_deinit. */
void provider_read(const struct provider *p, const struct url *u,
	struct provider_reading *r);
void provider_reading_deinit(struct provider_reading *r);

/* The account id in its one spelling (GUIDs lower case); NULL when S is none
 * of this profile. The caller frees. */
char *provider_account(const struct provider *p, const char *s);

/* The label and the template text of a shape, for people. */
const char *provider_shape_label(const struct provider_shape *s);
const char *provider_shape_template(const struct provider_shape *s);
/* True when the shape is recognised but never issued. */
bool provider_shape_refused(const struct provider_shape *s);

/* Where tokens of a signed_here profile stand now: the host and the path
 * before {token} of the first shape that has one, as token_issue() takes them.
 * The caller frees the prefix; the host is borrowed from P. False when no
 * shape has a token. */
bool provider_token_place(const struct provider *p, const char **host_r,
	char **prefix_r);

#endif
