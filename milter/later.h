#ifndef LS_MILTER_LATER_H
#define LS_MILTER_LATER_H

/*
 * Log lines that must wait. libmilter may call close with the lock of all its
 * sessions held, where a log that blocks would hold up the whole filter: such
 * lines are kept here until the thread that watches writes them.
 */

/* Keeps a copy of LINE. When too many wait it is dropped, and later_flush says
 * so. Any thread. */
void later_add(const char *line);

/* Logs what waits. */
void later_flush(void);

#endif
