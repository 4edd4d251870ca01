#ifndef LS_REGISTRY_STORE_H
#define LS_REGISTRY_STORE_H

/*
 * What differs between stores: opening, transactions, one query. Private to
 * lib/registry; the tables' nouns (registry_reseller.c and its neighbours)
 * are written against it, in SQL that SQLite and PostgreSQL both understand.
 */

#include "registry/registry.h"

enum store_type { STORE_NULL, STORE_NUMBER, STORE_TEXT, STORE_BLOB };

struct store_value {
	enum store_type type;
	int64_t number;
	const char *text;	/* TEXT: NUL-terminated; BLOB: bytes */
	size_t n;		/* of text */
};

struct store_value store_number(int64_t number);
struct store_value store_text(const char *text);	/* NULL: NULL */
struct store_value store_blob(const void *bytes, size_t n);

/* COLUMNS live until it returns; non-zero stops the query. */
typedef int store_row_fn(void *ctx, const struct store_value *columns);

struct store_ops {
	const char *scheme;	/* "sqlite:" */
	/* PATIENCE: milliseconds to wait for other writers. */
	int (*open)(const char *rest, bool create, unsigned patience,
		void **store_r, struct err *err);
	void (*close)(void *store);
	/* A write transaction sees no other writer until it ends. */
	int (*begin)(void *store, bool write, struct err *err);
	int (*commit)(void *store, struct err *err);
	void (*rollback)(void *store);
	int (*query)(void *store, const char *sql,
		const struct store_value *args, size_t n_args,
		store_row_fn *row, void *ctx, struct err *err);
	int (*version)(void *store, uint64_t *version_r, struct err *err);
	/* Leaves no byte of what was deleted; ERR_TEMP: not yet. */
	int (*scrub)(void *store, struct err *err);
};

extern const struct store_ops registry_sqlite;

struct registry {
	const struct store_ops *ops;
	void *store;
	char *command;		/* for the history */
	bool batch;		/* a transaction of registry_batch is open */
	char *who;		/* its user, once that is known; or NULL */
};

/* Runs one statement; args stand for ?1, ?2, …. ROW may be NULL. Returns what
 * a row function that stopped it returned; -1 with *err on failure. */
int store_query(struct registry *r, const char *sql,
	const struct store_value *args, size_t n_args, store_row_fn *row,
	void *ctx, struct err *err) ERR_CHECKED;

/* Runs FN in a write transaction: it is kept when FN returns 0, else nothing
 * has happened. */
int store_change(struct registry *r,
	int (*fn)(struct registry *r, const void *ctx, struct err *err),
	const void *ctx, struct err *err) ERR_CHECKED;

/* Is there a row? 1, 0, or -1 with *err. */
int store_exists(struct registry *r, const char *sql,
	const struct store_value *args, size_t n_args, struct err *err)
	ERR_CHECKED;

/* Writes one line of the history: who (the OS user), when, by which command.
 * RESELLER may be NULL. Part of the change that it tells of. */
int store_note(struct registry *r, const char *action, const char *reseller,
	const char *detail, struct err *err) ERR_CHECKED;

#define STORE_TIME 21
/* Now, as "2026-11-21T10:00:00Z". */
void store_now(char out[STORE_TIME]);
/* The same for AT, seconds since 1970. */
void store_time(int64_t at, char out[STORE_TIME]);

/* One line of UTF-8 for people, at most MAX bytes; NULL is fine. WHAT names it:
 * "the display name". ERR_DATA. */
int store_check_text(const char *what, const char *value, size_t max,
	struct err *err) ERR_CHECKED;

/* ERR_NOT_FOUND in words, with the cure, when that reseller is not there. */
int store_want_reseller(struct registry *r, const char *name, struct err *err)
	ERR_CHECKED;

#endif
