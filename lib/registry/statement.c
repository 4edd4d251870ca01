#include "registry/statement.h"

#include <string.h>

sqlite3_stmt *
statement_take(struct statements *all, sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;
	unsigned i;

	for (i = 0; i < STATEMENTS; i++) {
		struct statement *s = &all->list[i];

		if (s->st && !s->busy && strcmp(sqlite3_sql(s->st), sql) == 0) {
			s->busy = true;
			return s->st;
		}
	}
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		return NULL;
	for (i = 0; i < STATEMENTS && all->list[all->next].busy; i++)
		all->next = (all->next + 1) % STATEMENTS;
	if (i < STATEMENTS) {
		sqlite3_finalize(all->list[all->next].st);
		all->list[all->next] = (struct statement){ st, true };
		all->next = (all->next + 1) % STATEMENTS;
	}
	return st;
}

void
statement_done(struct statements *all, sqlite3_stmt *st)
{
	unsigned i;

	for (i = 0; i < STATEMENTS; i++)
		if (all->list[i].st == st) {
			all->list[i].busy = false;
			sqlite3_reset(st);
			/* Its arguments are the caller's, who goes now. */
			sqlite3_clear_bindings(st);
			return;
		}
	sqlite3_finalize(st);
}

void
statements_close(struct statements *all, sqlite3 *db)
{
	unsigned i;

	for (i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(all->list[i].st);
	*all = (struct statements){ .next = 0 };
	sqlite3_close(db);
}
