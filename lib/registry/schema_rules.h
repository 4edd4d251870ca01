#ifndef LS_REGISTRY_SCHEMA_RULES_H
#define LS_REGISTRY_SCHEMA_RULES_H

/*
 * What keeps the rules of schema_ledger.c from being gone around: by OR
 * REPLACE, which deletes rows without asking a trigger; by a program that did
 * not switch foreign keys on; by changes after the day a rule was asked.
 * A migration of schema.c.
 */

extern const char schema_rules[];

#endif
