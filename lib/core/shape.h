#ifndef LS_CORE_SHAPE_H
#define LS_CORE_SHAPE_H

/*
 * One shape of a provider's links: parsed from its template, and the exact
 * test whether a URL is of it. What was damaged is for guess.h to recognise.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/pattern.h"
#include "core/provider.h"
#include "core/url.h"

struct shape_parameter {
	struct span name;
	bool has_value;
	struct pattern value;
	bool optional;
};

/* Spans borrow the template. */
struct provider_shape {
	char *label;
	char *template;
	bool refused;		/* recognised, never issued */
	struct span host;
	struct pattern path;
	bool has_query;
	struct shape_parameter *parameters;
	size_t n_parameters;
	bool has_fragment;
	struct pattern fragment;
};

/* ERR_CONFIG: the column of the fault in TEMPLATE, and the cure. */
int shape_new(const char *label, const char *template,
	struct provider_shape **s_r, struct err *err) ERR_CHECKED;
void shape_free(struct provider_shape **s);

/* Is U exactly of the shape: parameters in any order, none extra, none
 * missing, values of their type; scheme, host and path without case? VALUES
 * are set on success only. */
bool shape_match(const struct provider_shape *s,
	enum provider_account_kind kind, const struct url *u,
	struct pattern_values *values);

/* Does any part have that slot? */
bool shape_has(const struct provider_shape *s, enum pattern_slot slot);

/* The parameter of that name, letter case aside when CASELESS; or NULL. */
const struct shape_parameter *shape_parameter(const struct provider_shape *s,
	struct span name, bool caseless);

#endif
