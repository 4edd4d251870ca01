#ifndef LS_CORE_URL_H
#define LS_CORE_URL_H

/*
 * A URL taken apart without changing a byte: RFC 3986's pieces as spans.
 * Lenient in what it takes (what a mail reader would click), exact in what it
 * tells. Knows no provider.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/limits.h"
#include "core/span.h"

struct url_parameter {
	struct span name;
	struct span value;	/* without '='; n == 0 when there is none */
	bool has_value;
};

struct url {
	struct span whole;
	struct span scheme;	/* "https", as written; empty when absent */
	struct span userinfo;	/* before '@' */
	bool has_userinfo;
	struct span host;	/* as written */
	struct span port;
	struct span path;	/* with its leading '/'; when empty, it
				   still stands where a path would */
	struct span query;	/* after '?' */
	bool has_query;
	struct span fragment;	/* after '#' */
	bool has_fragment;
	size_t n_parameters;
	struct url_parameter parameters[LIMIT_URL_PARAMETERS];
	bool more_parameters;	/* than fit */
};

/* Spans of *u borrow S. ERR_DATA when S has no host; ERR_LIMIT when it is
 * longer than LIMIT_URL. "admin.example/x" without a scheme is taken too.
 * Blanks at both ends are in u->whole only. */
int url_parse(struct span s, struct url *u, struct err *err) ERR_CHECKED;

/* The host as it would be looked up, a C string that the caller frees: lower
 * case, percent-decoded, without final dot, IDN as A-labels. NULL when it can
 * be no host. */
char *url_host(const struct url *u);

/* True when the port is absent, empty or the scheme's own. */
bool url_default_port(const struct url *u);

/* Percent-decodes once; NUL (as %00) and broken escapes stay as they are. The
 * caller frees. */
char *url_unescape(struct span s);

/* How far a URL reaches in running text from its first byte: the offset just
 * behind it. It ends at white space, quotes, angle brackets, a control
 * character, or, behind the host, at the first byte that is not ASCII and no
 * dash or full-width form between ASCII: readers differ there, and the letters
 * of a sentence that follows without a space (Chinese, Japanese) must not be
 * taken for the link. Punctuation of the sentence (. , ; : ! ? ' and brackets
 * that the URL did not open) is left out. */
size_t url_extent(struct span text, size_t begin);

#endif
