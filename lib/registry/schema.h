#ifndef LS_REGISTRY_SCHEMA_H
#define LS_REGISTRY_SCHEMA_H

/* The tables, as a list of migrations; number N brings version N-1 to N. */

#include <stddef.h>

extern const char *const schema_migrations[];
extern const size_t schema_version;

#endif
