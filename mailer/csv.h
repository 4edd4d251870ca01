#ifndef LS_MAILER_CSV_H
#define LS_MAILER_CSV_H

/*
 * Comma-separated values by RFC 4180, as spreadsheets write them: quoted
 * fields, "" for a quote, line breaks inside quotes, CRLF or LF, a byte order
 * mark at the start. Where the first line has no comma but a semicolon or a
 * tab, that one separates: spreadsheets set to other languages write so.
 * Knows nothing of what the columns mean.
 */

#include "core/err.h"
#include "core/span.h"

struct csv {
	struct span text;	/* borrowed */
	size_t at;
	size_t line;		/* of the next record, from 1 */
	unsigned char separator;
};

struct csv_record {
	char **fields;		/* owned, C strings */
	size_t n;
	size_t line;		/* where it begins */
};

/* TEXT must stay until the last record was read. */
void csv_init(struct csv *c, struct span text);

/* 1: *r_r is filled in, to be given to csv_record_deinit. 0: the end. Empty
 * lines are skipped. -1: ERR_DATA, what is wrong in the record that begins at
 * *line_r; the next call goes on behind it. */
int csv_next(struct csv *c, struct csv_record *r_r, size_t *line_r,
	struct err *err) ERR_CHECKED;
void csv_record_deinit(struct csv_record *r);

#endif
