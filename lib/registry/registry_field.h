#ifndef LS_REGISTRY_REGISTRY_FIELD_H
#define LS_REGISTRY_REGISTRY_FIELD_H

/* The text members of a reseller by name, for what lists or reads them all. */

#include <stdbool.h>
#include <stddef.h>

#include "registry/registry_reseller.h"

struct registry_field {
	const char *name;	/* "legal_name" */
	size_t offset;		/* of the member */
	bool fixed;		/* for ever: links were issued for it */
};

#define REGISTRY_FIELDS 15

/* All but `name`, in the order in which people read them. */
extern const struct registry_field registry_fields[REGISTRY_FIELDS];

/* Where field I stands in S. */
char **registry_field(struct registry_reseller *s, size_t i);

/* The field of that name; REGISTRY_FIELDS when there is none. */
size_t registry_field_find(const char *name);

/* May VALUE stand in field I, or be the name (I is REGISTRY_FIELDS)? ERR_DATA
 * says why not. */
int registry_field_check(size_t i, const char *value, struct err *err)
	ERR_CHECKED;

#endif
