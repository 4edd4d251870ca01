#ifndef LS_CORE_FAULTS_H
#define LS_CORE_FAULTS_H

/*
 * All that is wrong with a file that people edit, each with its place, so that
 * one look shows everything there is to mend:
 *
 *	FILE:LINE:COLUMN: what is wrong; what to do
 *
 * Lines count from 1; columns count characters from 1.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/span.h"

/* One of them, for those who show them otherwise than as lines. */
struct fault {
	const char *rule;	/* a word for its kind; may be NULL */
	size_t line, column;
	size_t begin, end;	/* "what is wrong; what to do", in the text */
};

struct faults {
	struct buf text;	/* a line each */
	struct fault *list;	/* those that the text holds */
	size_t n_list, cap;
	size_t n;		/* all */
};

/* Empty; what it holds is given back by deinit. */
void faults_init(struct faults *p);
void faults_deinit(struct faults *p);

/* COLUMN 0 is left out. More than the text holds are still counted. */
void faults_add(struct faults *p, const char *file, size_t line,
	size_t column, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* The same, with the place told from the OFFSET into the file's SOURCE. */
void faults_at(struct faults *p, const char *file, struct span source,
	size_t offset, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

/* The same, with the RULE that is broken: a string that outlives P. */
void faults_break(struct faults *p, const char *rule, const char *file,
	struct span source, size_t offset, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/* Where OFFSET stands in SOURCE: lines and characters, from 1. */
void faults_place(struct span source, size_t offset, size_t *line_r,
	size_t *column_r);

/* 0 when there are none; else -1 and ERR holds the first ones, whole lines,
 * and how many there are beside. */
int faults_err(const struct faults *p, enum err_kind kind,
	struct err *err) ERR_CHECKED;

#endif
