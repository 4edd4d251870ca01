#ifndef LS_REGISTRY_SCHEMA_ERASURE_H
#define LS_REGISTRY_SCHEMA_ERASURE_H

/* Lets a person in the history become a pseudonym, and nothing else change. A
 * migration of schema.c. */

extern const char schema_erasure[];

#endif
