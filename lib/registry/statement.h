#ifndef LS_REGISTRY_STATEMENT_H
#define LS_REGISTRY_STATEMENT_H

/*
 * Statements that SQLite has compiled, kept for the next time: compiling one
 * takes three times as long as running it, since every table has its rules.
 * Private to sqlite.c.
 */

#include <sqlite3.h>
#include <stdbool.h>

/* An import has a dozen, all of the program some eighty. */
#define STATEMENTS 24

struct statements {
	struct statement {
		sqlite3_stmt *st;	/* NULL: free */
		bool busy;
	} list[STATEMENTS];
	unsigned next;		/* whose turn it is to make room */
};

/* The statement SQL, ready for its arguments; NULL when SQLite refuses it. It
 * may be in use several times at once, as a row's function does it. */
sqlite3_stmt *statement_take(struct statements *all, sqlite3 *db,
	const char *sql);
/* Gives it back. */
void statement_done(struct statements *all, sqlite3_stmt *st);

/* Forgets all, none of which is in use, and closes DB, which may be NULL. */
void statements_close(struct statements *all, sqlite3 *db);

#endif
