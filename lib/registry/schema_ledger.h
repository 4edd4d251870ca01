#ifndef LS_REGISTRY_SCHEMA_LEDGER_H
#define LS_REGISTRY_SCHEMA_LEDGER_H

/*
 * SQLite's tables for customers, services, relationships and what happened to
 * them, with the rules of a reseller programme as constraints and triggers:
 * they hold whoever writes, and two writers at once can't get around them.
 * Migrations of schema.c.
 */

extern const char schema_ledger[];

/* Who lost DAP for one service of several has lost it, and is to be invited
 * again. */
extern const char schema_standings[];

#endif
