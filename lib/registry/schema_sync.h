#ifndef LS_REGISTRY_SCHEMA_SYNC_H
#define LS_REGISTRY_SCHEMA_SYNC_H

/* What is known from providers: under which domains a customer goes, and what
 * they have told but nobody has looked at yet. Private to schema.c. */

extern const char schema_sync[];

#endif
